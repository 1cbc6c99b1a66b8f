"""Routing rules from a table."""

from collections import defaultdict
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TypeVar, cast

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.actions import RuleSeed, add_rules, end_rule
from qiaomen.catalogue.actions.rules import overlap, require_sound
from qiaomen.catalogue.models import Item, Rule, Saying
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.cells import whole
from qiaomen.kernel.sheets.lines import Line, Unfit
from qiaomen.kernel.sheets.mapping import Field
from qiaomen.kernel.sheets.reading import read_table
from qiaomen.kernel.sheets.report import ImportReport
from qiaomen.people.models import Unit
from qiaomen.territory.actions import ROOT_CODE
from qiaomen.territory.models import Place

M = TypeVar("M", bound=Model)

FIELDS = (
    Field("item", _("Item"), ("事项编码", "事项"), required=True),
    Field("place", _("Place"), ("区域编码", "区域"), required=True),
    Field("unit", _("Unit"), ("单位编码", "责任单位", "单位"), required=True),
    Field("from_days", _("From day (counted from today)")),
    Field("to_days", _("To day (counted from today)")),
    Field("from", _("From"), ("起始", "开始日期", "起始日期", "启用日期")),
    Field("to", _("To"), ("截止", "结束日期", "截止日期", "停用日期")),
    Field("note", _("Note"), ("备注", "说明")),
)


def import_rules(path: Path, *, by: Actor, sheet: str | None = None) -> ImportReport:
    """Bring routing rules in (item, place, unit, from, to, note); safe to repeat, one transaction.

    An empty item makes the default rule of a place, an empty place is everywhere, an empty first day today.
    Days may be counted from today instead (from_days, to_days), for examples that must not grow old. A rule
    that is there already is at most ended, when the row names a last day.
    """
    report = ImportReport()
    intake = _Intake(report, by)
    with transaction.atomic():
        for line in report.read(read_table(path, sheet=sheet), FIELDS):
            intake.take(line)
        intake.add()
    return report


class _Intake:
    """One import: the rules that there are, and those that the rows add."""

    def __init__(self, report: ImportReport, by: Actor) -> None:
        self.report = report
        self.by = by
        self.seeds: list[RuleSeed] = []
        self._found: dict[tuple[str, str], Model] = {}
        self._alike: defaultdict[Saying, list[Rule | RuleSeed]] = defaultdict(list)
        for rule in Rule.objects.all():
            self._alike[rule.saying].append(rule)

    def take(self, line: Line) -> None:
        try:
            line.require_sound()
            seed = self._seed(line)
            require_sound(seed)
            self._place(seed, line)
        except Unfit as unfit:
            self.report.reject(line.number, unfit.column, unfit.sentence)
        except Refusal as refusal:
            self.report.reject(line.number, "", refusal.sentence)

    def add(self) -> None:
        self.report.added += len(add_rules(self.seeds, by=self.by))

    def _seed(self, line: Line) -> RuleSeed:
        place = (
            self._known(line, "place", Place.objects.defer("polygon")) if line.text("place") else self._root
        )
        return RuleSeed(
            item=self._known(line, "item", Item.objects.all()) if line.text("item") else None,
            place=place,
            unit=self._known(line, "unit", Unit.objects.all()),
            from_day=_day(line, "from") or clock.today(),
            to_day=_day(line, "to"),
            note=line.text("note"),
        )

    def _place(self, seed: RuleSeed, line: Line) -> None:
        """Among the rules that say the same: it is new, or its last day is, or nothing is."""
        twin = next((rule for rule in self._alike[seed.saying] if overlap(seed, rule)), None)
        if twin is None:
            self.seeds.append(seed)
            self._alike[seed.saying].append(seed)
        elif isinstance(twin, RuleSeed):
            raise Refusal(_("A row above says the same. Keep one of the two."))
        elif (last_day := line.day("to")) and last_day != twin.to_day:
            end_rule(twin, last_day=last_day, by=self.by)
            self.report.changed += 1
        else:
            self.report.unchanged += 1

    @cached_property
    def _root(self) -> Place:
        return Place.objects.get(code=ROOT_CODE)

    def _known(self, line: Line, field: str, rows: QuerySet[M]) -> M:
        """The row that the cell names; each is read once."""
        key = (field, line.text(field))
        if key not in self._found:
            self._found[key] = line.known(field, rows)
        return cast("M", self._found[key])


def _day(line: Line, field: str) -> date | None:
    """The day in the column, or the one so many days from today in its sister; None if both are empty."""
    if day := line.day(field):
        return day
    try:
        days = whole(line.cells[f"{field}_days"])
    except Refusal as refusal:
        raise line.unfit(f"{field}_days", refusal.sentence) from None
    return None if days is None else clock.today() + timedelta(days=days)
