"""The bulletin of a month is kept as it was."""

from datetime import date, timedelta

import pytest

from qiaomen.indicators.actions import publish_bulletin
from qiaomen.indicators.bulletins import Flow, document
from qiaomen.kernel import clock
from qiaomen.kernel.actors import machine
from qiaomen.kernel.printing import pdf
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.kernel.verification import verify
from qiaomen.matters.actions.supervising import exclude
from qiaomen.matters.tests.walks import closed
from tests.world import MONDAY, World

MARCH, APRIL = date(2026, 3, 1), MONDAY + timedelta(days=30)


def test_it_counts_the_month_and_the_one_before(world: World):
    closed(world)
    world.receive()
    with clock.told(APRIL):
        made = publish_bulletin(MARCH, world.places["street"], by=world.actor("leader"))
    assert (made.now, made.before) == (Flow(2, 1, 1), Flow(0, 0, 0))
    assert made.rates.total.matters == 1


def test_once_published_it_stays_what_it_was(world: World):
    matter = closed(world)
    with clock.told(APRIL):
        first = publish_bulletin(MARCH, world.places["street"], by=world.actor("leader"))
        exclude(matter, by=world.actor("coordinator"))
        assert publish_bulletin(MARCH, world.places["street"], by=world.actor("leader")) == first
        other = publish_bulletin(MARCH, world.places["willow"], by=machine("console"))
    assert (first.now.received, other.now.received) == (1, 0)
    assert verify().broken is None


def test_no_word_of_a_resident_is_in_it(world: World):
    closed(world, body="三单元的水管漏水", title="水管漏水")
    with clock.told(APRIL):
        made = publish_bulletin(MARCH, world.places["street"], by=world.actor("leader"))
    assert "漏水" not in str(made.frozen())


def test_a_month_that_goes_on_has_none_yet(world: World):
    with pytest.raises(Refusal, match="has not ended"):
        publish_bulletin(MARCH, world.places["street"], by=world.actor("leader"))


def test_of_a_place_beyond_ones_own_there_is_none(world: World):
    with clock.told(APRIL), pytest.raises(Forbidden):
        publish_bulletin(MARCH, world.places["far"], by=world.actor("leader"))


def test_it_can_be_printed(world: World):
    closed(world)
    with clock.told(APRIL):
        made = publish_bulletin(MARCH, world.places["street"], by=world.actor("leader"))
    assert pdf(document(made)).startswith(b"%PDF-")
