"""Beside a matter's story: where it is, and what else is open around it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qiaomen.desk.tests.posting import page, words

HERE, BESIDE = ("112.400000", "27.900000"), ("112.400000", "27.900900")


@pytest.fixture
def here(world):
    return world.receive(point=HERE)


def test_what_is_open_around_it_stands_beside_it(world, clerk, here):
    other = world.receive(point=BESIDE)
    shown = words(clerk.get(page(here, "alike")))
    assert f'href="{page(other)}">{other.number} {other.title}' in shown
    assert "100 metres away · received" in shown
    assert "data-map=" in shown


def test_where_nothing_is_near_it_is_said(clerk, here):
    assert "Nothing else is open within 300 metres." in words(clerk.get(page(here, "alike")))


def test_without_a_point_there_is_no_map(world, clerk):
    assert "Around it" not in words(clerk.get(page(world.receive(), "alike")))


def test_what_the_same_place_said_of_the_same_item_stands_beside_it(world, sign_in, clerk, water_item):
    earlier = world.receive(item=water_item)
    world.receive()
    matter = world.receive(item=water_item)
    shown = clerk.get(page(matter, "alike")).context["similar"]
    assert [entry.url for entry in shown] == [page(earlier)]
    assert sign_in("elsewhere").get(page(matter, "alike")).status_code == 404


def test_what_may_be_the_same_shows_what_both_say_and_what_merging_does(world, clerk):
    lead = world.receive(body="三单元的水管漏水，楼道里都是水")
    matter = world.receive(body="水管漏水，三单元没法走路", phone="15400000002")
    shown = words(clerk.get(page(matter, "alike")))
    assert "<mark>水管漏水，</mark>" in shown or "<mark>水管漏水</mark>" in shown
    assert f"{lead.number} is worked for both" in shown
    assert "counts as a further voice" in shown
    again = words(clerk.get(page(world.receive(body="三单元的水管又漏水了"), "alike")))
    assert "they count as one voice" in again


def test_neighbours_cost_the_same_however_many(world, clerk, here):
    clerk.get(page(here, "alike"))
    costs = []
    for _round in range(2):
        world.receive(point=BESIDE)
        with CaptureQueriesContext(connection) as asked:
            clerk.get(page(here, "alike"))
        costs.append(len(asked))
    assert len(set(costs)) == 1
