"""The table of the State's days against the package that keeps them."""

from datetime import date, timedelta
from itertools import groupby

import pytest
from holidays.countries.china import China, ChinaStaticHolidays

from qiaomen.kernel.state_days import DAYS_OFF, MAKE_UP_WORKDAYS

NOTICES = sorted(ChinaStaticHolidays.special_public_holidays)
ARRANGED = [year for year in NOTICES if year >= min(DAYS_OFF)]
# The days of one year can be moved by the notice of the next: both are filled.
PUBLISHED = China(years=[*ARRANGED, ARRANGED[-1] + 1])
FESTIVALS = China(years=DAYS_OFF, observed=False)


def rests(day):
    return day in PUBLISHED if day.weekday() < 5 else day not in PUBLISHED.weekend_workdays


def spans(year, is_off):
    """Runs of days off; one that begins or ends with the year is cut there."""
    first = date(year, 1, 1)
    year_days = [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]
    runs = groupby(year_days, key=is_off)
    return [list(run) for off, run in runs if off]


def beyond_a_weekend(span):
    return any(day.weekday() < 5 for day in span)


def row(found):
    return " ".join(f"{span[0]:%m%d}-{span[-1]:%m%d}" if span[1:] else f"{span[0]:%m%d}" for span in found)


@pytest.mark.parametrize("year", ARRANGED)
def test_the_days_off_of_an_arranged_year_are_those_of_the_notice(year):
    assert DAYS_OFF[year] == row(filter(beyond_a_weekend, spans(year, rests)))


@pytest.mark.parametrize("year", ARRANGED)
def test_the_make_up_workdays_are_those_of_the_notice(year):
    made_up = sorted(day for day in PUBLISHED.weekend_workdays if day.year == year)
    assert MAKE_UP_WORKDAYS[year] == " ".join(f"{day:%m%d}" for day in made_up)


@pytest.mark.parametrize("year", sorted(set(DAYS_OFF) - set(ARRANGED)))
def test_the_days_off_of_a_year_to_come_are_the_festivals_of_the_law(year):
    assert DAYS_OFF[year] == row(spans(year, FESTIVALS.__contains__))


def test_every_notice_so_far_made_up_workdays_so_that_they_tell_an_arranged_year():
    assert sorted(MAKE_UP_WORKDAYS) == ARRANGED
    assert all(MAKE_UP_WORKDAYS.values())


def test_ten_years_to_come_are_in_the_table():
    assert max(DAYS_OFF) >= ARRANGED[-1] + 10
