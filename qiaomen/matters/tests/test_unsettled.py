"""What may be about anybody is seen by the desk alone, until it has said whom it is about or passed it on."""

import pytest

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.models import Item
from qiaomen.kernel.actors import machine
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.actions.assigning import assign
from qiaomen.matters.actions.closing import withdraw
from qiaomen.matters.actions.handling import answer
from qiaomen.matters.actions.sorting import accuse, classify, merge
from qiaomen.matters.actions.supervising import supervise
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Outcome, State, Verb
from qiaomen.matters.tests.walks import grant, handling
from qiaomen.people.actions import add_unit, appoint
from qiaomen.people.models import Role, Unit
from tests.world import STAFF, World

DESK = {"clerk", "coordinator", "secret"}


def readers(world: World, matter: Matter) -> set[str]:
    return {login for login in STAFF if matter in Matter.objects.visible_to(world.actor(login))}


def unread(world: World, **said) -> Matter:
    return world.receive(by=world.resident, body="居委会的人收了钱不办事", **said)


def complaint(world: World) -> Matter:
    return world.receive(by=world.actor("grid"), kind=MatterKind.COMPLAINT)


@pytest.mark.parametrize("told", [unread, complaint])
def test_what_nobody_has_looked_at_is_seen_by_the_desk_alone(world: World, told):
    matter = told(world)
    assert readers(world, matter) == DESK
    for login in STAFF:
        assert world.actor(login).may(Permission.MATTER_READ, matter.scope) == (login in DESK), login


def test_a_clerk_outside_the_desk_is_none_of_it(world: World):
    appoint(
        world.people["willow"],
        unit=world.units["willow"],
        place=world.places["street"],
        role=Role.objects.get(code="clerk"),
        from_day=world.people["willow"].posts.get().from_day,
        by=world.console,
    )
    assert unread(world) not in Matter.objects.visible_to(world.actor("willow"))


@pytest.mark.parametrize("way", ["no unit", "given to one", "answered", "declined", "no complaint"])
def test_once_the_desk_has_dealt_with_it_the_place_sees_it(world: World, way: str):
    matter, clerk = unread(world), world.actor("clerk")
    match way:
        case "no unit":
            accuse(matter, by=clerk, unit=None)
        case "given to one":
            assign(matter, by=clerk, unit=world.units["water"])
        case "answered":
            answer(matter, by=clerk, outcome=Outcome.EXPLAINED, text="已说明。")
        case "declined":
            grant(world, matter, Verb.DECLINE, by="clerk", told="请找法院。")
        case "no complaint":
            classify(matter, by=clerk, item=Item.objects.get(code="unsorted"), kind=MatterKind.HELP)
    assert readers(world, matter) >= {"grid", "leader", "auditor"}


def test_sorted_as_a_complaint_it_waits_to_be_said_whom_it_is_about(world: World):
    matter, clerk = unread(world), world.actor("clerk")
    classify(matter, by=clerk, item=matter.item, kind=MatterKind.COMPLAINT)
    assert readers(world, matter) == DESK
    accuse(matter, by=clerk, unit=world.units["willow"])
    assert readers(world, matter) == DESK | {"leader", "auditor"}


def test_taken_back_unread_it_stays_with_the_desk(world: World):
    matter = unread(world)
    withdraw(matter, by=world.resident)
    assert (matter.state, readers(world, matter)) == (State.CLOSED, DESK)


def test_what_a_clerk_writes_down_is_said_by_whom_they_name(world: World):
    assert not world.receive(kind=MatterKind.COMPLAINT).unsettled
    assert not world.receive(by=world.actor("grid")).unsettled
    assert world.receive(by=machine("import")).unsettled
    assert not world.receive(by=machine("import"), history=True).unsettled


def test_an_accused_desk_hands_the_matter_to_the_desk_above(world: World):
    above = add_unit(
        code="QU", name="区受理中心", kind=Unit.Kind.DESK, place=world.places["house"], by=world.console
    )
    told, said = unread(world), world.receive(about_unit=world.units["JY"])
    accuse(told, by=world.actor("clerk"), unit=world.units["JY"])
    for matter in (told, said):
        assert (matter.desk, matter.unit, matter.about_unit) == (above, above, world.units["JY"])
        assert readers(world, matter).isdisjoint(DESK)


def test_without_a_desk_above_it_is_the_unit_above(world: World):
    desk = add_unit(
        code="willow-desk",
        name="柳岸受理点",
        kind=Unit.Kind.DESK,
        place=world.places["willow"],
        parent=world.units["street"],
        by=world.console,
    )
    Unit.objects.filter(pk=world.units["JY"].pk).update(kind=Unit.Kind.OTHER)
    assert world.receive(about_unit=desk).desk == world.units["street"]


def test_a_desk_with_nobody_above_it_is_told_so(world: World):
    matter = unread(world)
    with pytest.raises(Refusal, match="Nobody stands above 柳荫诉求受理中心"):
        accuse(matter, by=world.actor("clerk"), unit=world.units["JY"])
    with pytest.raises(Refusal, match="Nobody stands above"):
        world.receive(about_unit=world.units["JY"])


def test_it_is_not_given_to_who_stands_below_the_accused(world: World):
    matter = world.receive(about_unit=world.units["street"])
    with pytest.raises(Refusal, match="The complaint is about 柳荫街道办事处"):
        assign(matter, by=world.actor("clerk"), unit=world.units["willow"])


def test_it_is_not_merged_into_what_the_accused_sees(world: World):
    lead, accusing = handling(world), world.receive(about_unit=world.units["water"])
    with pytest.raises(Refusal, match="worked apart"):
        merge(accusing, by=world.actor("clerk"), into=lead)
    same = world.receive(about_unit=world.units["water"])
    merge(accusing, by=world.actor("clerk"), into=same)


def test_merged_it_has_been_looked_at(world: World):
    matter = unread(world)
    merge(matter, by=world.actor("clerk"), into=handling(world))
    assert not matter.unsettled


def test_an_order_to_report_on_it_does_not_reach_the_accused(world: World):
    matter = world.receive(about_unit=world.units["willow"])
    assign(matter, by=world.actor("clerk"), unit=world.units["street"])
    order = supervise(matter, by=world.actor("coordinator"), order="三日内报告")
    assert order not in Matter.objects.visible_to(world.actor("grid"))
