"""The whistle: several offices are called to the spot, answer, come, report; who may, and what is refused."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from qiaomen.kernel import clock
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Conflict, Forbidden, Refusal
from qiaomen.matters.actions.assigning import accept
from qiaomen.matters.actions.assisting import report
from qiaomen.matters.actions.handling import answer
from qiaomen.matters.actions.sorting import prioritise
from qiaomen.matters.actions.whistling import (
    end_whistle,
    respond,
)
from qiaomen.matters.models import Matter, Priority, Turnout, Whistle
from qiaomen.matters.offers import offered
from qiaomen.matters.states import Outcome, Verb
from qiaomen.matters.tests.walks import MEETING, called_out, with_community
from qiaomen.matters.tests.whistles import AT, blow, come, turnout
from qiaomen.matters.turnouts import is_over
from qiaomen.people.actions import end_unit
from tests.world import MONDAY, World

WHISTLE_VERBS = {Verb.RESPOND, Verb.ARRIVE, Verb.REPORT}


def test_a_community_calls_two_offices_and_both_see_the_matter(world: World):
    matter = called_out(world)
    row = Whistle.objects.get()
    assert (row.unit, row.meet_at, row.ended_at) == (world.units["willow"], AT, None)
    for login in ("water", "power"):
        seen = Matter.objects.visible_to(world.actor(login))
        assert list(seen) == [matter]
    told = json.loads(Event.objects.get(verb="whistle").data)
    assert told["called"] == [world.units["water"].pk, world.units["power"].pk]
    assert MEETING.spot not in Event.objects.get(verb="whistle").data


def test_the_desk_calls_before_any_unit_has_it(world: World):
    matter = world.receive()
    blow(world, matter, "water", by="clerk")
    assert matter in Matter.objects.visible_to(world.actor("water"))
    come(world, matter, "water")
    report(matter, by=world.actor("water"), text="阀门已关")
    assert Whistle.objects.get().end == Whistle.End.DONE


def test_answer_come_report_and_it_is_over_by_itself(world: World):
    matter = called_out(world)
    for code in ("water", "power"):
        respond(matter, by=world.actor(code), coming=True)
    come(world, matter, "water", "power")
    report(matter, by=world.actor("water"), text="阀门已关")
    assert not is_over(Whistle.objects.get())
    assert not Matter.objects.visible_to(world.actor("water")).exists()
    report(matter, by=world.actor("power"), text="已断电")
    row = Whistle.objects.get()
    assert is_over(row)
    assert row.end == Whistle.End.DONE
    assert json.loads(Event.objects.get(verb="end_whistle").data)["end"] == "done"


def test_the_answer_is_due_after_two_work_hours(world: World):
    with clock.told(MONDAY + timedelta(hours=1)):  # eleven: lunch lies between
        called_out(world)
    assert Turnout.objects.first().answer_due_at == MONDAY + timedelta(hours=4, minutes=30)


def test_in_an_emergency_after_half_an_hour_of_any_day(world: World):
    matter = with_community(world)
    prioritise(matter, by=world.actor("clerk"), priority=Priority.EMERGENCY)
    night = MONDAY + timedelta(hours=15)
    with clock.told(night):
        blow(world, matter, "water", at=night + timedelta(hours=1))
    assert Turnout.objects.first().answer_due_at == night + timedelta(minutes=30)


def test_never_after_the_meeting_and_when_it_was_told_then(world: World):
    soon = MONDAY + timedelta(minutes=40)
    blow(world, with_community(world), "water", at=soon)
    assert Turnout.objects.first().answer_due_at == soon
    blow(world, with_community(world), "power", answer_by=MONDAY + timedelta(minutes=5))
    assert Turnout.objects.last().answer_due_at == MONDAY + timedelta(minutes=5)


@pytest.mark.parametrize(
    ("codes", "said", "sentence"),
    [
        ((), {}, "at least one office"),
        (("water", "water"), {}, "水务科 is named twice"),
        (("willow",), {}, "柳岸社区居委会 has this matter"),
        (("firm",), {}, "样例物业 is a company"),
        (("far",), {}, "is a desk"),
        (("water",), {"at": MONDAY}, "has passed"),
        (("water",), {"at": MONDAY + timedelta(days=31)}, "more than 30 days"),
        (("water",), {"answer_by": MONDAY}, "between now and the meeting"),
        (("water",), {"answer_by": AT + timedelta(minutes=1)}, "between now and the meeting"),
        (("water",), {"spot": " "}, "where to meet"),
        (("water",), {"task": ""}, "why the offices"),
    ],
)
def test_what_cannot_be_called(world: World, codes, said, sentence: str):
    matter = with_community(world)
    with pytest.raises(Refusal, match=sentence):
        blow(world, matter, *codes, **said)
    assert not Whistle.objects.exists()


def test_the_unit_that_it_is_about_is_not_called(world: World):
    matter = with_community(world, about_unit=world.units["power"])
    with pytest.raises(Refusal, match="complaint is about 供电科"):
        blow(world, matter, "power")


def test_a_unit_that_has_ended_is_not_called(world: World):
    end_unit(world.units["power"], on=clock.today(), by=world.console)
    with pytest.raises(Refusal, match="供电科 does not exist any more"):
        blow(world, with_community(world), "power")


def test_over_a_confidential_matter_nobody_is_called_together(world: World):
    matter = with_community(world)
    Matter.objects.update(confidential=True)
    with pytest.raises(Refusal, match="must not learn"):
        blow(world, matter, "water", by="secret")


def test_who_only_came_to_help_calls_nobody_else(world: World):
    matter = called_out(world)
    end_whistle(matter, by=world.actor("willow"), reason="改期")
    blow(world, matter, "water")
    assert Verb.WHISTLE not in offered(matter, world.actor("water"))
    with pytest.raises(Forbidden, match="those above it and the desk"):
        blow(world, matter, "power", by="water")


def test_one_whistle_at_a_time(world: World):
    matter = called_out(world)
    with pytest.raises(Conflict, match="柳岸社区居委会 has already called"):
        blow(world, matter, "street", by="clerk")
    assert Verb.WHISTLE not in offered(matter, world.actor("willow"))


def test_no_means_why(world: World):
    matter, water = called_out(world), world.actor("water")
    with pytest.raises(Refusal, match="nobody of yours can come"):
        respond(matter, by=water, coming=False, reason=" ")
    respond(matter, by=water, coming=False, reason="全员防汛")
    assert (turnout(world, "water").coming, turnout(world, "water").reason) == (False, "全员防汛")


def test_an_answer_may_change_and_its_first_time_stands(world: World):
    matter, water = called_out(world), world.actor("water")
    respond(matter, by=water, coming=False, reason="全员防汛")
    with pytest.raises(Conflict, match="already answered just this"):
        respond(matter, by=water, coming=False, reason="还是不行")
    with clock.told(MONDAY + timedelta(hours=1)):
        respond(matter, by=water, coming=True)
    assert (turnout(world, "water").coming, turnout(world, "water").answered_at) == (True, MONDAY)


def test_who_serves_two_offices_answers_for_both(world: World):
    matter, water, power = called_out(world), world.actor("water"), world.actor("power")
    both = replace(water, grants=water.grants + power.grants, units=water.units | power.units)
    for _office in range(2):
        respond(matter, by=both, coming=True)
    assert [turnout(world, code).coming for code in ("water", "power")] == [True, True]


def test_nobody_answers_or_comes_for_another_unit(world: World):
    matter = called_out(world)
    for act in (
        lambda: respond(matter, by=world.actor("clerk"), coming=True),
        lambda: come(world, matter, "clerk"),
    ):
        with pytest.raises(Forbidden, match="has not been called"):
            act()


def test_nobody_checks_in_the_day_before(world: World):
    with pytest.raises(Refusal, match="Check in when you are there"):
        come(world, called_out(world), "water", at=AT - timedelta(hours=2, minutes=1))


def test_checked_in_twice_counts_once(world: World):
    matter = called_out(world)
    come(world, matter, "water")
    with pytest.raises(Conflict, match="水务科 has already checked in"):
        come(world, matter, "water", at=AT + timedelta(minutes=5))
    assert turnout(world, "water").arrived_at == AT


def test_who_comes_late_is_late_by_so_much(world: World):
    matter = called_out(world)
    come(world, matter, "water")
    come(world, matter, "power", at=AT + timedelta(minutes=20))
    assert (turnout(world, "water").late_by, turnout(world, "power").late_by) == (None, timedelta(minutes=20))


def test_who_is_there_has_answered(world: World):
    come(world, called_out(world), "water")
    row = turnout(world, "water")
    assert (row.answered_at, row.coming) == (AT, True)


def test_a_report_follows_the_coming(world: World):
    matter = called_out(world)
    with pytest.raises(Refusal, match="First check in"):
        report(matter, by=world.actor("water"), text="好了")


def test_no_answer_while_others_are_on_their_way(world: World):
    matter, willow = called_out(world), world.actor("willow")
    accept(matter, by=willow)
    with pytest.raises(Refusal, match="First end the whistle"):
        answer(matter, by=willow, outcome=Outcome.SOLVED, text="好了")
    end_whistle(matter, by=willow, reason="水已经停了")
    answer(matter, by=willow, outcome=Outcome.SOLVED, text="好了")


def test_each_verb_is_offered_to_who_may_use_it(world: World):
    matter = called_out(world)
    water, willow = world.actor("water"), world.actor("willow")
    assert offered(matter, water) & WHISTLE_VERBS == {Verb.RESPOND, Verb.ARRIVE}
    assert {Verb.EXCUSE, Verb.END_WHISTLE} <= offered(matter, willow)
    come(world, matter, "water")
    assert offered(matter, water) & WHISTLE_VERBS == {Verb.REPORT}
    assert not offered(matter, willow) & WHISTLE_VERBS
