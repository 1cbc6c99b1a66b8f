from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qiaomen.kernel.limits import Rhythm
from qiaomen.matters.models import Round
from qiaomen.matters.rounds.laps import Seen, lap_now, laps, since

MONDAY = date(2026, 3, 2)
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


def is_weekday(day: date) -> bool:
    return day.isoweekday() <= 5


def laid_down(rhythm: Rhythm, day: date = MONDAY, **said: object) -> Round:
    checkpoints = [{"name": name, "from": str(day), "until": ""} for name in ("东门", "西门")]
    plain = {"days_off": False, "from_day": day, "checkpoints": checkpoints}
    return Round(**{**plain, "rhythm": rhythm.value, **said})


def told(row: Round, today: date, *seen: Seen):
    return laps(row, seen, today=today, is_workday=is_weekday)


def at(name: str, day: date) -> Seen:
    return Seen(name, day, "person/1", None)


def test_a_week_is_missed_when_it_ends_before_all_was_looked_at():
    row, sunday = laid_down(Rhythm.WEEK), MONDAY + timedelta(days=6)
    seen = [at("东门", MONDAY), at("东门", sunday)]
    (lap,) = told(row, sunday, *seen)
    assert (lap.done, lap.open, lap.is_missed(sunday)) == (1, ["西门"], False)
    now, lap = told(row, sunday + timedelta(days=1), *seen)
    assert (lap.is_missed(now.first), now.done) == (True, 0)
    assert not told(row, now.first, *seen, at("西门", sunday))[1].is_missed(now.first)


def test_a_daily_round_is_due_on_workdays_unless_it_is_walked_always():
    sunday = MONDAY + timedelta(days=6)
    assert len(told(laid_down(Rhythm.DAY), sunday)) == 5
    assert len(told(laid_down(Rhythm.DAY, days_off=True), sunday)) == 7
    assert len(told(laid_down(Rhythm.DAY), sunday, at("东门", sunday))) == 6
    assert lap_now(laid_down(Rhythm.DAY), [], today=sunday, is_workday=is_weekday) is None


def test_a_checkpoint_of_today_is_not_asked_of_the_lap_that_began_before():
    row = laid_down(Rhythm.MONTH)
    row.checkpoints += [{"name": "新增", "from": "2026-03-20", "until": ""}]
    march, april = date(2026, 3, 31), date(2026, 4, 1)
    assert told(row, march)[0].asked == ["东门", "西门"]
    assert told(row, april)[0].asked == ["东门", "西门", "新增"]


def test_the_lap_that_the_end_cuts_short_is_missed_by_nobody():
    row = laid_down(Rhythm.WEEK, ended_on=MONDAY + timedelta(days=9))
    assert [lap.first for lap in told(row, MONDAY + timedelta(days=30))] == [MONDAY]


@pytest.mark.parametrize("rhythm", list(Rhythm))
@given(first=DAYS, today=DAYS)
@example(first=date(2025, 1, 7), today=date(2025, 1, 6))  # within the same week, and not begun
def test_laps_follow_on_one_another_up_to_today(rhythm: Rhythm, first: date, today: date):
    found = told(laid_down(rhythm, first, days_off=True), today)
    assert bool(found) == (first <= today)
    for newer, older in pairwise(found):
        assert older.last + timedelta(days=1) == newer.first
    if found:
        assert found[0].first <= today <= found[0].last
        assert since(today) <= found[-1].first
