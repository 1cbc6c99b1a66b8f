"""`qiaomen catalogue`: taking out, adopting, comparing, looking at uses, ending, quality."""

import json
from datetime import timedelta

import pytest

from qiaomen.catalogue.actions import add_item, revise_item
from qiaomen.catalogue.models import Item
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel import clock
from tests.world import World, monday, world

__all__ = ["monday", "world"]


@pytest.fixture
def lamp(world: World) -> Item:
    return add_item(code="lamp", terms=Terms(name="路灯", answer="3 workdays"), by=world.console)


@pytest.fixture
def revised(world: World, lamp: Item) -> Item:
    tomorrow = clock.today() + timedelta(days=1)
    revise_item(lamp, terms=Terms(name="路灯", answer="1 workdays"), from_day=tomorrow, by=world.console)
    return lamp


def test_what_was_written_is_taken_in_as_unchanged(run, lamp, tmp_path):
    file = tmp_path / "out.toml"
    assert "Written" in run("catalogue", "export", str(file)).output
    assert "0 added, 0 changed, 3 unchanged, 0 rejected" in run("catalogue", "import", str(file)).output


def test_what_comes_with_the_program_is_adopted_once(run, world):
    assert " added, 0 changed, 0 unchanged," in run("catalogue", "adopt").output
    assert run("catalogue", "adopt").output.startswith("0 added, 0 changed")


def test_the_last_version_is_compared_with_the_one_before(run, revised):
    output = run("catalogue", "diff", "lamp").output
    assert "Answered within: [-3 workdays-]{+1 workday+}" in output


def test_two_days_may_say_the_same(run, revised):
    output = run("catalogue", "diff", "路灯", "--from", "2026-03-02", "--to", "2026-03-02").output
    assert "They say the same." in output


def test_one_version_alone_is_compared_with_nothing(run, lamp):
    assert "There is nothing to compare" in run("catalogue", "diff", "lamp").output


def test_uses_of_an_item_and_of_a_procedure(run, world, lamp):
    world.receive(item=lamp)
    assert "1 open matter" in run("catalogue", "uses", "lamp").output
    assert json.loads(run("catalogue", "uses", "ordinary", "--json").output)["open_matters"] == 0


def test_what_is_not_there_has_no_uses(run, world):
    assert "There is no item and no procedure “x”" in run("catalogue", "uses", "x").output


def test_an_item_ends_on_a_day_and_its_uses_are_told_first(run, world, lamp):
    world.receive(item=lamp)
    output = run("catalogue", "end", "lamp", "--on", "2026-04-01").output
    assert output.index("1 open matter") < output.index("“路灯” ends on")
    assert not Item.objects.get(code="lamp").current_on(clock.today() + timedelta(days=30))


def test_the_end_of_an_item_is_taken_back(run, lamp):
    run("catalogue", "end", "lamp", "--on", "2026-03-02")
    assert run("catalogue", "resume", "lamp").output == "“路灯” goes on from today.\n"
    assert Item.objects.get(code="lamp").ended_on is None


def test_the_quality_of_the_catalogue_as_a_page_and_as_json(run, lamp):
    assert "nobody used it: 1" in run("catalogue", "quality").output
    told = json.loads(run("catalogue", "quality", "--from", "2026-03-01", "--json").output)
    assert told["rows"][0]["code"] == "lamp"
