"""Which days are worked, and when a limit that starts now ends."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import state_days
from qiaomen.kernel.limits import Limit, LimitUnit, Rhythm
from qiaomen.kernel.models.calendar import SpecialDay
from qiaomen.kernel.refusal import Refusal

DAY = timedelta(days=1)
BY_THE_CLOCK = {LimitUnit.MINUTES: timedelta(minutes=1), LimitUnit.HOURS: timedelta(hours=1)}  # day and night
SATURDAY = 5
WORK_HOURS = "09:00-12:00 13:30-17:30"

Hours = tuple[tuple[time, time], ...]


def calendar_now() -> "WorkCalendar":
    """The office's calendar as it stands, in one query. Load it once for many matters: it remembers."""
    return WorkCalendar(
        corrections=dict(SpecialDay.objects.values_list("day", "works")),
        hours=parse_hours(getattr(settings, "QIAOMEN_WORK_HOURS", WORK_HOURS)),
        zone=timezone.get_default_timezone(),
    )


def parse_hours(text: str) -> Hours:
    """`09:00-12:00 13:30-17:30` as pairs; the spans follow one another within a day."""
    try:
        edges = [time.fromisoformat(edge) for edge in re.split(r"[-\s]+", text.strip())]
    except ValueError:
        edges = []
    if not edges or len(edges) % 2 or any(later <= early for early, later in pairwise(edges)):
        raise Refusal(
            _("%(text)s are no work hours. Write them like: %(example)s.")
            % {"text": text, "example": WORK_HOURS}
        )
    return tuple(zip(edges[::2], edges[1::2], strict=True))


class WorkCalendar:
    """Workdays of the State, corrected by the office, and the hours that are worked on them.

    Pure: it knows nothing but its arguments. Instants are aware and days are the office's, in `zone`.
    Later starts and larger limits never end earlier.
    """

    def __init__(self, corrections: Mapping[date, bool], hours: Hours, zone: tzinfo) -> None:
        self._corrections = dict(corrections)
        self._spans = tuple((_since_midnight(opens), _since_midnight(closes)) for opens, closes in hours)
        self._closing = self._spans[-1][1]
        self._workday = sum((closes - opens for opens, closes in self._spans), timedelta())
        self._zone = zone
        self._steps: dict[tuple[date, int], date] = {}

    def is_workday(self, day: date) -> bool:
        corrected = self._corrections.get(day)
        if corrected is not None:
            return corrected
        if day.weekday() >= SATURDAY:
            return day in state_days.make_up_workdays(day.year)
        return day not in state_days.days_off(day.year)

    def known(self, year: int) -> bool:
        """Whether the year's holidays are arranged; if not, say that a date in it may still move.

        An office may enter the notice itself: then its corrections exchange weekdays for weekends.
        """
        exchanged = {
            works
            for day, works in self._corrections.items()
            if day.year == year and works == (day.weekday() >= SATURDAY)
        }
        return state_days.arranged(year) or exchanged == {True, False}

    def add_workdays(self, day: date, n: int) -> date:
        """The n-th workday after the day, for a negative n before it; for 0 the day itself."""
        step = (day, n)
        if step not in self._steps:
            self._steps[step] = self._walk(day, n)
        return self._steps[step]

    def workdays_between(self, a: date, b: date) -> int:
        """How many workdays come after a, up to and including b; negative when b is before a."""
        if b < a:
            return -self.workdays_between(b, a)
        return sum(self.is_workday(a + DAY * i) for i in range(1, (b - a).days + 1))

    def due(self, start: datetime, limit: Limit) -> datetime:
        """The last instant that is in time, in UTC.

        Minutes and hours run by the clock, day and night. Work hours run from the start, days from the day
        after it (Civil Code of China, Art. 201). The last day ends when the office closes (Art. 203 para. 2);
        when it is not a workday, the next one is the last (Art. 203 para. 1; Civil Procedure Law, 2023,
        Art. 85).
        """
        local = self._local(start)
        if limit.unit in BY_THE_CLOCK:
            return start.astimezone(UTC) + limit.amount * BY_THE_CLOCK[limit.unit]
        if limit.unit == LimitUnit.WORK_HOURS:
            return self._after_work(local, timedelta(hours=limit.amount))
        if limit.unit == LimitUnit.WORKDAYS:
            return self._close_of(self.add_workdays(local.date(), limit.amount))
        return self._close_of(self._workday_from(local.date() + DAY * limit.amount))

    def end_of(self, start: datetime, rhythm: Rhythm) -> datetime:
        """The closing of the period's last workday, or of the next period's when that is past; in UTC."""
        day = self._local(start).date()
        while (end := self._close_of(self.add_workdays(rhythm.last_day(day) + DAY, -1))) <= start:
            day = rhythm.last_day(day) + DAY
        return end

    def shifted(self, due: datetime, stood_from: datetime, stood_to: datetime, unit: LimitUnit) -> datetime:
        """The due instant after the clock stood: what was left at `stood_from` is left at `stood_to`.

        Minutes, hours and work hours are given back exactly. Days are given back whole, from closing to
        closing, so that standing within one day gives nothing and a matter is never late on resuming. A clock
        that stood backwards, or after it had run out, changes nothing; the result is never earlier.
        """
        if stood_to <= stood_from or due <= stood_from:
            return due
        if unit in BY_THE_CLOCK:
            return due.astimezone(UTC) + (stood_to - stood_from)
        ends, stops, goes_on = self._local(due), self._local(stood_from), self._local(stood_to)
        if unit == LimitUnit.WORK_HOURS:
            # Another system's due may fall in a night: then no work was left.
            return max(due, stood_to, self._after_work(goes_on, self._work_between(stops, ends)))
        if unit == LimitUnit.WORKDAYS:
            return max(due, self._close_of(self._workdays_later(ends, stops, goes_on)))
        return max(due, self._close_of(self._days_later(ends, stops, goes_on)))

    def _workdays_later(self, ends: datetime, stops: datetime, goes_on: datetime) -> date:
        stood_on = self._workday_from(self._closes_next(stops))
        stood = self.workdays_between(stood_on, self._workday_from(self._closes_next(goes_on)))
        return self.add_workdays(max(ends.date(), stood_on), stood)

    def _days_later(self, ends: datetime, stops: datetime, goes_on: datetime) -> date:
        stood_on = self._closes_next(stops)
        stood = self._closes_next(goes_on) - stood_on
        return self._workday_from(max(ends.date(), stood_on) + stood)

    def _walk(self, day: date, n: int) -> date:
        step = DAY if n > 0 else -DAY
        for _nth in range(abs(n)):
            day += step
            while not self.is_workday(day):
                day += step
        return day

    def _workday_from(self, day: date) -> date:
        """The day itself, or else the first workday after it."""
        return self.add_workdays(day - DAY, 1)

    def _closes_next(self, local: datetime) -> date:
        """The day whose closing time is the next to come."""
        return local.date() if _since_midnight(local.time()) < self._closing else local.date() + DAY

    def _position(self, local: datetime) -> tuple[date, timedelta]:
        """The instant in work time: a workday, and how much of it has been worked."""
        day, clock = local.date(), _since_midnight(local.time())
        if clock >= self._closing or not self.is_workday(day):
            return self.add_workdays(day, 1), timedelta()
        done = (max(min(clock, closes) - opens, timedelta()) for opens, closes in self._spans)
        return day, sum(done, timedelta())

    def _work_between(self, a: datetime, b: datetime) -> timedelta:
        (day_a, done_a), (day_b, done_b) = self._position(a), self._position(b)
        return self.workdays_between(day_a, day_b) * self._workday + done_b - done_a

    def _after_work(self, local: datetime, amount: timedelta) -> datetime:
        """When the amount of work time has passed: closing time rather than the next opening."""
        day, done = self._position(local)
        days, rest = divmod(done + amount, self._workday)
        if not rest:
            days, rest = days - 1, self._workday
        return self._instant(self.add_workdays(day, days), self._clock(rest))

    def _clock(self, done: timedelta) -> timedelta:
        """The time of day at which so much of a workday has been worked."""
        for opens, closes in self._spans[:-1]:
            if done <= closes - opens:
                return opens + done
            done -= closes - opens
        return self._spans[-1][0] + done

    def _close_of(self, day: date) -> datetime:
        return self._instant(day, self._closing)

    def _instant(self, day: date, clock: timedelta) -> datetime:
        return (datetime.combine(day, time.min, self._zone) + clock).astimezone(UTC)

    def _local(self, instant: datetime) -> datetime:
        if timezone.is_naive(instant):
            raise ValueError("A limit starts at an aware instant: a naive one has no day.")
        return instant.astimezone(self._zone)


def _since_midnight(clock: time) -> timedelta:
    return timedelta(
        hours=clock.hour, minutes=clock.minute, seconds=clock.second, microseconds=clock.microsecond
    )
