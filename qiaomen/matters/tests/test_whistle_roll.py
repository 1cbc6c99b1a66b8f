"""Another office is called to a whistle that goes on; one that was called by mistake is let go."""

import json
from datetime import timedelta

import pytest

from qiaomen.kernel import clock
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Conflict, Forbidden, Refusal
from qiaomen.matters.actions.assisting import report
from qiaomen.matters.actions.whistle_roll import call_more, let_go
from qiaomen.matters.actions.whistling import Called, end_whistle
from qiaomen.matters.models import Matter, Turnout, Whistle
from qiaomen.matters.offers import offered
from qiaomen.matters.states import Verb
from qiaomen.matters.tests.walks import called_out
from qiaomen.matters.tests.whistles import AT, come, turnout
from qiaomen.matters.whistle_sweeps import urge_silent
from tests.world import MONDAY, World


def more(world: World, matter: Matter, code: str = "street", by: str = "willow", **said) -> Turnout:
    call_more(matter, by=world.actor(by), called=Called(world.units[code]), **said)
    return Turnout.objects.get(unit=world.units[code], mistaken=False)


def drop(world: World, matter: Matter, code: str = "power", reason: str = "叫错了", by: str = "willow"):
    return let_go(matter, by=world.actor(by), turnout=turnout(world, code), reason=reason)


def test_the_time_of_the_further_office_counts_from_its_call(world: World):
    matter = called_out(world)
    with clock.told(MONDAY + timedelta(hours=5)):  # three in the afternoon
        row = more(world, matter)
    assert (row.answer_due_at, row.meet_at) == (MONDAY + timedelta(hours=7), AT)
    assert turnout(world, "water").answer_due_at == MONDAY + timedelta(hours=2)
    assert row.task == Whistle.objects.get().task
    assert Matter.objects.visible_to(world.actor("office")).exists()


def test_it_is_reminded_by_its_own_date(world: World):
    matter = called_out(world)
    with clock.told(MONDAY + timedelta(hours=5)):
        more(world, matter)
    with clock.told(MONDAY + timedelta(hours=6)):
        urge_silent(by=world.console)
    assert [turnout(world, code).urged_at is None for code in ("water", "street")] == [False, True]


def test_who_is_called_when_the_others_have_met_has_an_hour_of_its_own(world: World):
    matter, later = called_out(world), AT + timedelta(hours=3)
    with clock.told(AT + timedelta(hours=1)):
        row = more(world, matter, meet_at=later)
    assert not row.is_missing(later)
    assert row.is_missing(later + timedelta(minutes=1))
    come(world, matter, "office", at=later)
    row.refresh_from_db()
    assert row.late_by is None


def test_whose_hour_never_came_did_not_have_to_come(world: World):
    matter = called_out(world)
    with clock.told(AT + timedelta(hours=1)):
        row = more(world, matter, meet_at=AT + timedelta(hours=3))
        end_whistle(matter, by=world.actor("willow"), reason="已处置")
    row.refresh_from_db()
    assert not row.is_missing(AT + timedelta(days=1))
    assert turnout(world, "water").is_missing(AT + timedelta(days=1))


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("water", "水务科 is called already"),
        ("willow", "comes without being called"),
        ("firm", "is a company"),
    ],
)
def test_who_cannot_be_called_as_well(world: World, code: str, sentence: str):
    matter = called_out(world)
    with pytest.raises(Refusal, match=sentence):
        call_more(matter, by=world.actor("willow"), called=Called(world.units[code]))


def test_only_who_answers_for_the_matter_and_only_while_it_goes_on(world: World):
    matter = called_out(world)
    with pytest.raises(Forbidden):
        more(world, matter, by="power")
    assert {Verb.CALL_MORE, Verb.LET_GO} <= offered(matter, world.actor("willow"))
    end_whistle(matter, by=world.actor("willow"), reason="水已经停了")
    assert not {Verb.CALL_MORE, Verb.LET_GO} & offered(matter, world.actor("willow"))
    with pytest.raises(Refusal, match="Nobody is called"):
        more(world, matter)


def test_who_was_called_by_mistake_does_not_have_to_come(world: World):
    matter = called_out(world)
    drop(world, matter)
    row = turnout(world, "power")
    assert (row.mistaken, row.excuse) == (True, "叫错了")
    assert not row.is_missing(AT + timedelta(days=1))
    assert not Matter.objects.visible_to(world.actor("power")).exists()
    assert json.loads(Event.objects.get(verb="let_go").data)["unit"] == world.units["power"].pk
    assert Whistle.objects.get().ended_at is None


def test_it_may_be_called_again(world: World):
    matter = called_out(world)
    drop(world, matter)
    assert more(world, matter, "power").excused_at is None
    assert Turnout.objects.filter(unit=world.units["power"]).count() == 2


def test_the_last_one_waited_for_being_let_go_ends_it(world: World):
    matter = called_out(world)
    come(world, matter, "water")
    report(matter, by=world.actor("water"), text="阀门已关")
    drop(world, matter)
    assert Whistle.objects.get().end == Whistle.End.DONE


def test_a_whistle_calls_somebody(world: World):
    matter = called_out(world)
    drop(world, matter)
    with pytest.raises(Refusal, match="Nobody but 水务科 is called"):
        drop(world, matter, "water")


def test_nobody_is_let_go_without_a_reason_twice_or_after_coming(world: World):
    matter = called_out(world)
    with pytest.raises(Refusal, match="why it was a mistake"):
        drop(world, matter, reason=" ")
    come(world, matter, "water")
    with pytest.raises(Refusal, match="水务科 has come"):
        drop(world, matter, "water")
    drop(world, matter)
    with pytest.raises(Refusal, match="供电科 has come, or is let go already"):
        drop(world, matter)


def test_the_called_do_not_let_themselves_go(world: World):
    with pytest.raises(Forbidden):
        drop(world, called_out(world), by="power")


def test_called_twice_by_two_it_is_called_once(world: World):
    matter = called_out(world)
    more(world, matter)
    with pytest.raises(Conflict):
        more(world, matter)
