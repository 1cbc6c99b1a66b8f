"""Where it is, shown on the map: outlines that everybody may see, and the place around a point."""

import pytest
from django.test import Client

from qiaomen.matters.models import Matter
from qiaomen.territory.actions import draw_place
from qiaomen.territory.tests.conftest import square
from tests.world import World

IN_GRID, NOWHERE = "27.905, 112.405", "1, 1"


@pytest.fixture
def drawn(world: World) -> World:
    """The first community, and its grid in the west of it."""
    draw_place(world.places["willow"], geometry=square(112.4, 27.9, 0.02), by=world.console)
    draw_place(world.places["grid"], geometry=square(112.4, 27.9), by=world.console)
    return world


def test_residents_see_the_places_that_they_can_choose(drawn, visitor: Client):
    reply = visitor.get("/map/outlines/")
    assert [one["properties"]["code"] for one in reply.json()["features"]] == ["willow"]
    assert reply["Cache-Control"] == "public, max-age=3600"


def test_a_point_is_told_by_a_place_that_can_be_chosen(drawn, visitor: Client):
    told = visitor.get("/map/spot/", {"map": IN_GRID}).json()
    assert (told["place"], told["position"]) == ("willow", "27.905000, 112.405000")
    assert told["said"] == "It lies in 柳荫街道柳岸社区."


def test_outside_nothing_is_chosen(drawn, visitor: Client):
    told = visitor.get("/map/spot/", {"map": NOWHERE}).json()
    assert (told["place"], told["said"]) == ("", "It lies outside all boundaries that are drawn.")


def test_a_point_on_the_map_finds_the_grid(drawn, visitor: Client):
    visitor.post("/", {"body": "路灯不亮", "place": "willow", "point": IN_GRID, "seen": "on"})
    matter = Matter.objects.get()
    assert matter.place == drawn.places["grid"]
    assert [str(degrees) for degrees in matter.point] == ["112.405000", "27.905000"]


def test_the_form_has_a_map_where_something_is_drawn(drawn, visitor: Client):
    assert "data-map=" in visitor.get("/").content.decode()


def test_the_form_has_none_where_nothing_is_drawn(world, visitor: Client):
    assert "data-map=" not in visitor.get("/").content.decode()
