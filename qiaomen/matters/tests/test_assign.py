"""Assign, accept, return: the stack."""

from datetime import timedelta

import pytest

from qiaomen.kernel import clock
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.matters.actions.assigning import accept, assign, assign_finally, entrust
from qiaomen.matters.actions.requesting import request
from qiaomen.matters.models import Assignment, Matter
from qiaomen.matters.stack import active
from qiaomen.matters.states import State, Verb
from qiaomen.matters.tests.walks import assigned, grant, handling
from qiaomen.people.actions import end_unit
from tests.world import MONDAY, World


def to_the_office(world: World) -> Matter:
    matter = world.receive()
    assign(matter, by=world.actor("clerk"), unit=world.units["street"])
    return matter


def units_of(matter: Matter) -> list[str]:
    return [level.unit.code for level in active(matter)]


def test_the_desk_gives_it_to_a_unit_with_a_clock_of_its_own(world: World):
    matter = assigned(world)
    [level] = active(matter)
    assert (matter.state, matter.unit, level.from_unit) == (
        State.ASSIGNED,
        world.units["water"],
        world.units["JY"],
    )
    assert matter.unit_due_at == level.due_at
    assert level.due_at > MONDAY


def test_the_holder_passes_it_on_one_level_deeper(world: World):
    matter = to_the_office(world)
    assign(matter, by=world.actor("office"), unit=world.units["willow"])
    assert units_of(matter) == ["street", "willow"]
    assert matter.unit == world.units["willow"]


def test_the_holder_passes_it_only_downwards(world: World):
    with pytest.raises(Refusal, match="not below"):
        assign(to_the_office(world), by=world.actor("office"), unit=world.units["water"])


def test_the_desk_gives_it_to_another_unit_instead(world: World):
    matter = assigned(world)
    assign(matter, by=world.actor("clerk"), unit=world.units["power"])
    assert units_of(matter) == ["power"]
    assert matter.assignments.get(unit=world.units["water"]).end == Assignment.End.REPLACED


def test_a_return_goes_back_to_whoever_assigned_it(world: World):
    matter = to_the_office(world)
    assign(matter, by=world.actor("office"), unit=world.units["willow"])
    grant(world, matter, Verb.RETURN, by="willow")
    assert (matter.state, matter.unit, units_of(matter)) == (
        State.RECEIVED,
        world.units["street"],
        ["street"],
    )


def test_the_level_above_may_take_it_up_itself(world: World):
    matter = to_the_office(world)
    assign(matter, by=world.actor("office"), unit=world.units["willow"])
    grant(world, matter, Verb.RETURN, by="willow")
    assign(matter, by=world.actor("office"), unit=world.units["street"])
    assert (matter.state, units_of(matter)) == (State.ASSIGNED, ["street"])


def test_after_two_returns_only_a_final_assignment_is_left(world: World):
    matter = assigned(world)
    grant(world, matter, Verb.RETURN, by="water")
    assign(matter, by=world.actor("clerk"), unit=world.units["power"])
    grant(world, matter, Verb.RETURN, by="power")
    with pytest.raises(Refusal, match="finally"):
        assign(matter, by=world.actor("clerk"), unit=world.units["water"])
    assign_finally(
        matter, by=world.actor("coordinator"), unit=world.units["water"], minutes="会议决定由水务科办理。"
    )
    with pytest.raises(Refusal, match="finally"):
        request(matter, Verb.RETURN, by=world.actor("water"), reason="不是我们的")


def test_a_final_assignment_needs_minutes_and_a_coordinator(world: World):
    matter = world.receive()
    with pytest.raises(Refusal, match="minutes"):
        assign_finally(matter, by=world.actor("coordinator"), unit=world.units["water"], minutes=" ")
    with pytest.raises(Forbidden):
        assign_finally(matter, by=world.actor("clerk"), unit=world.units["water"], minutes="会议")


def test_a_final_matter_stays_where_it_is(world: World):
    matter = world.receive()
    assign_finally(matter, by=world.actor("coordinator"), unit=world.units["water"], minutes="会议")
    with pytest.raises(Refusal, match="finally"):
        assign(matter, by=world.actor("clerk"), unit=world.units["power"])


def test_a_complaint_about_a_unit_is_never_given_to_it(world: World):
    matter = world.receive(about_unit=world.units["water"])
    with pytest.raises(Refusal, match="about"):
        assign(matter, by=world.actor("clerk"), unit=world.units["water"])


def test_a_unit_never_sees_a_complaint_about_itself(world: World):
    matter = world.receive(about_unit=world.units["water"])
    assign(matter, by=world.actor("clerk"), unit=world.units["power"])
    assert not Matter.objects.visible_to(world.actor("water")).exists()
    with pytest.raises(Forbidden):
        accept(matter, by=world.actor("water"))


def test_units_that_ended_get_nothing(world: World):
    end_unit(world.units["power"], on=clock.today(), by=world.console)
    with pytest.raises(Refusal, match="does not exist"):
        assign(world.receive(), by=world.actor("clerk"), unit=world.units["power"])


def test_a_desk_gets_nothing(world: World):
    with pytest.raises(Refusal, match="desk sorts"):
        assign(world.receive(), by=world.actor("clerk"), unit=world.units["JY"])


def test_nobody_gets_it_twice(world: World):
    with pytest.raises(Refusal, match="already"):
        assign(assigned(world), by=world.actor("clerk"), unit=world.units["water"])


def test_only_the_holder_accepts(world: World):
    matter = assigned(world)
    with pytest.raises(Forbidden):
        accept(matter, by=world.actor("power"))
    accept(matter, by=world.actor("water"))
    assert (matter.state, active(matter)[0].accepted_at) == (State.HANDLING, MONDAY)


def test_somebody_whose_post_ended_yesterday_does_nothing(world: World):
    matter = assigned(world)
    world.people["water"].posts.update(to_day=MONDAY.date())
    with clock.told(MONDAY + timedelta(days=1)), pytest.raises(Forbidden):
        accept(matter, by=world.actor("water"))


def test_a_colleague_is_entrusted_and_a_stranger_is_not(world: World):
    matter = handling(world)
    entrust(matter, by=world.actor("water"), officer=world.people["water"])
    assert matter.officer == world.people["water"]
    with pytest.raises(Refusal, match="no post"):
        entrust(matter, by=world.actor("water"), officer=world.people["power"])
