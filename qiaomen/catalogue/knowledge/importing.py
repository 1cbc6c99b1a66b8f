"""Short answers from a TOML file with one [[answer]] table for each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.checks import UnfitTerm
from qiaomen.catalogue.importing.toml import (
    days,
    document,
    require,
    require_keys,
    sound_ones,
    switch,
    text,
    words,
)
from qiaomen.catalogue.knowledge import checks
from qiaomen.catalogue.knowledge.actions import add_short_answer, revise_short_answer
from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.catalogue.knowledge.wording import Wording
from qiaomen.catalogue.models import Item
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.report import ImportReport, Outcome
from qiaomen.people.models import Unit

SHIPPED = Path(__file__).parents[1] / "shipped" / "knowledge.toml"

Row = TypeVar("Row", Item, Unit)
Reader = Callable[[str, Any], Any]

_READERS: Mapping[str, Reader] = {
    "code": text,
    "question": text,
    "also": words,
    "answer": text,
    "item": text,
    "source": text,
    "owner": text,
    "public": switch,
    "review_days": days,
}
_NEEDED = ("code", "question", "answer", "source")


@dataclass(frozen=True, slots=True)
class _Wish:
    """What one [[answer]] says; `row` counts them from 1."""

    row: int
    code: str
    said: Mapping[str, Any]


def import_short_answers(path: Path, *, by: Actor) -> ImportReport:
    """Bring the answers of a file in; safe to repeat. What it says differently of one revises that.

    What it does not say stays as it is; a new one without an owner is kept by the topmost desk.
    """
    report = ImportReport()
    _take(_wishes(path, report), report, by)
    return report.in_order()


def adopt_short_answers(*, by: Actor, path: Path = SHIPPED) -> ImportReport:
    """Bring in what this release ships and the office does not have; its own stay, ended ones too."""
    report = ImportReport()
    known = set(ShortAnswer.objects.values_list("code", flat=True))
    wishes = _wishes(path, report)
    _take([wish for wish in wishes if wish.code not in known], report, by)
    report.unchanged += sum(wish.code in known for wish in wishes)
    return report.in_order()


def _wishes(path: Path, report: ImportReport) -> list[_Wish]:
    """The sound ones, each code once."""
    tables = document(path).get("answer")
    if not isinstance(tables, list):
        raise Refusal(_("%(file)s has no answers. Write [[answer]] before each.") % {"file": path.name})
    return sound_ones(tables, _wish, report)


def _wish(row: int, table: Any) -> _Wish:
    require("", _("This is no table. Write [[answer]] before each."), right=isinstance(table, dict))
    require_keys(table, _READERS, _NEEDED)
    said = {key: _READERS[key](key, value) for key, value in table.items()}
    return _Wish(row, said.pop("code").strip(), said)


def _take(wishes: Iterable[_Wish], report: ImportReport, by: Actor) -> None:
    rows = ShortAnswer.objects.for_list().in_bulk([wish.code for wish in wishes], field_name="code")
    for wish in wishes:
        try:
            with transaction.atomic():
                outcome = _taken(wish, rows.get(wish.code), by)
        except UnfitTerm as unfit:
            report.reject(wish.row, unfit.field, unfit.sentence)
        except Refusal as no:
            report.reject(wish.row, "", no.sentence)
        else:
            setattr(report, outcome, getattr(report, outcome) + 1)


def _taken(wish: _Wish, row: ShortAnswer | None, by: Actor) -> Outcome:
    said = _named(wish.said)
    if row is None:
        add_short_answer(code=wish.code, wording=Wording(**{"owner": _desk(), **said}), by=by)
        return Outcome.ADDED
    wording = checks.fit(replace(row.wording, **said))
    if wording == row.wording:
        return Outcome.UNCHANGED
    revise_short_answer(row, wording=wording, by=by)
    return Outcome.CHANGED


def _named(said: Mapping[str, Any]) -> dict[str, Any]:
    """With the rows that the codes of item and owner name."""
    named = dict(said)
    if "item" in said:
        named["item"] = _known("item", said["item"], Item.objects.all()) if said["item"].strip() else None
    if "owner" in said:
        named["owner"] = _known("owner", said["owner"], Unit.objects.select_related("place"))
    return named


def _known(field: str, code: str, rows: QuerySet[Row]) -> Row:
    row = rows.filter(code=code.strip()).first()
    if row is None:
        raise UnfitTerm(field, _("%s is not known here. Correct the code, or add it first.") % code)
    return row


def _desk() -> Unit:
    desks = Unit.objects.current(clock.today()).filter(kind=Unit.Kind.DESK).select_related("place")
    desk = desks.order_by("place__path").first()
    if desk is None:
        raise UnfitTerm("owner", _("There is no desk here that would keep it. Name an owner."))
    return desk
