"""Who does not answer is urged, then the superior is told; each once."""

import json
from datetime import timedelta

import pytest

from qiaomen.kernel import clock
from qiaomen.kernel.actors import machine
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Conflict
from qiaomen.matters.actions.closing import withdraw
from qiaomen.matters.actions.erasing import erase
from qiaomen.matters.actions.sorting import prioritise
from qiaomen.matters.actions.whistling import arrive, excuse, respond, urge
from qiaomen.matters.models import Priority, Turnout, Whistle
from qiaomen.matters.tests.walks import MEETING, called_out
from qiaomen.matters.whistle_sweeps import end_whistles_overtaken, urge_silent
from qiaomen.people.actions import move_unit
from tests.world import MONDAY, World

DUE = MONDAY + timedelta(hours=2)  # noon, and after lunch two work hours more end at 15:30
AGAIN = MONDAY + timedelta(hours=5, minutes=30)


def urged(at) -> list[tuple[int, int]]:
    """Who was told about whom by a sweep at this instant."""
    seen = Event.objects.filter(verb="urge").count()
    with clock.told(at):
        urge_silent(by=machine("escalation"))
    lines = Event.objects.filter(verb="urge").order_by("pk")[seen:]
    return [(said["told"], said["unit"]) for said in (json.loads(line.data) for line in lines)]


def test_the_late_are_reminded_once_then_their_superior_is_told_once(world: World):
    move_unit(
        world.units["power"], parent=world.units["street"], place=world.places["street"], by=world.console
    )
    matter = called_out(world)
    respond(matter, by=world.actor("water"), coming=True)
    power, street = world.units["power"].pk, world.units["street"].pk
    assert urged(DUE) == []
    assert urged(DUE + timedelta(minutes=1)) == [(power, power)]
    assert urged(AGAIN - timedelta(minutes=1)) == []
    assert urged(AGAIN) == [(street, power)]
    assert urged(AGAIN + timedelta(hours=1)) == []


def test_who_stands_below_nobody_is_reported_to_who_blew(world: World):
    matter = called_out(world)
    excuse(matter, by=world.actor("willow"), turnout=Turnout.objects.last(), reason="抢修")
    water = world.units["water"].pk
    assert urged(DUE + timedelta(minutes=1)) == [(water, water)]
    assert urged(AGAIN) == [(world.units["willow"].pk, water)]


def test_in_an_emergency_it_takes_half_an_hour_each(world: World):
    matter = called_out(world)
    prioritise(matter, by=world.actor("clerk"), priority=Priority.EMERGENCY)
    assert len(urged(DUE + timedelta(minutes=1))) == 2
    assert len(urged(DUE + timedelta(minutes=30))) == 2


def test_nobody_waits_for_the_superior_beyond_the_meeting(world: World):
    called_out(world, MONDAY + timedelta(hours=1))
    at = MONDAY + timedelta(hours=1, minutes=1)
    assert len(urged(at)) == 2
    assert len(urged(at)) == 2


def test_who_has_come_is_not_urged(world: World):
    matter = called_out(world)
    with clock.told(MEETING.at):
        for login in ("water", "power"):
            arrive(matter, by=world.actor(login))
    assert urged(MEETING.at + timedelta(days=1)) == []


def test_somebody_was_quicker_than_the_sweep(world: World):
    matter = called_out(world)
    respond(matter, by=world.actor("water"), coming=True)
    with pytest.raises(Conflict, match="水务科 has answered meanwhile"):
        urge(matter, by=machine("escalation"), turnout=Turnout.objects.first())


def test_with_the_matter_the_whistle_ends(world: World):
    matter = called_out(world)
    end_whistles_overtaken(by=machine("whistle"))
    assert Whistle.objects.get().ended_at is None
    withdraw(matter, by=world.actor("clerk"), said="来电撤回")
    end_whistles_overtaken(by=machine("whistle"))
    assert Whistle.objects.get().end == Whistle.End.OVERTAKEN
    assert not Turnout.objects.first().is_missing(MEETING.at + timedelta(days=1))


def test_words_and_places_of_a_whistle_are_forgotten_with_the_matter(world: World):
    matter = called_out(world)
    respond(matter, by=world.actor("power"), coming=False, reason="抢修")
    excuse(matter, by=world.actor("willow"), turnout=Turnout.objects.last(), reason="抢修")
    with clock.told(MEETING.at):
        arrive(matter, by=world.actor("water"), point=("121.4", "31.2"))
    withdraw(matter, by=world.actor("clerk"), said="来电撤回")
    erase(matter, by=machine("retention"))
    row, left = (
        Whistle.objects.get(),
        Turnout.objects.values("part", "reason", "excuse", "report", "longitude"),
    )
    assert (row.task, row.spot, row.end_reason) == ("", "", "")
    assert {word for words in left for word in words.values()} == {"", None}
    assert Turnout.objects.first().arrived_at == MEETING.at
