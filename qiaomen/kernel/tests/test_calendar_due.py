"""When a limit that starts now ends."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiaomen.kernel.calendar import BY_THE_CLOCK, WORK_HOURS, WorkCalendar, parse_hours
from qiaomen.kernel.limits import Limit, LimitUnit, Rhythm

SHANGHAI = ZoneInfo("Asia/Shanghai")

instants = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy takes naive bounds and adds the zone
corrections = st.dictionaries(st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.booleans(), max_size=30)
hours = st.sampled_from([WORK_HOURS, "08:00-16:00", "08:30-11:30 13:00-17:30 19:00-20:15"])
units = st.sampled_from(LimitUnit)
office_units = st.sampled_from([unit for unit in LimitUnit if unit not in BY_THE_CLOCK])
amounts = st.integers(1, 120)
calendars = st.builds(
    lambda corrected, text: WorkCalendar(corrected, parse_hours(text), SHANGHAI), corrections, hours
)


def due(start, limit, corrected=()):
    """Both instants as an office writes them: `2026-09-30 16:30`."""
    office = WorkCalendar(dict(corrected), parse_hours(WORK_HOURS), SHANGHAI)
    end = office.due(datetime.fromisoformat(start).replace(tzinfo=SHANGHAI), Limit.parse(limit))
    assert end.tzinfo is UTC
    return f"{end.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("start", "limit", "end"),
    [
        ("2026-03-04 09:00", "2 work_hours", "2026-03-04 11:00"),
        ("2026-03-04 11:30", "1 work_hours", "2026-03-04 14:00"),  # over lunch
        ("2026-03-04 12:10", "1 work_hours", "2026-03-04 14:30"),  # at lunch
        ("2026-03-04 09:00", "3 work_hours", "2026-03-04 12:00"),  # to lunch, not to the end of it
        ("2026-03-04 13:30", "4 work_hours", "2026-03-04 17:30"),  # to closing, not to the next opening
        ("2026-03-04 17:30", "1 work_hours", "2026-03-05 10:00"),  # at closing
        ("2026-03-04 06:00", "1 work_hours", "2026-03-04 10:00"),  # before opening
        ("2026-03-06 17:00", "1 work_hours", "2026-03-09 09:30"),  # over a weekend
        ("2026-03-07 12:00", "7 work_hours", "2026-03-09 17:30"),  # on a weekend
        ("2026-03-04 10:00", "21 work_hours", "2026-03-09 10:00"),  # three days of seven hours
        ("2026-09-30 16:30", "2 work_hours", "2026-10-08 10:00"),  # over the National Day week
        ("2026-10-09 17:00", "1 work_hours", "2026-10-10 09:30"),  # into a Saturday made up
    ],
)
def test_work_hours_run_while_the_office_is_open(start, limit, end):
    assert due(start, limit) == end


@pytest.mark.parametrize(
    ("start", "limit", "end"),
    [
        ("2026-03-04 08:00", "1 workdays", "2026-03-05 17:30"),  # the day of the start does not count
        ("2026-03-04 23:00", "1 workdays", "2026-03-05 17:30"),
        ("2026-03-07 12:00", "1 workdays", "2026-03-09 17:30"),  # on a Saturday
        ("2026-09-30 16:30", "5 workdays", "2026-10-13 17:30"),  # Saturday the 10th is made up
        ("2025-12-31 10:00", "1 workdays", "2026-01-04 17:30"),  # New Year, Sunday the 4th is made up
        ("2026-02-13 10:00", "3 workdays", "2026-02-25 17:30"),  # Spring Festival
        ("2039-01-21 10:00", "1 workdays", "2039-01-27 17:30"),  # not arranged: the festival alone
    ],
)
def test_workdays_are_counted_from_the_day_after_to_the_closing_of_the_last(start, limit, end):
    assert due(start, limit) == end


@pytest.mark.parametrize(
    ("start", "limit", "end"),
    [
        ("2026-03-04 10:00", "1 calendar_days", "2026-03-05 17:30"),
        ("2026-03-04 10:00", "3 calendar_days", "2026-03-09 17:30"),  # a Saturday moves to Monday
        ("2026-03-04 10:00", "5 calendar_days", "2026-03-09 17:30"),  # a weekend on the way does not count
        ("2026-08-02 10:00", "60 calendar_days", "2026-10-08 17:30"),  # 1 October moves behind the week
        ("2026-10-01 10:00", "9 calendar_days", "2026-10-10 17:30"),  # a Saturday that is worked stays
    ],
)
def test_calendar_days_end_on_a_workday(start, limit, end):
    assert due(start, limit) == end


def test_the_day_of_the_start_is_the_day_of_the_office():
    office = WorkCalendar({}, parse_hours(WORK_HOURS), SHANGHAI)
    half_past_midnight_in_shanghai = datetime(2026, 3, 3, 16, 30, tzinfo=UTC)
    end = office.due(half_past_midnight_in_shanghai, Limit(1, LimitUnit.WORKDAYS))
    assert end == datetime(2026, 3, 5, 9, 30, tzinfo=UTC)


def test_a_correction_moves_the_end():
    assert due("2026-03-04 10:00", "1 workdays", {date(2026, 3, 5): False}) == "2026-03-06 17:30"


def test_an_instant_without_a_zone_is_a_mistake_of_the_programmer():
    office = WorkCalendar({}, parse_hours(WORK_HOURS), SHANGHAI)
    with pytest.raises(ValueError, match="aware"):
        office.due(datetime(2026, 3, 4), Limit(1, LimitUnit.WORKDAYS))  # noqa: DTZ001 - the mistake


@given(calendars, instants, amounts, office_units)
def test_the_end_is_after_the_start_and_on_a_workday(office, start, amount, unit):
    end = office.due(start, Limit(amount, unit))
    assert end > start
    assert office.is_workday(end.astimezone(SHANGHAI).date())


@given(calendars, instants, instants, amounts, units)
def test_a_later_start_never_ends_earlier(office, a, b, amount, unit):
    limit = Limit(amount, unit)
    assert office.due(min(a, b), limit) <= office.due(max(a, b), limit)


@given(calendars, instants, amounts, amounts, units)
def test_a_larger_limit_never_ends_earlier(office, start, a, b, unit):
    ends = [office.due(start, Limit(amount, unit)) for amount in sorted([a, b])]
    assert ends == sorted(ends)


@given(calendars, instants, amounts)
def test_as_many_workdays_pass_as_are_promised(office, start, amount):
    end = office.due(start, Limit(amount, LimitUnit.WORKDAYS))
    passed = office.workdays_between(start.astimezone(SHANGHAI).date(), end.astimezone(SHANGHAI).date())
    assert passed == amount


@given(corrections, instants, st.integers(1, 20))
def test_exactly_the_promised_hours_pass_while_the_office_is_open(corrected, start, amount):
    office = WorkCalendar(corrected, parse_hours("09:00-12:00 13:00-17:00"), SHANGHAI)
    start = start.replace(minute=0, second=0, microsecond=0)
    end = office.due(start, Limit(amount, LimitUnit.WORK_HOURS))
    elapsed = (
        start.astimezone(SHANGHAI) + timedelta(hours=n) for n in range((end - start) // timedelta(hours=1))
    )
    worked = [at for at in elapsed if office.is_workday(at.date()) and at.hour in {9, 10, 11, 13, 14, 15, 16}]
    assert len(worked) == amount
    assert worked[-1] + timedelta(hours=1) == end


@given(calendars, instants, amounts)
def test_hours_run_by_the_clock(office, start, amount):
    assert office.due(start, Limit(amount, LimitUnit.HOURS)) - start == timedelta(hours=amount)


@given(calendars, instants, st.sampled_from(Rhythm))
def test_a_round_ends_on_a_workday_after_its_start_and_no_later_start_ends_earlier(office, start, rhythm):
    end = office.end_of(start, rhythm)
    assert end > start
    assert office.is_workday(end.astimezone(SHANGHAI).date())
    assert office.end_of(start + timedelta(hours=7), rhythm) >= end


@pytest.mark.parametrize(
    ("rhythm", "ends"),
    [("same_day", "2026-03-05"), ("same_week", "2026-03-06"), ("same_month", "2026-03-31")],
)
def test_a_round_ends_with_the_day_the_week_the_month(rhythm, ends):
    thursday = datetime(2026, 3, 5, 10, tzinfo=SHANGHAI)
    office = WorkCalendar({}, parse_hours(WORK_HOURS), SHANGHAI)
    end = office.end_of(thursday, Rhythm(rhythm))
    assert end.astimezone(SHANGHAI).isoformat() == f"{ends}T17:30:00+08:00"
