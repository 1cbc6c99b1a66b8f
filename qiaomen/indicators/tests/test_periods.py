"""Days of a report."""

from datetime import UTC, date, datetime, timedelta

import pytest

from qiaomen.indicators.periods import Period
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.models import Matter
from tests.world import World

MIDNIGHT = datetime(2026, 2, 28, 16, tzinfo=UTC)  # in the office's zone: 1 March
MARCH = Period.month(date(2026, 3, 17))


def test_a_month_has_its_last_day():
    assert (MARCH.first, MARCH.last) == (date(2026, 3, 1), date(2026, 3, 31))
    assert Period.month(date(2028, 2, 1)).last == date(2028, 2, 29)


def test_only_a_whole_month_is_one():
    assert MARCH.whole_month == date(2026, 3, 1)
    assert Period(date(2026, 3, 1), date(2026, 3, 30)).whole_month is None
    assert Period(None, date(2026, 3, 31)).whole_month is None


def test_a_period_that_ends_before_it_begins_is_refused(monday: datetime):
    with pytest.raises(Refusal, match="before it begins"):
        Period(date(2026, 3, 2), date(2026, 3, 1))


@pytest.mark.parametrize(
    ("at", "inside"),
    [
        (MIDNIGHT, True),
        (MIDNIGHT - timedelta(microseconds=1), False),
        (MIDNIGHT + timedelta(days=31) - timedelta(microseconds=1), True),
        (MIDNIGHT + timedelta(days=31), False),
    ],
)
def test_days_begin_and_end_at_the_offices_midnight(world: World, at: datetime, *, inside: bool):
    matter = world.receive()
    Matter.objects.filter(pk=matter.pk).update(closed_at=at)
    assert Matter.objects.filter(MARCH.holds("closed_at")).exists() is inside


def test_without_bounds_everything_that_has_a_day_is_inside(world: World):
    matter = world.receive()
    assert Matter.objects.filter(Period().holds("received_at")).exists()
    assert not Matter.objects.filter(Period().holds("closed_at"), pk=matter.pk).exists()
