"""Figures that everybody may read: of published months, and never of so few that somebody is recognised."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qiaomen.indicators.definitions import Definition
from qiaomen.indicators.grouping import Grouping
from qiaomen.indicators.models import Publication
from qiaomen.indicators.rates import Figures, Share
from qiaomen.indicators.report import RatesReport, RatesRow
from qiaomen.indicators.reports import view
from qiaomen.indicators.wording import percent
from qiaomen.kernel.sheets.writing import csv_line
from qiaomen.territory.models import PlaceKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FEWEST = 10  # what is less than this is not told, of matters and of verdicts
VIEWS = (
    (Grouping.PLACE, PlaceKind.COMMUNITY),
    (Grouping.ITEM, PlaceKind.COMMUNITY),
    (Grouping.CHANNEL, PlaceKind.COMMUNITY),
)
SHARES: Mapping[str, "StrOrPromise"] = MappingProxyType(
    {
        "response": gettext_lazy("Response rate"),
        "resolution": gettext_lazy("Resolution rate"),
        "satisfaction": gettext_lazy("Satisfaction rate"),
        "on_time": gettext_lazy("On time"),
    }
)
_MARK = "\ufeff"  # by it Excel knows UTF-8


@dataclass(frozen=True, slots=True)
class OpenRow:
    """None is what may not be told."""

    name: str
    matters: int | None
    response: Share | None
    resolution: Share | None
    satisfaction: Share | None
    on_time: Share | None

    def cells(self) -> list[str]:
        shares: Iterable[Share | None] = (getattr(self, name) for name in SHARES)
        return [_("too few") if self.matters is None else str(self.matters), *map(_cell, shares)]

    def labelled(self) -> list[tuple[str, str]]:
        return list(zip(headings(), self.cells(), strict=True))


def _cell(share: Share | None) -> str:
    if share is None:
        return _("too few")
    told = f"{percent(share.rate)} ({share.numerator}/{share.denominator})"
    return told if share.denominator else percent(None)


@dataclass(frozen=True, slots=True)
class OpenTable:
    title: "StrOrPromise"
    rows: tuple[OpenRow, ...]


@dataclass(frozen=True, slots=True)
class OpenFigures:
    month: date
    definition: Definition
    digest: str
    tables: tuple[OpenTable, ...]


def months() -> list[date]:
    """The published ones, the latest first."""
    published = Publication.objects.filter(kind=Publication.Kind.RATES)
    return list(published.order_by("-month").values_list("month", flat=True))


def open_figures(month: date) -> OpenFigures | None:
    """Of a published month; None for another. One query."""
    publication = Publication.objects.filter(kind=Publication.Kind.RATES, month=month).first()
    if publication is None:
        return None
    said, digest = publication.reports(), publication.digest
    reports = [RatesReport.thawed(said[view(*each)], published=digest) for each in VIEWS]
    whole = OpenTable(_("Whole house"), (_row(_("all"), reports[0].total, frozenset()),))
    parts = (OpenTable(report.grouping.label, tuple(_rows(report.rows))) for report in reports)
    return OpenFigures(month, reports[0].definition, digest, (whole, *parts))


def _rows(rows: Sequence[RatesRow]) -> Iterable[OpenRow]:
    """In the order of their codes: who reads of places is not shown a ranking."""
    ordered = sorted(rows, key=lambda row: row.code)
    hidden = {name: untold([_size(row.figures, name) for row in ordered]) for name in ("matters", *SHARES)}
    for number, row in enumerate(ordered):
        yield _row(row.name, row.figures, frozenset(name for name in hidden if number in hidden[name]))


def untold(sizes: Sequence[int]) -> set[int]:
    """Which of the numbers are not told: those of few, and one more where a single one would follow from
    the sum of all.
    """
    small = {place for place, size in enumerate(sizes) if 0 < size < FEWEST}
    rest = [(size, place) for place, size in enumerate(sizes) if size >= FEWEST]
    return small | {min(rest)[1]} if len(small) == 1 and rest else small


def _size(figures: Figures, name: str) -> int:
    share: Share | int = getattr(figures, name)
    return share if isinstance(share, int) else share.denominator


def _row(name: str, figures: Figures, hidden: frozenset[str]) -> OpenRow:
    few = {one for one in ("matters", *SHARES) if 0 < _size(figures, one) < FEWEST}
    told = {one: None if one in hidden | few else getattr(figures, one) for one in ("matters", *SHARES)}
    return OpenRow(name, **told)


def headings() -> list[str]:
    return [_("Closed"), *map(str, SHARES.values())]


def as_csv(figures: OpenFigures) -> str:
    """A line for each number; it shows rightly in Excel and runs nothing. The definition comes last."""
    file = io.StringIO()
    lines = csv.writer(file)
    lines.writerow(["month", "by", "name", "measure", "numerator", "denominator"])
    for table in figures.tables:
        for row in table.rows:
            lines.writerows(csv_line(line) for line in _told(f"{figures.month:%Y-%m}", str(table.title), row))
    for sentence in figures.definition.sentences().values():
        lines.writerow(csv_line(["", "", "", sentence, "", ""]))
    return _MARK + file.getvalue()


def _told(month: str, title: str, row: OpenRow) -> Iterable[list[str]]:
    yield [month, title, row.name, "matters", "" if row.matters is None else str(row.matters), ""]
    for name in SHARES:
        share: Share | None = getattr(row, name)
        both = [str(share.numerator), str(share.denominator)] if share else ["", ""]
        yield [month, title, row.name, name, *both]
