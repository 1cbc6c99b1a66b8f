"""Boundaries drawn and corrected by the office itself."""

import pytest

from qiaomen.desk.tests.posting import words
from qiaomen.kernel.models import Event
from qiaomen.territory.actions import draw_place
from qiaomen.territory.lookup import locate
from qiaomen.territory.tests.conftest import square

GRID = "/desk/boundaries/grid/"
SQUARE = "27.900000, 112.400000\n27.900000, 112.410000\n27.910000, 112.410000\n27.910000, 112.400000"
CROSSED = "27.9, 112.4\n27.91, 112.41\n27.91, 112.4\n27.9, 112.41"


@pytest.fixture
def administrator(sign_in):
    return sign_in("administrator")


def send(client, world, corners, place="grid"):
    row = world.places[place]
    row.refresh_from_db()
    return client.post(f"/desk/boundaries/{place}/", {"corners": corners, "seen": row.ledger_seq})


def test_a_boundary_is_drawn_by_its_corners(world, administrator):
    assert send(administrator, world, SQUARE).status_code == 303
    assert locate(112.405, 27.905) == world.places["grid"].pk


def test_what_is_drawn_stands_there_to_be_corrected(world, administrator):
    draw_place(world.places["grid"], geometry=square(112.4, 27.9), by=world.console)
    assert SQUARE in words(administrator.get(GRID))


@pytest.mark.parametrize(
    ("corners", "sentence"),
    [
        (CROSSED, "crosses itself at 112.405000, 27.905000"),
        ("东门", "Line 1: This is no position."),
        ("", "required"),
    ],
)
def test_what_makes_no_boundary_is_refused_and_stays_to_be_corrected(world, administrator, corners, sentence):
    lines = Event.objects.count()
    reply = send(administrator, world, corners)
    assert reply.status_code == 422
    assert sentence in words(reply)
    assert corners in words(reply)
    assert Event.objects.count() == lines


def test_who_was_overtaken_is_told_so(world, administrator):
    draw_place(world.places["grid"], geometry=square(112.4, 27.9), by=world.console)
    reply = administrator.post(GRID, {"corners": SQUARE, "seen": "1"})
    assert reply.status_code == 409
    assert "Meanwhile somebody has changed this place." in words(reply)


def test_neighbours_that_overlap_are_named(world, administrator):
    draw_place(world.places["cassia"], geometry=square(112.405, 27.9), by=world.console)
    reply = send(administrator, world, SQUARE, place="willow")
    assert "“桂花社区 (cassia)” overlap by 50.0 %" in words(administrator.get(reply["Location"]))


def test_a_place_that_one_does_not_keep_is_not_there(world, sign_in):
    assert sign_in("administrator").get("/desk/boundaries/nowhere/").status_code == 404


def test_the_list_goes_down_level_by_level(world, administrator):
    top = words(administrator.get("/desk/boundaries/"))
    assert "云川区" in top
    assert "2 places within" in top
    below = words(administrator.get("/desk/boundaries/", {"below": "willow"}))
    assert "柳岸第一网格" in below
    assert "not drawn" in below
    assert "No place lies in this one." in words(administrator.get("/desk/boundaries/", {"below": "grid"}))


def test_the_list_costs_the_same_however_long(world, administrator, django_assert_max_num_queries):
    administrator.get("/desk/boundaries/")
    with django_assert_max_num_queries(8):
        administrator.get("/desk/boundaries/", {"below": "street"})
