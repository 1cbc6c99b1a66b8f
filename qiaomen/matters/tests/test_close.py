"""`close`: the specimen of a verb and of its tests."""

from datetime import timedelta

import pytest

from qiaomen.kernel import clock, ledger
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.matters.actions.calling import call
from qiaomen.matters.actions.closing import close
from qiaomen.matters.actions.handling import answer, redo
from qiaomen.matters.actions.sorting import merge
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Ground, Outcome, State
from qiaomen.matters.tests.walks import CONTENT, DISCONTENT, answered, handling
from tests.world import MONDAY, World


def test_a_confirmed_matter_closes(world: World):
    matter = answered(world)
    call(matter, by=world.actor("clerk"), telling=matter.tellings.get(), verdict=CONTENT)
    close(matter, by=world.actor("clerk"), ground=Ground.CONFIRMED)
    matter.refresh_from_db()
    assert (matter.state, matter.ground, matter.closed_at) == (State.CLOSED, Ground.CONFIRMED, MONDAY)


def test_the_close_is_a_line_of_the_ledger(world: World):
    matter = answered(world, phone="")
    event = close(matter, by=world.actor("clerk"), ground=Ground.NO_CONTACT)
    clerk = world.people["clerk"]
    assert (event.verb, event.by) == ("close", clerk.ref)
    assert f'"as":"{clerk.posts.get().stream}"' in event.data
    assert ledger.story(matter.stream).last() == event


def test_nobody_closes_what_is_not_answered(world: World):
    matter = handling(world)
    with pytest.raises(Refusal, match="being handled"):
        close(matter, by=world.actor("clerk"), ground=Ground.CONFIRMED)


def test_the_unit_does_not_close(world: World):
    with pytest.raises(Forbidden):
        close(answered(world), by=world.actor("water"), ground=Ground.CONFIRMED)


def test_a_refused_close_leaves_everything_as_it_was(world: World):
    matter = answered(world)
    before = Matter.objects.values().get(pk=matter.pk), ledger.story(matter.stream).count()
    with pytest.raises(Refusal):
        close(matter, by=world.actor("clerk"), ground=Ground.CONFIRMED)
    assert (Matter.objects.values().get(pk=matter.pk), ledger.story(matter.stream).count()) == before


def test_confirmed_needs_a_call_back(world: World):
    with pytest.raises(Refusal, match="Call back first"):
        close(answered(world), by=world.actor("clerk"), ground=Ground.CONFIRMED)


def test_a_discontent_resident_is_not_a_confirmation(world: World):
    matter = answered(world)
    call(matter, by=world.actor("clerk"), telling=matter.tellings.get(), verdict=DISCONTENT)
    with pytest.raises(Refusal, match="not content"):
        close(matter, by=world.actor("clerk"), ground=Ground.CONFIRMED)


def test_a_verdict_on_an_answer_that_was_redone_confirms_nothing(world: World):
    matter = answered(world)
    call(matter, by=world.actor("clerk"), telling=matter.tellings.get(), verdict=CONTENT)
    redo(matter, by=world.actor("clerk"), reason="又漏了")
    with pytest.raises(Refusal):
        close(matter, by=world.actor("clerk"), ground=Ground.CONFIRMED)


def test_every_voice_of_a_merged_matter_is_asked(world: World):
    lead = handling(world)
    merge(world.receive(phone="10000000002"), by=world.actor("clerk"), into=lead)
    answer(lead, by=world.actor("water"), outcome=Outcome.SOLVED, text="好了")
    call(lead, by=world.actor("clerk"), telling=lead.tellings.get(), verdict=CONTENT)
    with pytest.raises(Refusal, match="Several people"):
        close(lead, by=world.actor("clerk"), ground=Ground.CONFIRMED)


def test_unreachable_takes_three_calls_on_two_days(world: World):
    matter = answered(world)
    clerk, telling = world.actor("clerk"), matter.tellings.get()
    for _ in range(3):
        call(matter, by=clerk, telling=telling, verdict=None)
    with pytest.raises(Refusal, match="two different days"):
        close(matter, by=clerk, ground=Ground.UNREACHABLE)
    with clock.told(MONDAY + timedelta(days=1)):
        call(matter, by=clerk, telling=telling, verdict=None)
        close(matter, by=clerk, ground=Ground.UNREACHABLE)
    assert matter.ground == Ground.UNREACHABLE


@pytest.mark.parametrize("phone", ["", "10000000001"])
def test_no_contact_is_for_voices_without_one(world: World, phone: str):
    matter = answered(world, phone=phone)
    if phone:
        with pytest.raises(Refusal, match="left a contact"):
            close(matter, by=world.actor("clerk"), ground=Ground.NO_CONTACT)
    else:
        close(matter, by=world.actor("clerk"), ground=Ground.NO_CONTACT)


def test_silence_is_five_workdays(world: World):
    matter = answered(world)
    with clock.told(MONDAY + timedelta(days=7)), pytest.raises(Refusal, match="still has time"):
        close(matter, by=world.actor("clerk"), ground=Ground.SILENT)
    with clock.told(MONDAY + timedelta(days=7, hours=8)):
        close(matter, by=world.actor("clerk"), ground=Ground.SILENT)


def test_a_clock_that_jumps_back_does_not_turn_the_story_around(world: World):
    matter = answered(world, phone="")
    with clock.told(MONDAY - timedelta(days=3)):
        event = close(matter, by=world.actor("clerk"), ground=Ground.NO_CONTACT)
    assert event.at == MONDAY == matter.closed_at
