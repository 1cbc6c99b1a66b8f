"""Open figures tell of nobody."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from qiaomen.indicators.actions import publish_month
from qiaomen.indicators.open_figures import FEWEST, as_csv, months, open_figures, untold
from qiaomen.kernel import clock
from qiaomen.kernel.actors import machine
from qiaomen.matters.tests.walks import closed
from tests.world import MONDAY, World

MARCH = date(2026, 3, 1)


def published(world: World, *places: str) -> None:
    for place in places:
        closed(world, place=world.places[place])
    with clock.told(MONDAY + timedelta(days=30)):
        publish_month(MARCH, by=machine("console"))


@given(st.lists(st.integers(0, 40)))
def test_what_is_not_told_does_not_follow_from_the_sum(sizes):
    hidden = untold(sizes)
    assert all(place in hidden for place, size in enumerate(sizes) if 0 < size < FEWEST)
    others = [size for size in sizes if size >= FEWEST]
    assert len(hidden) != 1 or not others


def test_few_are_not_told_and_what_would_give_them_away_neither(world):
    published(world, *["grid"] * 10, "cassia")
    found = open_figures(MARCH)
    whole, places, *_rest = found.tables
    assert [row.matters for row in whole.rows] == [11]
    assert [row.cells()[:2] for row in places.rows] == [["too few", "too few"]] * 2


def test_enough_are_told_with_what_they_are_counted_of(world):
    published(world, *["grid"] * 10)
    places = open_figures(MARCH).tables[1]
    assert [(row.name, row.cells()[1]) for row in places.rows] == [("柳荫街道柳岸社区", "100.0% (10/10)")]
    table = as_csv(open_figures(MARCH)).splitlines()
    assert "2026-03,place,柳荫街道柳岸社区,response,10,10" in table
    assert any("Response: verdicts that say" in line for line in table)


def test_only_what_was_published_is_open(world):
    closed(world)
    assert (months(), open_figures(MARCH)) == ([], None)
