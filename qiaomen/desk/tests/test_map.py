"""Open and overdue by place: the shaded map and the table that says the same."""

import html
import json
import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiaomen.desk.maps.shading import ranges, step_of
from qiaomen.desk.tests.posting import words
from qiaomen.kernel import clock
from qiaomen.territory.actions import draw_place
from qiaomen.territory.tests.conftest import square
from tests.world import MONDAY


@pytest.fixture
def drawn(world):
    draw_place(world.places["willow"], geometry=square(112.4, 27.9, 0.02), by=world.console)
    draw_place(world.places["grid"], geometry=square(112.4, 27.9), by=world.console)
    return world


@pytest.fixture
def leader(sign_in):
    return sign_in("leader")


def shades(page: str) -> dict[str, list[object]]:
    found = re.search(r'data-map="([^"]+)"', page)
    return {} if found is None else json.loads(html.unescape(found[1]))["shades"]


def test_the_table_leads_to_the_matters_behind_each_number(drawn, leader):
    drawn.receive()
    page = words(leader.get("/desk/map/"))
    assert 'href="/desk/queues/all/?place=grid&amp;state=open">1 open</a>' in page
    assert leader.get("/desk/queues/all/?place=grid&state=open").status_code == 200


def test_what_is_late_leads_to_what_is_late(drawn, leader):
    drawn.receive()
    with clock.told(MONDAY + timedelta(days=60)):
        page = words(leader.get("/desk/map/"))
        assert 'href="/desk/queues/all/?place=grid&amp;due=overdue">1 overdue</a>' in page


def test_the_map_is_shaded_and_says_in_words_what_the_shade_means(drawn, leader):
    for _each in range(5):
        drawn.receive()
    page = words(leader.get("/desk/map/"))
    assert shades(page)["grid"]["step"] == 4
    assert "柳岸第一网格: 5 open, 0 of them overdue" in shades(page)["grid"]["text"]
    assert [text in page for text in ("1 to 2", "</span>3<", "</span>4<", "</span>5<")] == [True] * 4


def test_it_can_be_summed_up_to_communities(drawn, leader):
    drawn.receive()
    page = words(leader.get("/desk/map/", {"level": "community", "show": "overdue"}))
    assert shades(page)["willow"]["step"] == 0
    assert "down_to=community" in page
    outlines = leader.get("/desk/map/outlines/", {"down_to": "community"}).json()["features"]
    assert [one["properties"]["code"] for one in outlines] == ["willow"]


def test_where_nothing_is_drawn_the_table_is_the_page(world, leader):
    world.receive()
    page = words(leader.get("/desk/map/"))
    assert "No boundaries are drawn yet" in page
    assert "1 open" in page


def test_where_nothing_is_open_it_is_said(drawn, leader):
    assert "Nothing is open in the places" in words(leader.get("/desk/map/"))


def test_what_cannot_be_chosen_changes_nothing(drawn, leader):
    drawn.receive()
    assert "1 open" in words(leader.get("/desk/map/", {"level": "building", "show": "x"}))


def test_the_page_costs_the_same_however_many_places(drawn, leader, django_assert_max_num_queries):
    for place in ("grid", "cassia", "willow"):
        drawn.receive(place=drawn.places[place])
    leader.get("/desk/map/")
    with django_assert_max_num_queries(14):  # session, person, posts, roles; edition; six of the report
        leader.get("/desk/map/")


@given(st.lists(st.integers(0, 5000)))
def test_every_number_has_one_colour_and_more_is_never_lighter(numbers):
    known = ranges(numbers)
    assert len(known) <= 4
    steps = [step_of(number, known) for number in sorted(numbers)]
    assert steps == sorted(steps)
    assert all(bool(step_of(number, known)) == bool(number) for number in numbers)
