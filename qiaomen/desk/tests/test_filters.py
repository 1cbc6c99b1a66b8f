"""Filters and orders of a queue: they stand in the address, and each is taken away by one click."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qiaomen.catalogue.actions import add_item, end_item
from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.terms import Terms
from qiaomen.desk.tests.posting import words
from qiaomen.desk.tests.test_queues import fill
from qiaomen.kernel import clock
from qiaomen.matters.actions.sorting import prioritise
from qiaomen.matters.actions.speaking import note
from qiaomen.matters.channels import Channel
from qiaomen.matters.models import Priority
from qiaomen.matters.tests import walks


def listed(client, queue: str = "all", **asked) -> list[str]:
    return [line.number for line in client.get(f"/desk/queues/{queue}/", asked).context["lines"]]


def test_an_item_is_named_by_a_part_of_its_name_or_its_code_and_holds_what_is_below(world, clerk):
    above = add_item(code="S1", terms=Terms(name="供水"), by=world.console)
    below = add_item(code="S2", terms=Terms(name="停水"), parent=above, by=world.console)
    matter, _other = world.receive(item=below), world.receive()
    assert (
        listed(clerk, item="供水") == listed(clerk, item="S1") == listed(clerk, item="停") == [matter.number]
    )


def test_an_exact_name_is_meant_alone(world, clerk):
    item = add_item(code="S1", terms=Terms(name="停水"), by=world.console)
    longer = add_item(code="S2", terms=Terms(name="停水停电"), by=world.console)
    matter, other = world.receive(item=item), world.receive(item=longer)
    assert listed(clerk, item="停水") == [matter.number]
    assert listed(clerk, item="停") == [other.number, matter.number]


def test_a_place_holds_what_lies_below_it(world, clerk):
    matter, other = world.receive(), world.receive(place=world.places["cassia"])
    assert listed(clerk, place="柳岸") == [matter.number]
    assert listed(clerk, place=world.places["cassia"].code) == [other.number]


def test_a_unit_is_who_has_it_now(world, clerk):
    matter, _other = walks.assigned(world), world.receive()
    assert listed(clerk, unit="水务") == [matter.number]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ({"state": "assigned"}, True),
        ({"state": "received"}, False),
        ({"channel": "letter"}, False),
        ({"kind": "praise"}, False),
        ({"priority": "1"}, True),
        ({"age": "30"}, False),
        ({"since": "2026-03-02"}, True),
        ({"until": "2026-03-01"}, False),
    ],
)
def test_each_filter_leaves_what_it_says(world, clerk, asked, first):
    with clock.told(clock.now() - timedelta(days=40)):
        old = world.receive(channel=Channel.LETTER, kind=MatterKind.PRAISE)
    matter = walks.assigned(world)
    prioritise(matter, by=world.actor("clerk"), priority=Priority.EMERGENCY)
    assert listed(clerk, **asked) == [(matter if first else old).number]


def test_not_yet_closed_leaves_out_what_is(world, clerk):
    _closed, matter = walks.closed(world), world.receive()
    assert listed(clerk, state="open") == [matter.number]


def test_due_dates_are_those_of_what_is_not_answered(world, clerk):
    matter, _answered = world.receive(), walks.answered(world)
    with clock.told(matter.due_at - timedelta(hours=1)):
        assert listed(clerk, due="today") == listed(clerk, due="3") == [matter.number]
        assert listed(clerk, due="overdue") == []
    with clock.told(matter.due_at - timedelta(days=2)):
        assert (listed(clerk, due="today"), listed(clerk, due="3")) == ([], [matter.number])
    with clock.told(matter.due_at + timedelta(hours=1)):
        assert (listed(clerk, due="today"), listed(clerk, due="overdue")) == ([], [matter.number])


def test_filters_join_and_each_chip_takes_one_away(world, clerk):
    matter, _other = walks.assigned(world), world.receive()
    shown = clerk.get("/desk/queues/all/", {"unit": "水务", "state": "assigned", "sort": "changed"})
    assert [line.number for line in shown.context["lines"]] == [matter.number]
    chips = {chip.text: chip.without for chip in shown.context["chips"]}
    assert chips == {
        "With: 水务": "?state=assigned&sort=changed",
        "State: assigned": "?unit=%E6%B0%B4%E5%8A%A1&sort=changed",
    }


def test_a_chip_says_the_name_of_what_was_chosen_by_its_code(world, clerk):
    shown = clerk.get("/desk/queues/all/", {"place": "grid", "unit": "water"})
    assert [chip.text for chip in shown.context["chips"]] == ["Place: 柳岸第一网格", "With: 水务科"]


@pytest.mark.parametrize("queue", ["unit", "overdue"])
def test_every_queue_is_filtered(world, clerk, queue):
    matter = world.receive()
    with clock.told(matter.due_at + timedelta(minutes=1)):
        assert listed(clerk, queue, place="柳岸") == [matter.number]
        assert listed(clerk, queue, place="桂") == []


def test_the_sorting_queue_is_filtered(world, clerk):
    matter = world.receive()
    lines = clerk.get("/desk/queues/sorting/", {"place": "柳岸"}).context["lines"]
    assert [line.cells.number for line in lines] == [matter.number]
    assert clerk.get("/desk/queues/sorting/", {"place": "桂花"}).context["lines"] == []


def test_my_work_is_filtered_too(world, clerk):
    world.receive()
    assert clerk.get("/desk/", {"channel": "letter"}).context["lines"] == []


@pytest.mark.parametrize(
    "asked",
    [
        {"item": "火星"},
        {"due": "someday"},
        {"since": "31.31.31"},
        {"until": "9999-12-31"},
        {"sort": "luck"},
        {"place": "长" * 101},
    ],
)
def test_what_is_not_understood_is_said_beside_its_field(world, clerk, asked):
    world.receive()
    response = clerk.get("/desk/queues/all/", asked)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == list(asked)
    assert response.context["lines"] == []
    assert "Correct the filter that is marked" in words(response)


def test_an_item_that_has_ended_still_finds_its_matters(world, clerk):
    item = add_item(code="S1", terms=Terms(name="停水"), by=world.console)
    matter = world.receive(item=item)
    end_item(item, on=clock.today() + timedelta(days=1), by=world.console)
    assert "has ended" not in words(clerk.get("/desk/queues/all/", {"item": "S1"}))
    with clock.told(clock.now() + timedelta(days=2)):
        assert listed(clerk, item="S1") == [matter.number]
        assert "“停水” has ended: nothing new comes in here." in words(
            clerk.get("/desk/queues/all/", {"item": "S1"})
        )


def test_what_fits_nothing_says_what_to_do(world, clerk):
    world.receive()
    assert "Take one of them away." in words(clerk.get("/desk/queues/all/", {"kind": "praise"}))


def test_lists_are_ordered_by_date_arrival_or_change(world, clerk):
    with clock.told(clock.now() - timedelta(days=3)):
        early = world.receive()
    late = world.receive()
    assert listed(clerk, "unit", sort="received") == [late.number, early.number]
    with clock.told(clock.now() + timedelta(hours=1)):
        note(early, by=world.actor("clerk"), text="来电催问")
    assert (
        listed(clerk, "unit", sort="changed") == listed(clerk, sort="changed") == [early.number, late.number]
    )


def test_the_usual_order_need_not_stand_in_the_address(world, clerk):
    world.receive()
    shown = clerk.get("/desk/queues/all/", {"sort": "received"})
    assert (shown.status_code, shown.context["query"]) == (200, "")


def test_by_date_only_what_is_open_can_be_ordered(world, clerk):
    _closed, matter = walks.closed(world), world.receive()
    assert listed(clerk, sort="due") == [matter.number]


def test_pages_keep_filters_and_order(world, clerk):
    fill(world, 105)
    world.receive(channel=Channel.LETTER)
    asked = {"channel": "phone", "sort": "changed"}
    first = clerk.get("/desk/queues/all/", asked)
    assert 'href="?channel=phone&amp;sort=changed&amp;after=' in words(first)
    second = listed(clerk, **asked, after=first.context["next"])
    numbers = [line.number for line in first.context["lines"]] + second
    assert len(numbers) == len(set(numbers)) == 105


def test_filters_cost_the_same_however_much_they_leave(world, clerk):
    costs = []
    for _round in range(2):
        fill(world, 50)
        with CaptureQueriesContext(connection) as asked:
            clerk.get("/desk/queues/all/", {"item": "1", "place": "柳", "unit": "受理", "due": "3"})
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 10
