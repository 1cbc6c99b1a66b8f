"""Items from a table, as a tree or a row for each, or from TOML."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue import checks
from qiaomen.catalogue.actions import ItemSeed, add_items, revise_item
from qiaomen.catalogue.checks import UnfitTerm
from qiaomen.catalogue.importing.rows import read_rows, says_items
from qiaomen.catalogue.importing.tables import read_tables
from qiaomen.catalogue.importing.tree import read_tree
from qiaomen.catalogue.importing.wishes import Wish
from qiaomen.catalogue.kinds import Source
from qiaomen.catalogue.models import Item, ItemVersion, ProcedureVersion
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import HOUSE, Permission
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.reading import read_table
from qiaomen.kernel.sheets.report import ImportReport
from qiaomen.kernel.sheets.table import Table
from qiaomen.people.models import Post, Role


def import_items(path: Path, *, by: Actor, sheet: str | None = None) -> ImportReport:
    """Bring the items of a file in: a tree of names or a row for each item (Excel or CSV), or [[item]]
    tables (.toml).

    In any order, safe to repeat, one transaction. New items are listed publicly unless the file says
    otherwise. What the file says differently of an item becomes its next version; what it does not say, and
    items that it does not name, stay as they are. A tree only names items: those that are there stay.
    """
    if path.suffix.lower() == ".toml" and not sheet:
        return _taken(partial(read_tables, path), by)
    table = read_table(path, sheet=sheet)
    return import_item_table(table, by=by) if says_items(table) else _taken(partial(read_tree, table), by)


def import_item_table(table: Table, *, by: Actor) -> ImportReport:
    """Bring the items of a table in that has a row for each, as `items_table` gives it."""
    return _taken(partial(read_rows, table), by)


def _taken(read: Callable[[ImportReport], Sequence[Wish]], by: Actor) -> ImportReport:
    by.require(Permission.CATALOGUE_EDIT, HOUSE)
    report = ImportReport()
    wishes = read(report)
    with transaction.atomic():
        Intake(report, by).take(wishes)
    report.rejected.sort(key=lambda rejected: rejected.row)
    report.warnings += _unread()
    return report


def _unread() -> Iterator[str]:
    """Items whose matters would wait unseen, since nobody who may read them is in office."""
    today = clock.today()
    readers = [role for role in Role.objects.all() if Permission.MATTER_CONFIDENTIAL in role.permissions]
    if not Post.objects.in_force(today).filter(role__in=readers).exists():
        sentence = _(
            "Matters of “%(item)s” are confidential, and nobody may read them. Give somebody: %(roles)s."
        )
        names = " / ".join(role.name for role in readers)
        for version in ItemVersion.objects.in_force(today):
            if version.is_confidential:
                yield sentence % {"item": version.name, "roles": names}


class Intake:
    """One import: what there is, and what becomes of the wishes."""

    def __init__(self, report: ImportReport, by: Actor, source: Source = Source.OFFICE) -> None:
        self.report = report
        self.by = by
        self.source = source
        self.today = clock.today()
        self.items = {item.code: item for item in Item.objects.all()}
        self.last = {version.item_id: version for version in ItemVersion.objects.all()}
        self.newest = ProcedureVersion.objects.newest()

    def take(self, wishes: Sequence[Wish]) -> None:
        """Level by level, so that every parent is there before its children."""
        waiting = {wish.code: wish for wish in wishes}
        while ready := [wish for wish in waiting.values() if not wish.parent or wish.parent in self.items]:
            for wish in ready:
                del waiting[wish.code]
            known = [wish for wish in ready if wish.code in self.items]
            self._add([wish for wish in ready if wish.code not in self.items])
            self._amend(known)
        for wish in waiting.values():
            sentence = _("There is no item “%s”, or its own row was rejected. Correct that first.")
            self.report.reject(wish.row, wish.headings.get("parent", "parent"), sentence % wish.parent)

    def _add(self, wishes: Sequence[Wish]) -> None:
        seeds: list[ItemSeed] = []
        for wish in wishes:
            with self._judging(wish):
                seeds.append(self._seed(wish))
        for item in add_items(seeds, by=self.by):
            self.items[item.code] = item
        self.report.added += len(seeds)

    def _seed(self, wish: Wish) -> ItemSeed:
        parent = self.items[wish.parent] if wish.parent else None
        if parent:
            checks.require_parent(parent, self.today)
        terms = Terms(**{**wish.at_first, **wish.said})
        return ItemSeed(checks.code(wish.code), self._fit(wish, terms), parent, self.source)

    def _amend(self, wishes: Sequence[Wish]) -> None:
        for wish in wishes:
            with self._judging(wish):
                last = self._known(wish)
                terms = self._fit(wish, replace(last.terms, **wish.said))
                if terms == last.terms:
                    self.report.unchanged += 1
                else:
                    self._revise(wish, last, terms)

    def _known(self, wish: Wish) -> ItemVersion:
        """The last version of the item that is there already."""
        item = self.items[wish.code]
        parent = self.items[wish.parent].pk if wish.parent else None
        if item.ended_on:
            raise UnfitTerm("code", _("“%s” has ended. Give the new item a code of its own.") % item)
        if item.parent_id != parent:
            raise UnfitTerm(
                "parent", _("“%s” stands elsewhere, and items do not move. Take a new code.") % item
            )
        return self.last[item.pk]

    def _revise(self, wish: Wish, last: ItemVersion, terms: Terms) -> None:
        """From today on, or from the day of the last version where that is still to come."""
        from_day = max(self.today, last.from_day)
        revise_item(self.items[wish.code], terms=terms, from_day=from_day, source=self.source, by=self.by)
        self.report.changed += 1
        if from_day > self.today:
            sentence = _("“%(item)s” says so from %(day)s on: it has a version for the days before.")
            self.report.warnings.append(sentence % {"item": terms.name, "day": from_day})

    def _fit(self, wish: Wish, terms: Terms) -> Terms:
        checks.require_default_kept(wish.code, terms)
        return checks.fit(terms, newest=self.newest)

    @contextmanager
    def _judging(self, wish: Wish) -> Iterator[None]:
        """What is refused inside is reported for the wish's row."""
        try:
            yield
        except UnfitTerm as unfit:
            self.report.reject(wish.row, wish.headings.get(unfit.field, unfit.field), unfit.sentence)
        except Refusal as refusal:
            self.report.reject(wish.row, "", refusal.sentence)
