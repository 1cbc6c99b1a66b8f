"""The first step does not wait for the sorting: it opens with the receipt, and its clock runs from there."""

from datetime import timedelta

import pytest

from qiaomen.catalogue.actions import add_item, adopt_procedure
from qiaomen.catalogue.models import Item
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel.actors import machine
from qiaomen.kernel.calendar import calendar_now
from qiaomen.kernel.limits import Limit, LimitUnit
from qiaomen.kernel.models import Event
from qiaomen.matters import step_sweeps, tasks
from qiaomen.matters.actions.assigning import assign
from qiaomen.matters.actions.receiving import receive_many
from qiaomen.matters.actions.sending_back import send_back_step
from qiaomen.matters.actions.sorting import classify
from qiaomen.matters.actions.stepping import complete_step
from qiaomen.matters.channels import Channel
from qiaomen.matters.intake import Told
from qiaomen.matters.models import Matter, MatterStep
from qiaomen.matters.tests.procedures.ways import later
from tests.world import MONDAY, World

HEAD = 'code = "way"\nname = "示例流程"\n'
DECIDE = '[[step]]\ncode = "decide"\nname = "受理"\nlimit = "15 calendar_days"\nactor = "desk"\n'
LOOK = '[[step]]\ncode = "look"\nname = "查看"\nlimit = "2 workdays"\n'
FIFTEEN = Limit(15, LimitUnit.CALENDAR_DAYS)


def item(world: World, steps: str) -> Item:
    version = adopt_procedure(HEAD + steps, by=world.console)
    return add_item(code="W1", terms=Terms(name="示例事项", procedure=str(version)), by=world.console)


@pytest.fixture
def petition(world: World) -> Item:
    return item(world, DECIDE + LOOK)


def fifteen_days_on(matter: Matter):
    return calendar_now().due(matter.received_at, FIFTEEN)


def test_it_opens_with_the_receipt_and_counts_from_it(world: World, petition: Item):
    matter = world.receive(item=petition, received_at=MONDAY - timedelta(days=3))
    step = matter.steps.get()
    assert (step.code, step.unit, step.due_at) == ("decide", world.units["JY"], fifteen_days_on(matter))
    assert Event.objects.get(stream=matter.stream, verb="begin").by == "machine/procedure"


def test_it_counts_from_the_receipt_too_when_the_item_is_decided_later(world: World, petition: Item):
    matter = world.receive()
    with later(days=6):
        classify(matter, by=world.actor("clerk"), item=petition)
    assert matter.steps.get().due_at == fifteen_days_on(matter)


def test_the_desk_is_reminded_before_the_day_and_once_more_after_it(world: World, petition: Item):
    step = world.receive(item=petition).steps.get()
    for day, reminded in ((13, 0), (14, 1), (16, 1), (19, 2), (26, 2)):
        with later(days=day):
            tasks.keep_to_steps.func()
        events = Event.objects.filter(verb="remind_step", stream=step.matter.stream)
        assert events.count() == reminded, day


def test_the_reminder_goes_to_the_desk(world: World, petition: Item):
    matter = world.receive(item=petition)
    with later(days=15):
        step_sweeps.remind(by=machine("escalation"))
    assert f'"unit":{world.units["JY"].pk}' in Event.objects.get(verb="remind_step").data.replace(" ", "")
    assert matter.steps.get().reminded_at is not None


def test_what_was_sent_back_has_its_time_again(world: World, petition: Item):
    matter = world.receive(item=petition)
    clerk = world.actor("clerk")
    complete_step(matter, by=clerk, code="decide", filled={})
    with later(days=14):
        send_back_step(matter, by=clerk, code="decide", reason="没有写明")
        assert matter.steps.get(ended_at=None).due_at > fifteen_days_on(matter) + timedelta(days=13)


def test_a_unit_has_its_time_from_its_assignment(world: World):
    matter = world.receive(item=item(world, LOOK))
    assert not matter.steps.exists()
    assert not Event.objects.filter(stream=matter.stream, verb="begin").exists()
    with later(days=7):
        assign(matter, by=world.actor("clerk"), unit=world.units["water"])
        assert matter.steps.get().due_at > MONDAY + timedelta(days=8)


def test_in_a_list_each_begins_but_what_is_taken_in_for_the_record(world: World, petition: Item):
    told = [Told(f"list:{at}", Channel.PHONE, "旧事", item=petition, history=at == 2) for at in range(3)]
    receive_many(told, by=world.actor("clerk"))
    assert MatterStep.objects.filter(code="decide").count() == 2
