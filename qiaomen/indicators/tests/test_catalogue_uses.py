"""Who uses an entry of the catalogue."""

from datetime import timedelta

import pytest

from qiaomen.catalogue.actions import add_item, add_rule, end_item, revise_item
from qiaomen.catalogue.models import Item
from qiaomen.catalogue.terms import Terms
from qiaomen.indicators.catalogue.uses import uses_of_item, uses_of_procedure
from qiaomen.kernel import clock
from qiaomen.matters.tests.walks import closed
from tests.world import World

DAY = timedelta(days=1)


@pytest.fixture
def pipes(world: World) -> Item:
    return add_item(code="pipes", terms=Terms(name="水管", procedure="ordinary"), by=world.console)


def entries(uses) -> dict[str, list[str]]:
    return {group.code: list(group.entries) for group in uses.groups if group.entries}


def test_open_matters_are_counted_and_no_others(world: World, pipes: Item):
    world.receive(item=pipes)
    closed(world, item=pipes)
    assert (uses_of_item(pipes).matters, uses_of_procedure("ordinary").matters) == (1, 1)


def test_a_confidential_matter_is_in_no_count(world: World):
    tips = add_item(code="tips", terms=Terms(name="线索", visibility="confidential"), by=world.console)
    world.receive(item=tips)
    assert uses_of_item(tips).matters == 0


def test_what_names_it_is_listed(world: World, pipes: Item):
    add_item(code="taps", terms=Terms(name="龙头"), parent=pipes, by=world.console)
    add_rule(item=pipes, place=world.places["willow"], unit=world.units["water"], by=world.console)
    assert entries(uses_of_item(pipes)) == {
        "children": ["taps 龙头"],
        "rules": ["2: 柳岸社区 → 水务科"],
        "procedures": ["ordinary@1"],
    }


def test_what_has_ended_uses_nothing(world: World, pipes: Item):
    taps = add_item(code="taps", terms=Terms(name="龙头"), parent=pipes, by=world.console)
    end_item(taps, on=clock.today(), by=world.console)
    rule = {"item": pipes, "place": world.places["willow"], "unit": world.units["water"]}
    add_rule(**rule, from_day=clock.today() - 9 * DAY, to_day=clock.today() - DAY, by=world.console)
    assert entries(uses_of_item(pipes)) == {"procedures": ["ordinary@1"]}


def test_an_item_that_will_name_a_procedure_uses_it(world: World, pipes: Item):
    terms = Terms(name="水管", procedure="property")
    revise_item(pipes, terms=terms, from_day=clock.today() + DAY, by=world.console)
    assert entries(uses_of_procedure("property")) == {"items": ["pipes 水管 (property@1)"]}
    assert entries(uses_of_procedure("ordinary")) == {"items": ["pipes 水管 (ordinary@1)"]}


def test_nothing_uses_an_entry_that_nobody_names(world: World):
    lonely = add_item(code="lonely", terms=Terms(name="孤单"), by=world.console)
    assert not uses_of_item(lonely).in_use
    assert uses_of_item(lonely).lines() == ["0 open matters"]
