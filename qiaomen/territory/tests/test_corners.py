import json

import pytest

from qiaomen.kernel.refusal import Refusal
from qiaomen.territory import corners
from qiaomen.territory.actions import draw_place
from qiaomen.territory.tests.conftest import square

SQUARE = "27.900000, 112.400000\n27.900000, 112.410000\n27.910000, 112.410000\n27.910000, 112.400000"
HOLE = "27.902, 112.402\n27.902, 112.404\n27.904, 112.404"
FAR = "28, 113\n28, 113.1\n28.1, 113.1"
ACROSS = "27.905, 112.405\n27.905, 112.415\n27.908, 112.415"


def read(*parts: str):
    return corners.read("\n\n".join(parts), of="第一网格")


def test_a_boundary_is_told_by_its_corners():
    assert corners.written(json.dumps(square(112.4, 27.9))) == SQUARE
    assert corners.written(None) == ""


def test_its_corners_make_the_boundary_again(places, by):
    draw_place(places["g1"], geometry=read(SQUARE), by=by)
    assert corners.written(places["g1"].polygon) == SQUARE


def test_the_first_corner_may_stand_at_the_end_too():
    first = SQUARE.splitlines()[0]
    assert read(f"{SQUARE}\n{first}") == read(SQUARE)


def test_a_ring_inside_is_a_hole_and_one_outside_a_part():
    assert len(read(SQUARE, HOLE)["coordinates"]) == 2
    assert read(SQUARE, FAR)["type"] == "MultiPolygon"
    assert corners.written(json.dumps(read(SQUARE, HOLE))).count("\n\n") == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "at least three corners"),
        ("27.9, 112.4\n27.9, 112.41", "at least three corners"),
        (f"{SQUARE}\n\n27.9, 112.4", "at least three corners"),
        (f"{SQUARE}\n东门", "Line 5: This is no position."),
        (f"{SQUARE}\n112.4, 27.9", "Line 5: This is no position."),
        (f"{SQUARE}\n\n{ACROSS}", "Two parts of “第一网格” lie across one another."),
        ("27.9, 112.4\n27.91, 112.41\n27.91, 112.4\n27.9, 112.41", "crosses itself at 112.405000, 27.905000"),
        ("27.9, 112.4\n27.9, 112.41\n27.9, 112.42", "第一网格"),
    ],
)
def test_what_makes_no_boundary_is_refused(text, sentence):
    with pytest.raises(Refusal, match=sentence):
        read(text)
