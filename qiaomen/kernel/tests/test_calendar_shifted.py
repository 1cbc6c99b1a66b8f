"""What becomes of the due instant when the clock stood."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiaomen.kernel.calendar import BY_THE_CLOCK, WORK_HOURS, WorkCalendar, parse_hours
from qiaomen.kernel.limits import Limit, LimitUnit

SHANGHAI = ZoneInfo("Asia/Shanghai")

instants = st.datetimes(datetime(2026, 8, 1), datetime(2026, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy takes naive bounds and adds the zone
corrections = st.dictionaries(st.dates(date(2026, 8, 1), date(2027, 1, 31)), st.booleans(), max_size=20)
calendars = st.builds(lambda days: WorkCalendar(days, parse_hours(WORK_HOURS), SHANGHAI), corrections)
units = st.sampled_from(LimitUnit)
amounts = st.integers(1, 30)
limits = st.builds(Limit, amounts, units)
in_order = st.lists(instants, min_size=3, max_size=3, unique=True).map(sorted)


def shifted(due, stood_from, stood_to, unit):
    office = WorkCalendar({}, parse_hours(WORK_HOURS), SHANGHAI)
    end = office.shifted(local(due), local(stood_from), local(stood_to), LimitUnit(unit))
    return f"{end.astimezone(SHANGHAI):%m-%d %H:%M}"


def local(text):
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("due", "stood_from", "stood_to", "end"),
    [
        ("03-04 11:00", "03-04 10:00", "03-04 16:00", "03-04 17:00"),  # an hour was left
        ("03-04 17:30", "03-04 15:30", "03-06 16:30", "03-09 10:00"),  # two hours, over a weekend
        ("03-04 15:30", "03-04 11:00", "03-04 12:30", "03-04 16:30"),  # lunch was no work anyway
        ("03-05 11:00", "03-04 18:00", "03-05 08:00", "03-05 11:00"),  # it stood while all slept
    ],
)
def test_work_hours_are_given_back_exactly(due, stood_from, stood_to, end):
    assert shifted(due, stood_from, stood_to, "work_hours") == end


@pytest.mark.parametrize(
    ("due", "stood_from", "stood_to", "end"),
    [
        ("03-11 17:30", "03-04 10:00", "03-06 10:00", "03-13 17:30"),
        ("03-11 17:30", "03-04 10:00", "03-04 17:00", "03-11 17:30"),  # within one day
        ("03-11 17:30", "03-06 18:00", "03-09 08:00", "03-11 17:30"),  # over the weekend
        ("03-06 17:30", "03-06 10:00", "03-09 18:00", "03-10 17:30"),  # its last day is given once more
        ("09-30 17:30", "09-29 10:00", "10-08 10:00", "10-09 17:30"),  # over the National Day week
        ("03-06 17:30", "03-06 10:00", "03-09 17:30", "03-10 17:30"),  # at closing the day is over
        ("03-06 20:00", "03-06 18:00", "03-09 18:00", "03-10 17:30"),  # of another system, at night
        ("03-08 12:00", "03-08 10:00", "03-09 18:00", "03-10 17:30"),  # and on a Sunday
    ],
)
def test_workdays_are_given_back_whole(due, stood_from, stood_to, end):
    assert shifted(due, stood_from, stood_to, "workdays") == end


@pytest.mark.parametrize(
    ("due", "stood_from", "stood_to", "end"),
    [
        ("03-10 17:30", "03-04 10:00", "03-06 10:00", "03-12 17:30"),
        ("03-10 17:30", "03-04 10:00", "03-08 10:00", "03-16 17:30"),  # to a Saturday, so to Monday
        ("03-06 17:30", "03-06 10:00", "03-09 18:00", "03-10 17:30"),
        ("03-08 23:00", "03-08 20:00", "03-09 18:00", "03-10 17:30"),  # of another system, at night
    ],
)
def test_calendar_days_are_given_back_whole(due, stood_from, stood_to, end):
    assert shifted(due, stood_from, stood_to, "calendar_days") == end


@pytest.mark.parametrize("unit", sorted(set(LimitUnit) - BY_THE_CLOCK.keys()))
def test_an_end_in_the_evening_stays_when_the_clock_stood_over_lunch(unit):
    assert shifted("03-11 22:00", "03-04 12:00", "03-04 13:00", unit) == "03-11 22:00"


@given(calendars, instants, in_order, units)
def test_standing_never_ends_a_limit_earlier_even_if_another_system_set_the_due(office, due, times, unit):
    assert office.shifted(due, times[0], times[1], unit) >= due


@given(calendars, instants, instants, units)
def test_a_clock_that_stood_for_no_time_changes_nothing(office, due, at, unit):
    assert office.shifted(due, at, at, unit) == due


@given(calendars, instants, in_order, units)
def test_a_clock_that_jumped_back_changes_nothing(office, due, times, unit):
    assert office.shifted(due, times[2], times[0], unit) == due


@given(calendars, in_order, units)
def test_what_had_run_out_stays_run_out(office, times, unit):
    due, stood_from, stood_to = times
    assert office.shifted(due, stood_from, stood_to, unit) == due


@given(calendars, in_order, units)
def test_nothing_is_late_on_resuming_even_if_another_system_set_the_due(office, times, unit):
    stood_from, due, stood_to = times
    assert office.shifted(due, stood_from, stood_to, unit) >= max(due, stood_to)


@given(calendars, limits, in_order)
def test_standing_longer_never_ends_earlier(office, limit, times):
    stood_from, earlier, later = times
    due = office.due(stood_from, limit)
    assert office.shifted(due, stood_from, earlier, limit.unit) <= office.shifted(
        due, stood_from, later, limit.unit
    )


@given(calendars, amounts, st.sampled_from([LimitUnit.WORK_HOURS, LimitUnit.WORKDAYS]), in_order)
def test_standing_twice_on_end_is_standing_once(office, amount, unit, times):
    start, between, end = times
    due = office.due(start, Limit(amount, unit))
    twice = office.shifted(office.shifted(due, start, between, unit), between, end, unit)
    assert twice == office.shifted(due, start, end, unit)


@given(calendars, in_order, amounts)
def test_hours_that_stood_from_the_start_begin_when_it_goes_on(office, times, amount):
    start, goes_on, _ = times
    limit = Limit(amount, LimitUnit.WORK_HOURS)
    assert office.shifted(office.due(start, limit), start, goes_on, limit.unit) == office.due(goes_on, limit)
