"""How a whistle ends, and who is excused from coming."""

from datetime import timedelta

import pytest

from qiaomen.kernel import clock
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.matters.actions.assigning import assign
from qiaomen.matters.actions.assisting import report
from qiaomen.matters.actions.whistling import end_whistle, excuse
from qiaomen.matters.models import Matter, Whistle
from qiaomen.matters.offers import offered
from qiaomen.matters.states import Verb
from qiaomen.matters.tests.walks import called_out, with_community
from qiaomen.matters.tests.whistles import AT, come, turnout
from qiaomen.people.actions import appoint
from qiaomen.people.models import Role
from tests.world import World


def test_after_it_was_called_off_nobody_comes(world: World):
    matter = called_out(world)
    end_whistle(matter, by=world.actor("willow"), reason="水已经停了")
    assert Whistle.objects.get().end == Whistle.End.CALLED_OFF
    assert not Matter.objects.visible_to(world.actor("water")).exists()
    assign(matter, by=world.actor("clerk"), unit=world.units["water"])
    with pytest.raises(Refusal, match="nobody has to come any more"):
        come(world, matter, "water")
    assert not turnout(world, "water").is_missing(AT + timedelta(days=1))


def test_after_the_meeting_it_is_ended_and_who_did_not_come_stays_missing(world: World):
    matter = called_out(world)
    come(world, matter, "water")
    with clock.told(AT + timedelta(hours=1)):
        end_whistle(matter, by=world.actor("willow"), reason="已处置")
    assert Whistle.objects.get().end == Whistle.End.ENDED
    at = AT + timedelta(days=1)
    assert [turnout(world, code).is_missing(at) for code in ("water", "power")] == [False, True]


def test_an_end_needs_a_reason_and_a_whistle(world: World):
    matter = called_out(world)
    with pytest.raises(Refusal, match="why it ends"):
        end_whistle(matter, by=world.actor("willow"), reason="")
    with pytest.raises(Refusal, match="Nobody is called"):
        end_whistle(with_community(world), by=world.actor("willow"), reason="没有了")


def test_who_blew_excuses_and_the_last_one_ends_it(world: World):
    matter = called_out(world)
    come(world, matter, "water")
    report(matter, by=world.actor("water"), text="阀门已关")
    excuse(matter, by=world.actor("willow"), turnout=turnout(world, "power"), reason="同时抢修别处")
    assert not turnout(world, "power").is_missing(AT + timedelta(days=1))
    assert Whistle.objects.get().end == Whistle.End.DONE


def test_nobody_excuses_themselves_or_who_has_come(world: World):
    matter = called_out(world)
    come(world, matter, "water")
    with pytest.raises(Forbidden, match="Only 柳岸社区居委会"):
        excuse(matter, by=world.actor("power"), turnout=turnout(world, "power"), reason="忙")
    with pytest.raises(Refusal, match="水务科 has come"):
        excuse(matter, by=world.actor("willow"), turnout=turnout(world, "water"), reason="忙")
    with pytest.raises(Refusal, match="Write why this office"):
        excuse(matter, by=world.actor("willow"), turnout=turnout(world, "power"), reason=" ")


def test_who_works_in_both_offices_excuses_neither_of_their_own(world: World):
    appoint(
        world.people["willow"],
        unit=world.units["power"],
        place=world.places["house"],
        role=Role.objects.get(code="officer"),
        from_day=clock.today(),
        by=world.console,
    )
    with pytest.raises(Refusal, match="is your own unit"):
        excuse(called_out(world), by=world.actor("willow"), turnout=turnout(world, "power"), reason="忙")


def test_who_was_excused_is_told_so_when_they_come(world: World):
    matter = called_out(world)
    excuse(matter, by=world.actor("willow"), turnout=turnout(world, "power"), reason="同时抢修别处")
    assign(matter, by=world.actor("clerk"), unit=world.units["power"])
    with pytest.raises(Refusal, match="供电科 was excused"):
        come(world, matter, "power")


def test_nobody_is_excused_from_a_meeting_that_was_called_off(world: World):
    matter, willow = called_out(world), world.actor("willow")
    end_whistle(matter, by=willow, reason="水已经停了")
    assert Verb.EXCUSE not in offered(matter, willow)
    with pytest.raises(Refusal, match="供电科"):
        excuse(matter, by=willow, turnout=turnout(world, "power"), reason="忙")
