import json
from datetime import UTC, datetime

import pytest
from django.conf import settings

from config.tiles import tiles
from qiaomen.kernel import clock
from qiaomen.kernel.refusal import Refusal
from qiaomen.territory import gcj02, maps
from qiaomen.territory.actions import add_place, draw_place, end_place, rename_place
from qiaomen.territory.models import PlaceKind
from qiaomen.territory.tests.conftest import square


@pytest.fixture
def drawn(places, by):
    """The street with two grids side by side."""
    draw_place(places["willow"], geometry=square(112.4, 27.9, 0.02), by=by)
    draw_place(places["g1"], geometry=square(112.4, 27.9), by=by)
    draw_place(places["g2"], geometry=square(112.41, 27.9), by=by)
    return places


@pytest.fixture
def shifted(settings):
    settings.QIAOMEN_TILES = tiles("https://tiles.example/{z}/{x}/{y}.png", "示例", "gcj02")


def features(*tops, kinds=maps.ALL_KINDS):
    found = json.loads(maps.outlines([place.path for place in tops], kinds))["features"]
    return {feature["properties"]["code"]: feature for feature in found}


def test_a_map_shows_what_is_drawn_below_a_place(drawn):
    assert list(features(drawn["east"])) == ["willow", "g1", "g2"]
    assert list(features(drawn["g1"])) == ["g1"]
    assert features(drawn["west"]) == {}


def test_an_outline_carries_its_name_and_where_to_write_it(drawn):
    found = features(drawn["east"])["g2"]["properties"]
    assert found == {"code": "g2", "name": "第二网格", "level": 6, "leaf": True, "label": [112.415, 27.905]}


def test_only_kinds_that_were_asked_for_are_shown(drawn):
    found = features(drawn["root"], kinds=frozenset({PlaceKind.STREET}))
    assert [feature["properties"]["leaf"] for feature in found.values()] == [True]


def test_a_changed_territory_is_a_changed_map(drawn, by):
    assert features(drawn["g1"])["g1"]["properties"]["name"] == "第一网格"
    rename_place(drawn["g1"], name="春风网格", by=by)
    assert features(drawn["g1"])["g1"]["properties"]["name"] == "春风网格"


def test_another_day_is_another_map(drawn, by):
    """A place that ends on the third is still there for who looks at the second, and the other way round."""
    with clock.told(datetime(2026, 3, 3, 4, tzinfo=UTC)):
        end_place(drawn["g1"], by=by)
        assert list(features(drawn["laurel"])) == ["g2"]
    with clock.told(datetime(2026, 3, 2, 4, tzinfo=UTC)):
        assert list(features(drawn["laurel"])) == ["g1", "g2"]


def test_the_smallest_places_are_left_out_where_a_map_would_have_too_many(drawn, monkeypatch):
    maps._outlines.cache_clear()
    monkeypatch.setattr(maps, "MOST_DRAWN", 2)
    assert list(features(drawn["root"])) == ["willow"]


def test_a_line_with_more_points_than_a_screen_shows_is_simplified(places, by):
    fine = [[112.4 + i / 1e7, 27.9] for i in range(1000)]
    ring = [*fine, [112.41, 27.9], [112.41, 27.91], [112.4, 27.91], [112.4, 27.9]]
    draw_place(places["g1"], geometry={"type": "Polygon", "coordinates": [ring]}, by=by)
    assert len(features(places["g1"])["g1"]["geometry"]["coordinates"][0]) <= 6


def test_neighbours_keep_the_edge_that_they_share(drawn):
    one, other = (
        {tuple(point) for point in features(drawn["root"])[code]["geometry"]["coordinates"][0]}
        for code in ("g1", "g2")
    )
    assert one & other == {(112.41, 27.9), (112.41, 27.91)}


def test_on_a_chinese_map_everything_is_shifted(drawn, shifted):
    ring = features(drawn["g1"])["g1"]["geometry"]["coordinates"][0]
    east, north = gcj02.from_wgs84(112.4, 27.9)
    assert [round(east, 6), round(north, 6)] in ring
    assert maps.on_map(112.4, 27.9) == (east, north)


def test_a_point_tapped_on_a_chinese_map_is_turned_back(drawn, shifted):
    lon, lat = gcj02.from_wgs84(112.405, 27.905)
    told = maps.spot_of({"map": f"{lat:.6f}, {lon:.6f}"}).told()
    assert told["position"] == "27.905000, 112.405000"
    assert told["code"] == "g1"


def test_a_point_typed_is_in_wgs84_on_every_map(drawn, shifted):
    assert maps.spot_of({"position": "27.905, 112.405"}).told()["position"] == "27.905000, 112.405000"


def test_a_point_is_told_by_the_place_around_it(drawn):
    told = maps.spot_of({"map": "27.905, 112.405"}).told()
    assert told["said"] == f"It lies in {drawn['g1'].full_name()}."
    assert told["at"] == (112.405, 27.905)


def test_a_building_is_told_by_what_it_stands_in(drawn, by):
    house = add_place(parent=drawn["g1"], code="b1", name="一栋", kind=PlaceKind.BUILDING, by=by)
    draw_place(house, geometry=square(112.404, 27.904, 0.001), by=by)
    assert maps.spot(112.4045, 27.9045).place == drawn["g1"]


def test_a_point_outside_is_told_to_lie_outside(drawn):
    told = maps.spot(1, 1).told()
    assert (told["place"], told["said"]) == ("", "It lies outside all boundaries that are drawn.")


def test_what_is_no_point_is_refused(db):
    with pytest.raises(Refusal, match="no position"):
        maps.spot_of({})


def test_a_map_without_tiles_asks_for_none(db):
    assert settings.QIAOMEN_TILES is None
    assert json.loads(maps.Map(label="", outlines="/o").data())["tiles"] is None


def test_a_map_names_its_tiles_and_shifts_its_marks(shifted):
    data = json.loads(maps.Map(label="", outlines="/o", marks=[maps.Mark(112.4, 27.9, "这里")]).data())
    assert data["tiles"]["layers"] == ["https://tiles.example/{z}/{x}/{y}.png"]
    assert data["marks"][0]["at"] == list(gcj02.from_wgs84(112.4, 27.9))
