"""The published list of who answers for what and who helps: 属地管理事项清单."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from qiaomen.catalogue.models import Item, ItemVersion
from qiaomen.catalogue.terms import Duty
from qiaomen.catalogue.tree import in_order
from qiaomen.kernel.lists import strung
from qiaomen.kernel.sheets.writing import csv_line

_MARK = "\ufeff"  # by which Excel knows UTF-8


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One matter of the list. `group` is the item of the first level above it, "" where none is listed."""

    number: int
    group: str
    name: str
    lead: Duty | None
    helpers: tuple[Duty, ...]
    basis: tuple[str, ...]

    def cells(self) -> list[str]:
        lead = (self.lead.unit, self.lead.part) if self.lead else ("", "")
        helpers = strung(f"{duty.unit}：{duty.part}" for duty in self.helpers)
        return [str(self.number), self.group, self.name, *lead, helpers, strung(self.basis)]


def responsibilities(day: date) -> list[Responsibility]:
    """The items in use that are listed publicly and have duties, in the order of the catalogue; one query."""
    listed = ItemVersion.objects.in_force(day).filter(
        item__in=Item.objects.current(day), visibility=ItemVersion.Visibility.LISTED
    )
    rows = list(
        in_order(
            listed.select_related("item"),
            pk=lambda row: row.item_id,
            above=lambda row: row.item.parent_id,
            code=lambda row: row.item.code,
        )
    )
    with_duties = [row for row in rows if row.duties]
    by_item = {row.item_id: row for row in rows}
    return [_told(number, row, by_item) for number, row in enumerate(with_duties, start=1)]


def _told(number: int, row: ItemVersion, listed: Mapping[int, ItemVersion]) -> Responsibility:
    terms = row.terms
    return Responsibility(
        number,
        _top(row, listed),
        row.name,
        next((duty for duty in terms.duties if duty.lead), None),
        tuple(duty for duty in terms.duties if not duty.lead),
        terms.basis,
    )


def _top(row: ItemVersion, listed: Mapping[int, ItemVersion]) -> str:
    above = list(_above(row, listed))
    return above[-1].name if above else ""


def _above(row: ItemVersion, listed: Mapping[int, ItemVersion]) -> Iterator[ItemVersion]:
    at = listed.get(row.item.parent_id or 0)
    while at is not None:
        yield at
        at = listed.get(at.item.parent_id or 0)


def headings() -> list[str]:
    return [
        _("No."),
        _("Group"),
        _("Item"),
        _("Leading unit"),
        _("Its part"),
        _("Helping units and their parts"),
        _("Rules it stands on"),
    ]


def as_csv(rows: list[Responsibility]) -> str:
    """A table that Excel shows rightly and that runs nothing."""
    file = io.StringIO()
    csv.writer(file).writerows([headings(), *(csv_line(row.cells()) for row in rows)])
    return _MARK + file.getvalue()
