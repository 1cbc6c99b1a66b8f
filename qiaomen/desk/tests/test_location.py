"""Where a matter is: named, or shown on the map."""

from uuid import uuid4

import pytest

from qiaomen.desk.tests.posting import press, words
from qiaomen.matters.models import Matter
from qiaomen.territory.actions import draw_place
from qiaomen.territory.tests.conftest import square

IN_GRID, IN_CASSIA, NOWHERE = "27.905, 112.405", "27.905, 112.415", "1, 1"


@pytest.fixture
def drawn(world):
    """The first grid and, east of it, the other community."""
    draw_place(world.places["grid"], geometry=square(112.4, 27.9), by=world.console)
    draw_place(world.places["cassia"], geometry=square(112.41, 27.9), by=world.console)
    return world


def located(clerk, matter, **said):
    reply = press(clerk, matter, "location", **said)
    matter.refresh_from_db()
    return reply


def test_a_point_alone_says_the_place(drawn, clerk):
    matter = drawn.receive()
    assert located(clerk, matter, position=IN_CASSIA).status_code == 303
    assert matter.place == drawn.places["cassia"]
    assert [str(degrees) for degrees in matter.point] == ["112.415000", "27.905000"]


def test_the_point_says_more_exactly_where_in_the_named_place(drawn, clerk):
    matter = drawn.receive(place=drawn.places["cassia"])
    located(clerk, matter, place="willow", position=IN_GRID)
    assert matter.place == drawn.places["grid"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"place": "cassia", "position": IN_GRID}, "The point lies in “柳岸第一网格”."),
        ({"position": NOWHERE}, "The point lies outside all boundaries"),
        ({}, "Name the place, or show the point on the map."),
        ({"place": "cassia", "position": "广场"}, "This is no position."),
    ],
)
def test_what_does_not_fit_is_refused(drawn, clerk, said, sentence):
    matter = drawn.receive()
    assert sentence in words(located(clerk, matter, **said))
    assert matter.point is None


def test_a_place_without_a_boundary_is_believed(drawn, clerk):
    matter = drawn.receive(place=drawn.places["cassia"])
    located(clerk, matter, place="street", position=NOWHERE)
    assert matter.place == drawn.places["street"]
    assert matter.point


def test_nobody_moves_a_matter_out_of_their_own_sight(drawn, clerk):
    draw_place(drawn.places["far"], geometry=square(112.5, 27.9), by=drawn.console)
    matter = drawn.receive()
    assert "where you have no post" in words(located(clerk, matter, position="27.905, 112.505"))


def test_left_empty_the_point_stays(drawn, clerk):
    matter = drawn.receive(point=("112.405", "27.905"))
    located(clerk, matter, place="grid")
    assert matter.point


def test_the_page_shows_the_point_on_a_map(drawn, clerk):
    matter = drawn.receive(point=("112.405", "27.905"))
    page = words(clerk.get(f"/desk/matters/{matter.number}/location/"))
    assert 'value="27.905000, 112.405000"' in page
    assert "data-map=" in page


def test_the_outlines_are_those_below_ones_posts(drawn, sign_in):
    codes = {login: codes_of(sign_in(login)) for login in ("clerk", "grid")}
    assert codes == {"clerk": ["cassia", "grid"], "grid": ["grid"]}


def codes_of(client):
    return [one["properties"]["code"] for one in client.get("/desk/map/outlines/").json()["features"]]


def test_the_map_says_what_lies_at_a_point(drawn, clerk):
    assert clerk.get("/desk/map/spot/", {"map": IN_GRID}).json()["code"] == "grid"
    assert clerk.get("/desk/map/spot/", {"map": "x"}).status_code == 422


def taken(client, **said):
    reply = client.post(
        f"/desk/matters/new/?form={uuid4()}", {"body": "路灯不亮", "channel": "phone", **said}
    )
    return reply, Matter.objects.last()


def test_a_new_matter_lies_where_its_point_lies(drawn, clerk):
    reply, matter = taken(clerk, position=IN_CASSIA)
    assert (reply.status_code, matter.place) == (303, drawn.places["cassia"])
    assert matter.point


def test_a_new_matter_outside_all_boundaries_is_the_desks_own(drawn, clerk):
    _reply, matter = taken(clerk, position=NOWHERE)
    assert (matter.place, bool(matter.point)) == (drawn.places["street"], True)


def test_a_new_matter_does_not_contradict_itself(drawn, clerk):
    reply, matter = taken(clerk, place="cassia", position=IN_GRID)
    assert "The point lies in “柳岸第一网格”." in words(reply)
    assert matter is None
