from datetime import timedelta

import pytest

from qiaomen.indicators.standing import report_standing
from qiaomen.kernel import clock
from qiaomen.kernel.refusal import Forbidden
from qiaomen.matters.tests.walks import answered, closed
from qiaomen.territory.models import PlaceKind
from tests.world import MONDAY, World

LATER = timedelta(days=60)


def rows(world: World, login="leader", level=PlaceKind.GRID, at=MONDAY):
    found = report_standing(by=world.actor(login), level=level, at=at).rows
    return [(row.code, row.open, row.overdue) for row in found]


def test_what_is_open_is_counted_where_it_lies(world):
    for place in ("grid", "grid", "cassia"):
        world.receive(place=world.places[place])
    closed(world)
    assert rows(world) == [("grid", 2, 0), ("cassia", 1, 0)]


def test_places_are_summed_up_to_a_kind(world):
    for place in ("grid", "willow"):
        world.receive(place=world.places[place])
    assert rows(world, level=PlaceKind.COMMUNITY) == [("willow", 2, 0)]


def test_what_is_late_stands_first(world):
    world.receive(place=world.places["cassia"])
    with clock.told(MONDAY + LATER):
        for _each in range(2):
            world.receive()
    assert rows(world, at=MONDAY + LATER) == [("cassia", 1, 1), ("grid", 2, 0)]


def test_what_is_answered_is_still_open_and_no_longer_late(world):
    answered(world)
    assert rows(world, at=MONDAY + LATER) == [("grid", 1, 0)]


def test_who_reads_no_reports_is_refused(world):
    with pytest.raises(Forbidden):
        rows(world, login="grid")


def test_it_is_told_in_lines_and_as_json(world):
    world.receive()
    report = report_standing(by=world.actor("leader"), level=PlaceKind.GRID, at=MONDAY)
    assert report.lines()[1].split() == ["柳荫街道柳岸社区柳岸第一网格", "1", "0"]
    assert report.to_json()["places"][0]["code"] == "grid"


def test_it_costs_the_same_however_many(world, django_assert_num_queries):
    for place in ("grid", "cassia", "willow"):
        world.receive(place=world.places[place])
    leader = world.actor("leader")
    with django_assert_num_queries(5):  # open and overdue; places, their codes, their names in two
        report_standing(by=leader, level=PlaceKind.GRID, at=MONDAY)
