"""One page of a place or a unit: what came in, ended and waits, and what changed."""

import json
from datetime import date, timedelta

import pytest

from qiaomen.indicators.overview.lines import lines
from qiaomen.indicators.overview.page import Overview, overview
from qiaomen.indicators.overview.sentences import changes
from qiaomen.indicators.overview.subjects import named, own
from qiaomen.kernel import clock
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.matters.models import Matter
from qiaomen.matters.tests.walks import answered, assigned, closed, merged
from tests.world import MONDAY, World

WEEK = timedelta(days=7)


def of(world: World, about: str = "street", login: str = "leader", weeks: int = 4) -> Overview:
    return overview(named(about, by=world.actor(login)), weeks=weeks, at=clock.now())


def test_what_came_in_and_ended_stands_in_its_week(world):
    closed(world)
    with clock.told(MONDAY + WEEK):
        for _each in range(2):
            world.receive()
        weeks = of(world).flow.weeks
    assert [(week.received, week.ended, week.open) for week in weeks] == [
        (0, 0, 0),
        (0, 0, 0),
        (1, 1, 0),
        (2, 0, 2),
    ]
    assert weeks[2].period.first == date(2026, 3, 2)


def test_what_was_merged_is_one_with_what_it_was_merged_into(world):
    merged(world)
    counted = of(world).flow
    assert (counted.weeks[-1].received, counted.open) == (1, 1)


def test_what_waits_stands_by_its_age_and_what_is_late_of_it(world):
    assigned(world)
    with clock.told(MONDAY + timedelta(days=40)):
        world.receive()
        ages = of(world).flow.ages
    assert [(age.open, age.overdue) for age in ages] == [(1, 0), (0, 0), (1, 1), (0, 0)]


def test_a_matter_of_the_last_minute_before_midnight_is_of_that_day(world):
    with clock.told(MONDAY + timedelta(hours=13, minutes=59)):  # 23:59 in the office's zone
        world.receive()
    with clock.told(MONDAY + timedelta(days=7)):
        counted = of(world).flow
    assert (counted.last.received, counted.before.received) == (0, 1)


def test_a_unit_is_counted_with_those_below_it_and_nothing_else(world):
    matter = world.receive()
    Matter.objects.filter(pk=matter.pk).update(unit=world.units["willow"])
    assigned(world)
    assert of(world, about="柳荫街道办事处").flow.open == 1
    assert of(world, about="柳岸社区居委会").flow.open == 1


def test_changes_are_said_in_plain_sentences(world):
    closed(world)
    with clock.told(MONDAY + WEEK):
        for _each in range(2):
            world.receive()
        said = changes(of(world))
    assert said[0] == "Came in during the last 7 days: 2, that is 1 more than in the 7 days before."
    assert said[1] == "Ended in the same days: 0, that is 1 fewer than before."
    assert said[2:] == ["So 2 are open, 2 more than a week ago.", "Nothing is overdue."]


def test_of_a_place_beyond_ones_own_there_is_none(world):
    for about in ("云川区", "far", "water"):
        with pytest.raises(Forbidden):
            of(world, about=about)


def test_what_is_called_nothing_or_by_two_is_refused(world):
    with pytest.raises(Refusal, match="No one place or unit"):
        of(world, about="火星")


def test_ones_own_is_the_widest_place(world):
    assert [own(world.actor(login)).name for login in ("leader", "auditor")] == ["柳荫街道", "云川区"]


def test_it_is_told_in_lines_and_as_json(world):
    answered(world)
    counted = of(world)
    said = json.loads(json.dumps(counted.to_json()))
    assert (said["open"], said["weeks"][-1]["received"], said["grids"][0]["code"]) == (1, 1, "grid")
    assert "柳荫街道" in lines(counted)[0]


def test_it_costs_the_same_however_many(world, django_assert_num_queries):
    leader = world.actor("leader")
    closed(world)
    for _each in range(3):
        world.receive()
    # who and where 4; flow 3, topic 1; rates 9; grids 4; hot 5
    with django_assert_num_queries(26):
        overview(named("street", by=leader), weeks=12, at=clock.now())
