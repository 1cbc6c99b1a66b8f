import pytest

from qiaomen.matters.nearby import MOST, nearby
from qiaomen.matters.tests.walks import closed
from tests.world import World

HERE = ("112.400000", "27.900000")
BESIDE, ROUND_THE_CORNER, FAR = ("112.400000", "27.900900"), ("112.401000", "27.900000"), ("112.4", "27.91")


@pytest.fixture
def here(world: World):
    return world.receive(point=HERE)


def numbers(matter, actor) -> list[str]:
    return [one.matter.number for one in nearby(matter, by=actor)]


def test_what_lies_within_a_walk_is_found_the_nearest_first(world, here):
    farther = world.receive(point=BESIDE)
    nearer = world.receive(point=ROUND_THE_CORNER)
    world.receive(point=FAR)
    world.receive()
    assert [(one.matter.number, one.metres) for one in nearby(here, by=world.actor("clerk"))] == [
        (nearer.number, 98),
        (farther.number, 100),
    ]


def test_a_corner_of_the_square_is_no_longer_near(world, here):
    world.receive(point=("112.403000", "27.902600"))
    assert numbers(here, world.actor("clerk")) == []


def test_what_has_ended_is_not_shown(world, here):
    matter = closed(world)
    type(matter).objects.filter(pk=matter.pk).update(longitude=HERE[0], latitude=HERE[1])
    assert numbers(here, world.actor("clerk")) == []


def test_nobody_learns_of_what_they_may_not_see(world, here):
    world.receive(point=BESIDE)
    assert numbers(here, world.actor("water")) == []


def test_a_matter_without_a_point_has_no_neighbours(world):
    assert nearby(world.receive(), by=world.actor("clerk")) == []


def test_of_many_only_the_nearest_are_shown(world, here):
    for _each in range(MOST + 1):
        world.receive(point=BESIDE)
    assert len(numbers(here, world.actor("clerk"))) == MOST
