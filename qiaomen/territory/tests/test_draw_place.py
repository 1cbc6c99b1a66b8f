import json

import pytest

from qiaomen.kernel.ledger import story
from qiaomen.kernel.refusal import Refusal
from qiaomen.territory import lookup
from qiaomen.territory.actions import draw_place
from qiaomen.territory.models import Place
from qiaomen.territory.tests.conftest import square


def polygon(*ring):
    return {"type": "Polygon", "coordinates": [[list(point) for point in ring]]}


def test_a_drawn_place_is_found_by_a_point(places, by):
    draw_place(places["g1"], geometry=square(112.4, 27.9), by=by)

    assert lookup.locate(112.405, 27.905) == places["g1"].pk
    assert lookup.locate(112.5, 27.905) is None


def test_the_ledger_holds_the_digest_of_a_boundary_and_not_the_boundary(places, by):
    draw_place(places["g1"], geometry=square(112.4, 27.9), by=by)
    data = json.loads(story("place/g1").last().data)

    assert data["content"]["polygon"].startswith("sha256:")
    assert "112.4" not in story("place/g1").last().data


def test_a_boundary_may_have_parts(places, by):
    parts = [square(112.4, 27.9)["coordinates"], square(112.5, 27.9)["coordinates"]]
    draw_place(places["g1"], geometry={"type": "MultiPolygon", "coordinates": parts}, by=by)

    assert lookup.locate(112.505, 27.905) == places["g1"].pk


def test_heights_are_dropped(places, by):
    draw_place(places["g1"], geometry=polygon((1, 1, 9), (2, 1, 9), (2, 2, 9), (1, 1, 9)), by=by)

    assert json.loads(Place.objects.get(code="g1").polygon)["coordinates"][0][0] == [1, 1]


def test_a_boundary_that_crosses_itself_is_refused_with_place_and_point(places, by):
    bow_tie = polygon((112, 27), (113, 28), (113, 27), (112, 28), (112, 27))

    with pytest.raises(Refusal, match=r"“第一网格” crosses itself at 112\.500000, 27\.500000"):
        draw_place(places["g1"], geometry=bow_tie, by=by)


def test_a_boundary_that_encloses_nothing_is_refused(places, by):
    with pytest.raises(Refusal, match="encloses no clear area at 112"):
        draw_place(places["g1"], geometry=polygon((112, 27), (113, 28), (112, 27), (112, 27)), by=by)


@pytest.mark.parametrize(
    ("lon", "lat"),
    [(27.9, 112.4), (12_512_310, 3_237_000), (440_000, 3_086_000)],
    ids=["latitude first", "web Mercator", "metres of a map sheet"],
)
def test_what_is_not_in_degrees_is_refused(places, by, lon, lat):
    with pytest.raises(Refusal, match="not in degrees of longitude, then latitude"):
        draw_place(places["g1"], geometry=square(lon, lat), by=by)


@pytest.mark.parametrize(
    "geometry",
    [None, "POLYGON((0 0, 1 1))", {"type": "Point", "coordinates": [1, 1]}, {}],
)
def test_only_a_polygon_is_a_boundary(places, by, geometry):
    with pytest.raises(Refusal, match="must be a polygon"):
        draw_place(places["g1"], geometry=geometry, by=by)


@pytest.mark.parametrize(
    "coordinates",
    [
        [],
        None,
        [[[1, 1], [2, 2]]],
        [[[1, 1], [2, 1], [2, 2], [1, 2]]],
        [[["a", 1], [2, 1]]],
        [[[float("nan"), 1]]],
    ],
    ids=["nothing", "null", "two points", "an open ring", "words", "no number"],
)
def test_a_damaged_polygon_is_refused(places, by, coordinates):
    with pytest.raises(Refusal, match="cannot be read"):
        draw_place(places["g1"], geometry={"type": "Polygon", "coordinates": coordinates}, by=by)
