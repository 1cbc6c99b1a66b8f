"""The seam: a text gives an item, a place, and whether each is sure; always by the catalogue of now."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qiaomen.catalogue.actions import add_item, end_item, revise_item
from qiaomen.catalogue.suggesting import Suggestion, suggest, suggester
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel import clock
from qiaomen.people.tests.conftest import AT, TODAY
from qiaomen.territory.actions import name_place

DAY = timedelta(days=1)


def test_item_and_place_are_suggested_with_the_words_that_tell(lamp, places, console):
    name_place(places["grid"], text="春江花园", by=console)
    assert suggest("春江花园的灯不亮", "灯不亮") == Suggestion(
        lamp.pk, places["grid"].pk, item_sure=True, place_sure=True, because=("灯不亮",)
    )


def test_a_suggestion_is_sure_only_if_both_are(lamp, places):
    nowhere = suggest("灯不亮", "灯不亮")
    assert (nowhere.item_sure, nowhere.place_sure, nowhere.sure) == (True, False, False)


def test_the_title_tells_the_place_too(items, places):
    assert suggest("灯不亮", "east").place_id == places["east"].pk


def test_the_items_that_the_program_needs_itself_are_not_suggested(ready):
    assert suggest("待分类", "督办单").item_id is None


def test_a_new_item_is_suggested_at_once(items, console):
    assert suggest("井盖", "井盖").item_id is None
    cover = add_item(code="cover", terms=Terms(name="路面", keywords=("井盖",)), by=console)
    assert suggest("井盖", "井盖").item_id == cover.pk


def test_an_item_is_suggested_by_its_words_of_the_day(lamp, saying, console):
    revise_item(lamp, terms=saying(keywords=("黑灯瞎火",)), from_day=TODAY + DAY, by=console)
    assert suggest("黑灯瞎火").item_id is None
    with clock.told(AT + DAY):
        assert suggest("黑灯瞎火").item_id == lamp.pk


def test_an_item_that_has_ended_is_not_suggested(lamp, console):
    end_item(lamp, on=TODAY + DAY, by=console)
    assert suggest("灯不亮").item_id == lamp.pk
    with clock.told(AT + DAY):
        assert suggest("灯不亮").item_id is None


@pytest.mark.usefixtures("items")
def test_a_suggester_that_is_held_asks_the_database_no_more():
    with CaptureQueriesContext(connection) as first:
        held = suggester()
    with CaptureQueriesContext(connection) as later:
        held.suggest("灯不亮")
    with CaptureQueriesContext(connection) as again:
        suggester()
    assert len(first) >= 2
    assert (len(later), len(again)) == (0, 1)
