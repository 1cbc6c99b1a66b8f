"""How long an office that is called has is laid down by the house, from the next call on."""

import json
from datetime import timedelta

import pytest

from qiaomen.kernel import clock
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.matters.actions.sorting import prioritise
from qiaomen.matters.actions.whistle_limits import limit_whistles
from qiaomen.matters.actions.whistle_roll import call_more
from qiaomen.matters.actions.whistling import Called
from qiaomen.matters.models import Matter, OwnWhistleLimits, Priority, Turnout
from qiaomen.matters.tests.test_whistle_sweeps import urged
from qiaomen.matters.tests.walks import called_out, with_community
from qiaomen.matters.tests.whistles import AT, blow, turnout
from qiaomen.matters.whistle_limits import SHIPPED, whistle_limits
from tests.world import MONDAY, World

OWN = {"answer": "1 work_hours", "answer_emergency": "10 minutes", "come": "2 hours", "come_emergency": ""}


def in_an_emergency(world: World) -> Matter:
    matter = with_community(world)
    prioritise(matter, by=world.actor("clerk"), priority=Priority.EMERGENCY)
    return matter


def test_without_an_hour_the_offices_come_as_fast_as_is_laid_down(world: World):
    blow(world, with_community(world), "water", at=None)
    blow(world, in_an_emergency(world), "power", at=None)
    assert turnout(world, "water").meet_at == MONDAY + timedelta(hours=5, minutes=30)  # four, and lunch
    assert turnout(world, "power").meet_at == MONDAY + timedelta(hours=1)


def test_the_next_call_goes_by_the_limits_of_the_house_and_a_running_one_keeps_its_times(world: World):
    called_out(world)
    limit_whistles(OWN, by=world.console)
    assert turnout(world, "water").answer_due_at == MONDAY + timedelta(hours=2)
    blow(world, with_community(world), "street", at=None)
    row = turnout(world, "street")
    assert (row.answer_due_at, row.meet_at) == (MONDAY + timedelta(hours=1), MONDAY + timedelta(hours=2))
    blow(world, in_an_emergency(world), "power", at=None)
    assert Turnout.objects.last().answer_due_at == MONDAY + timedelta(minutes=10)


def test_the_superior_is_told_after_as_long_again(world: World):
    limit_whistles(OWN, by=world.console)
    blow(world, with_community(world), "water")
    assert len(urged(MONDAY + timedelta(hours=1, minutes=1))) == 1
    assert urged(MONDAY + timedelta(hours=1, minutes=59)) == []
    assert len(urged(MONDAY + timedelta(hours=2))) == 1


def test_whoever_is_called_when_the_others_have_met_comes_as_fast_as_is_laid_down(world: World):
    matter, later = called_out(world), AT + timedelta(hours=1)
    with clock.told(later):
        call_more(matter, by=world.actor("willow"), called=Called(world.units["street"]))
    assert Turnout.objects.last().meet_at == AT + timedelta(hours=6, minutes=30)


def test_each_change_is_told_and_empty_is_the_programs_own(world: World):
    limit_whistles(OWN, by=world.console)
    limit_whistles({**OWN, "answer": ""}, by=world.console)
    assert whistle_limits().answer == SHIPPED.answer
    first, second = (json.loads(event.data)["set"] for event in Event.objects.filter(verb="limit"))
    assert (first, second) == (OWN, {"answer": ""})


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("0 hours", "from 1 to"), ("soon", "is not a limit"), ("31 calendar_days", "longer than 30 days")],
)
def test_what_is_no_limit_for_a_whistle(world: World, text: str, sentence: str):
    with pytest.raises(Refusal, match=sentence):
        limit_whistles({**OWN, "come": text}, by=world.console)
    assert not OwnWhistleLimits.objects.exists()


def test_the_same_again_is_refused_and_not_everybody_may(world: World):
    limit_whistles(OWN, by=world.console)
    with pytest.raises(Refusal, match="hold already"):
        limit_whistles(OWN, by=world.console)
    with pytest.raises(Forbidden):
        limit_whistles({**OWN, "come": ""}, by=world.actor("clerk"))
