"""The tree of places from a table."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.sheets.report import ImportReport
from qiaomen.kernel.sheets.table import Table
from qiaomen.territory import actions
from qiaomen.territory.actions import ROOT_CODE, Seed
from qiaomen.territory.editions import revising
from qiaomen.territory.importing.order import levels
from qiaomen.territory.importing.rows import Wish, read_wishes
from qiaomen.territory.models import Place, PlaceName


def import_places(table: Table, *, by: Actor) -> ImportReport:
    """Bring the tree to what `table` says: rows in any order, safe to repeat, one transaction.

    Columns: code, parent (empty: under the root), name, kind, and if there are aliases (between semicolons)
    and official_code. A row that cannot be taken is reported, and so are the rows below it; places that the
    table does not name stay as they are. A circle refuses the whole table.
    """
    report = ImportReport()
    wishes = read_wishes(table, report)
    with revising():
        intake = _Intake(wishes, report, by)
        order = intake.order()
        for level in order:
            intake.add(level)
        for level in order:
            intake.change(level)
    return report


class _Intake:
    """One import: what the rows wish, what there is, and what becomes of them."""

    def __init__(self, wishes: dict[str, Wish], report: ImportReport, by: Actor) -> None:
        self.wishes = {code: wish._replace(parent=wish.parent or ROOT_CODE) for code, wish in wishes.items()}
        self.report = report
        self.by = by
        self.places = {place.code: place for place in Place.objects.defer("polygon")}
        self.names = _names_in_use()
        self.new = self.wishes.keys() - self.places.keys()

    def order(self) -> list[list[Wish]]:
        """The wishes from the top down, as the tree will be."""
        code_of = {place.pk: code for code, place in self.places.items()}
        present = {code: code_of[place.parent_id] for code, place in self.places.items() if place.parent_id}
        wished = {code: wish.parent for code, wish in self.wishes.items()}
        return [
            [self.wishes[code] for code in level if code in self.wishes] for level in levels(present | wished)
        ]

    def add(self, level: list[Wish]) -> None:
        wishes = [wish for wish in level if wish.code in self.new and self._has_parent(wish)]
        seeds = [
            Seed(self.places[wish.parent], wish.code, wish.name, wish.kind, wish.official_code, wish.aliases)
            for wish in wishes
        ]
        for place in actions.add_places(seeds, by=self.by):
            self.places[place.code] = place
        self.report.added += len(seeds)

    def change(self, level: list[Wish]) -> None:
        for wish in level:
            if wish.code not in self.new and self._is_current(wish) and self._has_parent(wish):
                if self._amend(self.places[wish.code], wish):
                    self.report.changed += 1
                else:
                    self.report.unchanged += 1

    def _has_parent(self, wish: Wish) -> bool:
        parent = self.places.get(wish.parent)
        if parent and not parent.ended_on:
            return True
        reason = _("There is no place %(code)s in use. Correct the parent, or the parent's own row first.")
        wish.reject("parent", reason % {"code": wish.parent}, self.report)
        return False

    def _is_current(self, wish: Wish) -> bool:
        if self.places[wish.code].ended_on:
            reason = _("The place %(code)s has ended. Give the new place a code of its own.")
            wish.reject("code", reason % {"code": wish.code}, self.report)
            return False
        return True

    def _amend(self, place: Place, wish: Wish) -> bool:
        """Each difference by its own verb; whether there was one."""
        before = place.ledger_seq
        actions.amend_place(
            place,
            name=wish.name,
            kind=wish.kind,
            official_code=wish.official_code or place.official_code,
            parent=self.places[wish.parent],
            by=self.by,
        )
        for alias in wish.aliases:
            if alias not in self.names[place.pk]:
                actions.name_place(place, text=alias, by=self.by)
        return place.ledger_seq != before


def _names_in_use() -> defaultdict[int, set[str]]:
    names: defaultdict[int, set[str]] = defaultdict(set)
    for place_id, text in PlaceName.objects.in_use().values_list("place_id", "text"):
        names[place_id].add(text)
    return names
