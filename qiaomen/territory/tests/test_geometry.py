import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiaomen.territory.boundaries import overlaps
from qiaomen.territory.geometry import Atlas, Boundary
from qiaomen.territory.tests.conftest import square

STREET, WEST, EAST = 1, 2, 3


def boundary(place_id, path, west, south, size):
    return Boundary(place_id, path, json.dumps(square(west, south, size)))


BOUNDARIES = [
    boundary(STREET, "000001", 0, 0, 4),
    boundary(WEST, "000001000002", 0, 0, 1),
    boundary(EAST, "000001000003", 1, 0, 1),
]


def test_the_deepest_place_answers():
    assert Atlas(BOUNDARIES).locate(0.5, 0.5) == WEST


def test_between_the_grids_the_street_answers():
    assert Atlas(BOUNDARIES).locate(3, 3) == STREET


def test_outside_nobody_answers():
    assert Atlas(BOUNDARIES).locate(5, 5) is None
    assert Atlas([]).locate(0, 0) is None


@pytest.mark.parametrize("order", [BOUNDARIES, BOUNDARIES[::-1]])
def test_on_a_shared_edge_always_the_same_place_answers(order):
    assert Atlas(order).locate(1, 0.5) == WEST


@pytest.mark.parametrize("strange", [math.nan, math.inf, 1e300])
def test_a_point_that_is_none_lies_nowhere(strange):
    assert Atlas(BOUNDARIES).locate(strange, 0.5) is None


@given(st.floats(0, 2), st.floats(0, 1))
def test_a_partition_leaves_no_point_without_a_place(lon, lat):
    assert Atlas(BOUNDARIES).locate(lon, lat) == (WEST if lon <= 1 else EAST)


def test_neighbours_that_share_an_edge_do_not_overlap():
    assert not list(overlaps({"a": BOUNDARIES[1].geojson, "b": BOUNDARIES[2].geojson}))


@pytest.mark.parametrize(("shift", "found"), [(0.995, []), (0.9, [("a", "b", 0.1)])])
def test_an_overlap_counts_from_one_percent(shift, found):
    areas = {"a": json.dumps(square(0, 0, 1)), "b": json.dumps(square(shift, 0, 1))}

    assert [(one, other, round(share, 6)) for one, other, share in overlaps(areas)] == found


def test_an_overlap_is_measured_by_the_smaller_one():
    areas = {"large": json.dumps(square(0, 0, 10)), "small": json.dumps(square(1, 1, 1))}

    assert [share for _one, _other, share in overlaps(areas)] == [1]
