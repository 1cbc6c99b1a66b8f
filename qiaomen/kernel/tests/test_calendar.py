"""Which days are worked."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiaomen.kernel.calendar import WORK_HOURS, WorkCalendar, calendar_now, parse_hours
from qiaomen.kernel.limits import Limit, LimitUnit
from qiaomen.kernel.models import SpecialDay
from qiaomen.kernel.refusal import Refusal

days = st.dates(date(2013, 1, 1), date(2042, 12, 31))
corrections = st.dictionaries(days, st.booleans(), max_size=30)


def calendar(corrections=()):
    return WorkCalendar(dict(corrections), parse_hours(WORK_HOURS), ZoneInfo("Asia/Shanghai"))


def test_the_national_day_week_is_off_and_its_days_in_lieu_are_worked():
    worked = [day for day in range(1, 13) if calendar().is_workday(date(2026, 10, day))]
    assert worked == [8, 9, 10, 12]  # the 10th is a Saturday


def test_a_year_that_is_not_arranged_has_its_festivals_but_no_day_in_lieu():
    spring_festival = [date(2039, 1, day) for day in range(22, 29)]  # Saturday to Friday, eve on Sunday
    assert [day.day for day in spring_festival if calendar().is_workday(day)] == [27, 28]
    assert not calendar().known(2039)


def test_a_year_beyond_every_table_has_its_weekends():
    assert not calendar().is_workday(date(2060, 10, 2))
    assert calendar().is_workday(date(2060, 10, 1))
    assert not calendar().known(2060)


def test_an_arranged_year_is_known():
    assert calendar().known(2026)


def test_the_office_outranks_the_state():
    closed_for_a_flood, open_on_sunday = date(2026, 8, 5), date(2026, 8, 9)
    office = calendar({closed_for_a_flood: False, open_on_sunday: True})
    assert not office.is_workday(closed_for_a_flood)
    assert office.is_workday(open_on_sunday)


def test_an_office_that_enters_the_notice_itself_knows_the_year():
    friday_off, saturday_worked = {date(2039, 1, 28): False}, {date(2039, 1, 29): True}
    assert calendar(friday_off | saturday_worked).known(2039)


@pytest.mark.parametrize(
    "corrected",
    [
        {date(2039, 1, 29): True},  # one Saturday of overtime
        {date(2039, 1, 28): False},  # one local holiday
        {date(2039, 1, 28): True, date(2039, 1, 29): False},  # what the week says anyway
        {date(2038, 1, 29): False, date(2038, 1, 30): True},  # the notice of another year
    ],
)
def test_other_corrections_do_not_make_a_year_known(corrected):
    assert not calendar(corrected).known(2039)


@given(corrections, days, st.integers(1, 300))
def test_as_many_workdays_lie_between_as_were_added(corrected, day, n):
    office = calendar(corrected)
    assert office.workdays_between(day, office.add_workdays(day, n)) == n


@given(corrections, days, st.integers(-300, 300).filter(bool))
def test_the_nth_workday_is_a_workday(corrected, day, n):
    office = calendar(corrected)
    assert office.is_workday(office.add_workdays(day, n))


@given(corrections, days, st.integers(0, 300))
def test_from_a_workday_as_far_back_as_forth_is_home(corrected, day, n):
    office = calendar(corrected)
    home = office.add_workdays(day, 1)
    assert office.add_workdays(office.add_workdays(home, n), -n) == home


@given(corrections, days, st.integers(-500, 500), st.integers(-500, 500))
def test_workdays_between_add_up(corrected, a, to_b, to_c):
    office = calendar(corrected)
    b, c = a + timedelta(days=to_b), a + timedelta(days=to_c)
    assert office.workdays_between(a, b) + office.workdays_between(b, c) == office.workdays_between(a, c)


def test_hours_are_read_as_pairs():
    assert parse_hours(" 08:30-11:30  14:00-17:30") == (
        (time(8, 30), time(11, 30)),
        (time(14), time(17, 30)),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "9-17",
        "09:00",
        "09:00-12:00 13:30",
        "17:00-09:00",
        "09:00-09:00",
        "09:00-12:00 11:00-17:00",
        "09:00-24:00",
    ],
)
def test_hours_that_make_no_day_are_refused_with_an_example(text):
    with pytest.raises(Refusal, match="13:30-17:30"):
        parse_hours(text)


@pytest.mark.django_db
def test_the_calendar_of_the_office_is_loaded_in_one_query(settings, django_assert_num_queries):
    settings.QIAOMEN_WORK_HOURS = "08:00-16:00"
    SpecialDay.objects.create(day=date(2026, 8, 5), works=False, name="防汛")
    with django_assert_num_queries(1):
        office = calendar_now()
    due = office.due(datetime(2026, 8, 4, tzinfo=UTC), Limit(1, LimitUnit.WORKDAYS))
    assert due == datetime(2026, 8, 6, 8, tzinfo=UTC)  # 16:00 in Shanghai, a day later
