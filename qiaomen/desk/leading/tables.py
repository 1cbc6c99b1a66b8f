"""What stands in the tables of an overview, as text with the list behind each figure. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qiaomen.desk.leading.links import Lists
from qiaomen.indicators.behind import Behind
from qiaomen.indicators.hot.report import Hot
from qiaomen.indicators.overview.flow import Age, Flow, Week
from qiaomen.indicators.overview.page import Overview
from qiaomen.indicators.periods import Period
from qiaomen.indicators.rates import Share
from qiaomen.indicators.report import RatesRow
from qiaomen.indicators.standing import Standing
from qiaomen.indicators.wording import percent

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_GRIDS = 12  # all of them stand on the map's own page


@dataclass(frozen=True, slots=True)
class Cell:
    """`label` names the column where a narrow screen makes cards of the rows; `url` is "" behind a zero."""

    label: "StrOrPromise"
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    cells: tuple[Cell, ...]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`empty` is what to say where there are no rows."""

    first: "StrOrPromise"
    heads: tuple["StrOrPromise", ...]
    rows: tuple[Row, ...]
    empty: "StrOrPromise" = ""


class Rate(NamedTuple):
    """`column` of the figures; the lists of those that say yes, and of those that say no."""

    label: "StrOrPromise"
    column: str
    yes: Behind
    no: Behind


CAME_IN, ENDED, OPEN = gettext_lazy("Came in"), gettext_lazy("Ended"), gettext_lazy("Open")
OVERDUE, ON_TIME = gettext_lazy("Overdue"), gettext_lazy("On time")
RATES = (
    Rate(gettext_lazy("Response rate"), "response", Behind.CONTACTED, Behind.NOT_CONTACTED),
    Rate(gettext_lazy("Resolution rate"), "resolution", Behind.SOLVED, Behind.UNSOLVED),
    Rate(gettext_lazy("Satisfaction rate"), "satisfaction", Behind.SATISFIED, Behind.DISSATISFIED),
    Rate(ON_TIME, "on_time", Behind.IN_TIME, Behind.LATE),
)


def tiles(flow: Flow, lists: Lists) -> list[Cell]:
    last = flow.last
    return [
        _number(_("Open now"), flow.open, lists.waiting()),
        _number(_("Overdue"), flow.overdue, lists.waiting(due="overdue")),
        _number(_("Came in, last 7 days"), last.received, lists.received(last.period)),
        _number(_("Ended, last 7 days"), last.ended, lists.ended(last.period)),
    ]


def weeks(flow: Flow, lists: Lists) -> Table:
    heads = (CAME_IN, ENDED, gettext_lazy("Open at its end"))
    return Table(_("Week from"), heads, tuple(_week(week, lists) for week in reversed(flow.weeks)))


def _week(week: Week, lists: Lists) -> Row:
    return Row(
        week_of(week),
        (
            _number(CAME_IN, week.received, lists.received(week.period)),
            _number(ENDED, week.ended, lists.ended(week.period)),
            Cell(_("Open at its end"), str(week.open)),
        ),
    )


def week_of(week: Week) -> str:
    return date_format(week.first, "MONTH_DAY_FORMAT")


def ages(flow: Flow, lists: Lists) -> Table:
    rows = (_age(name, age, lists) for name, age in zip(age_names(), flow.ages, strict=True))
    return Table(_("Came in"), (OPEN, OVERDUE), tuple(rows))


def age_names() -> list[str]:
    return [
        _("in the last 7 days"),
        _("8 to 30 days ago"),
        _("31 to 90 days ago"),
        _("more than 90 days ago"),
    ]


def _age(name: str, age: Age, lists: Lists) -> Row:
    late = _number(OVERDUE, age.overdue, lists.waiting(age.period, due="overdue"))
    return Row(name, (_number(OPEN, age.open, lists.waiting(age.period)), late))


def rates(overview: Overview, lists: Lists) -> Table:
    total, period = overview.rates.total, overview.period
    rows = (_rate(rate, getattr(total, rate.column), period, lists) for rate in RATES)
    return Table(_("Indicator"), (_("Rate"), _("Yes"), _("No")), tuple(rows))


def _rate(rate: Rate, share: Share, period: Period, lists: Lists) -> Row:
    no = share.denominator - share.numerator
    cells = (
        Cell(_("Rate"), percent(share.rate)),
        _number(_("Yes"), share.numerator, lists.closed(period, rate.yes)),
        _number(_("No"), no, lists.closed(period, rate.no)),
    )
    return Row(str(rate.label), cells)


def ranking(overview: Overview, lists: Lists) -> Table:
    heads = (_("Rank"), _("Closed"), *(rate.label for rate in RATES))
    rows = (_ranked(row, overview.period, lists) for row in overview.rates.rows)
    empty = _("Nothing was closed in these weeks, so there is nothing to rank.")
    return Table(_("Unit"), heads, tuple(rows), empty)


def _ranked(row: RatesRow, period: Period, lists: Lists) -> Row:
    rank = "–" if row.rank is None else str(row.rank)
    closed = _number(_("Closed"), row.figures.matters, lists.closed(period, unit=row.code))
    shares = (_share(rate, row, period, lists) for rate in RATES)
    return Row(row.name, (Cell(_("Rank"), rank), closed, *shares))


def _share(rate: Rate, row: RatesRow, period: Period, lists: Lists) -> Cell:
    share: Share = getattr(row.figures, rate.column)
    said = f"{percent(share.rate)} ({share.numerator}/{share.denominator})"
    text = said if share.denominator else percent(None)
    return Cell(rate.label, text, lists.closed(period, rate.yes, unit=row.code) if share.numerator else "")


def grids(overview: Overview, lists: Lists) -> Table:
    shown = overview.grids.rows[:MOST_GRIDS]
    empty = _("Nothing is open.")
    rows = (_grid(row, lists, overview.subject.name) for row in shown)
    return Table(_("Place"), (OPEN, OVERDUE), tuple(rows), empty)


def _grid(row: Standing, lists: Lists, within: str) -> Row:
    """Its name as one says it within the place that the page is about."""
    late = _number(OVERDUE, row.overdue, lists.waiting(due="overdue", place=row.code))
    name = row.name.removeprefix(within) or row.name
    return Row(name, (_number(OPEN, row.open, lists.waiting(place=row.code)), late))


def hot(issues: Iterable[Hot]) -> Table:
    heads = (_("Residents"), _("First told"), _("Told last"))
    empty = _("No problem was told of by several residents in these weeks.")
    return Table(_("Hot issue"), heads, tuple(map(_hot, issues)), empty)


def _hot(issue: Hot) -> Row:
    days = ((_("First told"), issue.first), (_("Told last"), issue.last))
    residents = Cell(_("Residents"), str(issue.residents))
    cells = (residents, *(Cell(label, date_format(day)) for label, day in days))
    return Row(issue.issue, cells, reverse("desk:hot-issue", args=[issue.number]))


def _number(label: "StrOrPromise", number: int, url: str) -> Cell:
    return Cell(label, str(number), url if number else "")
