"""The published list of who answers for what."""

import pytest

from qiaomen.catalogue.actions import add_item, end_item
from qiaomen.catalogue.published import as_csv, responsibilities
from qiaomen.catalogue.terms import Duty, Terms
from qiaomen.people.tests.conftest import TODAY

DUTIES = (Duty("市政科", "修", lead=True), Duty("街道", "报"))


@pytest.fixture
def listed(items, console):
    terms = Terms(name="路灯杆", duties=DUTIES, basis=("《条例》",))
    return add_item(code="pole", parent=items["light"], terms=terms, by=console)


def test_an_item_with_duties_is_in_the_list_under_its_group(listed):
    (row,) = responsibilities(TODAY)
    assert (row.number, row.group, row.name) == (1, "城市管理", "路灯杆")
    assert (row.lead, row.helpers, row.basis) == (DUTIES[0], DUTIES[1:], ("《条例》",))


@pytest.mark.parametrize("visibility", ["unlisted", "confidential"])
def test_only_what_is_listed_is_published(items, console, visibility):
    hidden = Terms(name="内部", duties=DUTIES, visibility=visibility)
    add_item(code="inner", terms=hidden, by=console)
    assert responsibilities(TODAY) == []


def test_what_has_ended_leaves_the_list(listed, console):
    end_item(listed, on=TODAY, by=console)
    assert responsibilities(TODAY) == []


def test_the_list_goes_by_the_tree_and_is_numbered(listed, items, console):
    add_item(code="a-last", parent=items["water"], terms=Terms(name="水表", duties=DUTIES), by=console)
    add_item(code="a", parent=items["city"], terms=Terms(name="道路", duties=DUTIES), by=console)
    assert [(row.number, row.name) for row in responsibilities(TODAY)] == [
        (1, "道路"),
        (2, "路灯杆"),
        (3, "水表"),
    ]


def test_nobody_has_to_lead(items, console):
    add_item(code="shared", terms=Terms(name="共管", duties=DUTIES[1:]), by=console)
    assert responsibilities(TODAY)[0].cells()[3:5] == ["", ""]


def test_one_query_however_long(listed, items, console, django_assert_num_queries):
    add_item(code="more", parent=items["light"], terms=Terms(name="灯箱", duties=DUTIES), by=console)
    with django_assert_num_queries(1):  # the versions in force with their items
        responsibilities(TODAY)


def test_the_table_runs_nothing(items, console):
    add_item(code="evil", terms=Terms(name="=1+1", duties=DUTIES), by=console)
    table = as_csv(responsibilities(TODAY))
    assert table.startswith("\ufeff")
    assert ",=1+1" not in table
    assert "街道：报" in table
