import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qiaomen.territory import gcj02

CHINA = {
    "Beijing": (116.39, 39.91),
    "Yanji": (129.51, 42.89),
    "Tumen": (129.84, 42.97),
    "Dandong": (124.38, 40.13),
    "Ji'an": (126.18, 41.12),
    "Hunchun": (130.36, 42.87),
    "Heihe": (127.5, 50.24),
    "Sanya": (109.5, 18.25),
    "Kashgar": (75.99, 39.47),
}
ABROAD = {
    "Seoul": (126.98, 37.57),
    "Busan": (129.07, 35.18),
    "Jeju": (126.53, 33.5),
    "Pyongyang": (125.75, 39.03),
    "Sinuiju": (124.4, 40.09),
    "Hyesan": (128.18, 41.39),
    "Onsong": (129.99, 42.95),
    "Hong Kong": (114.17, 22.3),
    "Taipei": (121.56, 25.04),
    "Tokyo": (139.7, 35.7),
    "Hanoi": (105.85, 21.03),
    "Vladivostok": (131.9, 43.1),
    "Null Island": (0, 0),
}


@pytest.mark.parametrize(
    ("true", "on_map"),
    [
        ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
        ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
        ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
    ],
)
def test_points_lie_where_the_other_libraries_put_them(true, on_map):
    assert gcj02.from_wgs84(*true) == pytest.approx(on_map, abs=1e-9)


@pytest.mark.parametrize("city", CHINA)
def test_in_china_a_map_is_some_hundred_metres_off(city):
    lon, lat = CHINA[city]
    map_lon, map_lat = gcj02.from_wgs84(lon, lat)
    metres = math.hypot((map_lon - lon) * math.cos(math.radians(lat)), map_lat - lat) * 111_000

    assert 50 < metres < 1000


@pytest.mark.parametrize("city", ABROAD)
def test_abroad_nothing_is_shifted(city):
    assert gcj02.from_wgs84(*ABROAD[city]) == ABROAD[city]
    assert gcj02.to_wgs84(*ABROAD[city]) == ABROAD[city]


@given(st.floats(73, 136), st.floats(18, 54))
def test_a_point_comes_back_from_the_map(lon, lat):
    assume(gcj02.is_shifted(lon, lat))

    assert gcj02.to_wgs84(*gcj02.from_wgs84(lon, lat)) == pytest.approx((lon, lat), abs=1e-8)


@given(st.floats(), st.floats())
def test_no_pair_of_numbers_is_an_error(lon, lat):
    assert len(gcj02.from_wgs84(lon, lat)) == len(gcj02.to_wgs84(lon, lat)) == 2
