"""What came in, what ended and what was open, week by week; and how long the open ones have been."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from qiaomen.indicators.instants import Epoch
from qiaomen.indicators.periods import Period
from qiaomen.matters.querysets import MatterQuerySet, running_out_before

QUARTER = 900  # seconds: in every zone of the world a day begins with one
SEVEN = timedelta(days=7)
AGES = (0, 7, 30, 90)  # days after which a matter is in the next age


@dataclass(frozen=True, slots=True)
class Week:
    """`open` is what was open at its end, or is now; the last week goes on."""

    period: Period
    received: int
    ended: int
    open: int

    @property
    def first(self) -> date:
        """Its Monday."""
        if self.period.first is None:
            raise ValueError("a week begins on a day")
        return self.period.first


@dataclass(frozen=True, slots=True)
class Age:
    """Open matters by the days on which they came in; the oldest have no first day."""

    period: Period
    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Recent:
    """The last seven days."""

    period: Period
    received: int
    ended: int


@dataclass(frozen=True, slots=True)
class Flow:
    """The latest week last, the youngest matters first."""

    weeks: tuple[Week, ...]
    ages: tuple[Age, ...]
    last: Recent
    before: Recent
    newly_overdue: int  # within the last seven days

    @property
    def open(self) -> int:
        return sum(age.open for age in self.ages)

    @property
    def overdue(self) -> int:
        return sum(age.overdue for age in self.ages)

    @property
    def open_before(self) -> int:
        """A week ago."""
        return self.open + self.last.ended - self.last.received


@dataclass(frozen=True, slots=True)
class Standing:
    """Of the open matters received on one day."""

    day: date
    open: int
    overdue: int
    newly_overdue: int


def weeks_until(today: date, number: int) -> list[Period]:
    """So many weeks from Monday to Sunday; the last one is that of `today` and ends with it."""
    monday = today - timedelta(days=today.weekday())
    starts = [monday - SEVEN * back for back in reversed(range(number))]
    return [Period(first, min(first + SEVEN - timedelta(days=1), today)) for first in starts]


def flow(matters: MatterQuerySet, weeks: Sequence[Period], at: datetime) -> Flow:
    """Three queries. The weeks are at least two, and the last one holds the instant `at`."""
    span = Period(weeks[0].first)
    received, ended = (
        _by_day(matters.filter(span.holds(column)), column) for column in ("received_at", "closed_at")
    )
    return tally(weeks, timezone.localdate(at), received, ended, _standing(matters.open(), at))


def tally(
    weeks: Sequence[Period],
    today: date,
    received: Mapping[date, int],
    ended: Mapping[date, int],
    standing: Sequence[Standing],
) -> Flow:
    """Pure. What was open at the end of a week follows from what is open now."""
    last = Period(today - SEVEN + timedelta(days=1), today)
    before = Period(today - 2 * SEVEN + timedelta(days=1), today - SEVEN)
    still_open = sum(row.open for row in standing)
    return Flow(
        weeks=tuple(_week(week, received, ended, still_open) for week in weeks),
        ages=tuple(_age(period, standing) for period in ages_at(today)),
        last=Recent(last, _within(received, last), _within(ended, last)),
        before=Recent(before, _within(received, before), _within(ended, before)),
        newly_overdue=sum(row.newly_overdue for row in standing),
    )


def ages_at(today: date) -> list[Period]:
    """The youngest first; the oldest has no first day."""
    lasts = [today - timedelta(days=days) for days in AGES]
    firsts = [last + timedelta(days=1) for last in lasts[1:]]
    return [Period(*ends) for ends in zip([*firsts, None], lasts, strict=True)]


def _week(week: Period, received: Mapping[date, int], ended: Mapping[date, int], still_open: int) -> Week:
    later = Period(week.last + timedelta(days=1)) if week.last else week
    then = still_open + _within(ended, later) - _within(received, later)
    return Week(week, _within(received, week), _within(ended, week), then)


def _age(period: Period, standing: Iterable[Standing]) -> Age:
    rows = [row for row in standing if period.has(row.day)]
    return Age(period, sum(row.open for row in rows), sum(row.overdue for row in rows))


def _within(days: Mapping[date, int], period: Period) -> int:
    return sum(many for day, many in days.items() if period.has(day))


def _by_day(matters: MatterQuerySet, column: str) -> Counter[date]:
    days: Counter[date] = Counter()
    for quarter, many in _by_quarter(matters, column, many=Count("pk")):
        days[_day(quarter)] += many
    return days


def _standing(matters: MatterQuerySet, at: datetime) -> list[Standing]:
    late = running_out_before(at)
    counts = {
        "many": Count("pk"),
        "late": Count("pk", filter=late),
        "newly": Count("pk", filter=late & Q(due_at__gte=at - SEVEN)),
    }
    return [Standing(_day(row[0]), *row[1:]) for row in _by_quarter(matters, "received_at", **counts)]


def _by_quarter(matters: MatterQuerySet, column: str, **counts: Count) -> Iterable[tuple[int, ...]]:
    """Counted by quarters of an hour: the database knows no zone, and days begin with one of them."""
    rows: Iterable[tuple[int, ...]] = (
        matters.order_by().values_list(Epoch(column) / QUARTER).annotate(**counts)
    )
    return rows


def _day(quarter: int) -> date:
    return timezone.localdate(datetime.fromtimestamp(quarter * QUARTER, timezone.get_current_timezone()))
