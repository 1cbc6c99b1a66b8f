"""Which items of the catalogue deserve a look."""

from datetime import timedelta

import pytest

from qiaomen.catalogue.actions import add_item
from qiaomen.catalogue.models import Item, ItemVersion
from qiaomen.catalogue.terms import Reply, Terms
from qiaomen.indicators.catalogue.quality import Fault, Quality, quality
from qiaomen.kernel import clock
from qiaomen.kernel.refusal import Forbidden
from qiaomen.matters.states import Verb
from qiaomen.matters.tests.walks import answered, assigned, grant
from tests.world import MONDAY, World

SOUND = {"keywords": ("水管",), "description": "水管。", "replies": (Reply("已修", "已修好。"),)}


@pytest.fixture
def pipes(world: World) -> Item:
    terms = Terms(name="水管", answer="1 workdays", **SOUND)
    return add_item(code="pipes", terms=terms, by=world.console)


def looked(world: World, **days) -> Quality:
    return quality(by=world.console, **days)


def faults(world: World, code: str = "pipes", **days) -> tuple[Fault, ...]:
    return next((row.faults for row in looked(world, **days).rows if row.code == code), ())


def test_an_item_without_words_is_named_for_each(world: World):
    add_item(code="bare", terms=Terms(name="光"), by=world.console)
    assert faults(world, "bare") == (Fault.UNUSED, Fault.WORDLESS, Fault.SPEECHLESS, Fault.UNDESCRIBED)


def test_an_item_is_used_in_a_period_or_not(world: World, pipes: Item):
    assert faults(world) == (Fault.UNUSED,)
    world.receive(item=pipes)
    assert faults(world) == ()
    yesterday = clock.today() - timedelta(days=1)
    assert faults(world, to_day=yesterday) == (Fault.UNUSED,)


def test_of_an_item_whose_matters_are_not_counted_nobody_says_that_it_is_unused(world: World):
    terms = Terms(name="家暴", visibility=ItemVersion.Visibility.CONFIDENTIAL, **SOUND)
    add_item(code="secret", terms=terms, by=world.console)
    assert faults(world, "secret") == ()


def late(world: World, pipes: Item, number: int) -> None:
    """So many that are still without an answer, a week later, beside one that was answered in time."""
    for _each in range(number):
        world.receive(item=pipes)
    answered(world, item=pipes)


@pytest.mark.parametrize(("number", "found"), [(3, ()), (4, (Fault.LATE,))])
def test_promises_are_judged_from_five_on(world: World, pipes: Item, number, found):
    late(world, pipes, number)
    with clock.told(MONDAY + timedelta(days=7)):
        assert faults(world) == found


def test_a_promise_that_still_runs_is_not_judged(world: World, pipes: Item):
    late(world, pipes, 5)
    assert faults(world) == ()


def test_half_of_the_promises_missed_is_not_most(world: World, pipes: Item):
    late(world, pipes, 3)
    for _each in range(2):
        answered(world, item=pipes)
    with clock.told(MONDAY + timedelta(days=7)):
        assert faults(world) == ()


@pytest.mark.parametrize(("number", "found"), [(2, ()), (3, (Fault.RETURNED,))])
def test_an_item_that_more_than_a_third_gave_back_is_named(world: World, pipes: Item, number, found):
    for each in range(6):
        matter = assigned(world, item=pipes)
        if each < number:
            grant(world, matter, Verb.RETURN, by="water")
    assert faults(world) == found


def test_an_item_with_items_below_it_and_the_programs_own_are_left_out(world: World, pipes: Item):
    add_item(code="taps", terms=Terms(name="龙头"), parent=pipes, by=world.console)
    assert [row.code for row in looked(world).rows] == ["taps"]
    assert looked(world).items == 1


def test_who_does_not_keep_the_catalogue_is_refused(world: World):
    with pytest.raises(Forbidden):
        quality(by=world.actor("clerk"))


def test_the_page_says_what_its_numbers_mean(world: World, pipes: Item):
    lines = looked(world).lines()
    assert "nobody used it: 1" in lines
    assert any("more than half of at least 5" in line for line in lines)
    assert looked(world).to_json()["rows"][0]["faults"] == ["unused"]
