from datetime import timedelta
from uuid import uuid4

from qiaomen.field.tests.conftest import AsPhone, World
from qiaomen.kernel import clock
from qiaomen.matters.models import Matter, Round
from qiaomen.matters.rounds.actions import Wording, end_round, look, revise_round
from qiaomen.matters.rounds.tests.walked import with_a_round
from tests.world import MONDAY

AT = {"round": 1, "checkpoint": "东门消火栓"}
DAY = 24 * 60 * 60 * 1000


def test_a_phone_carries_the_rounds_that_are_due_where_its_person_walks(world: World, phone: AsPhone):
    with_a_round(world)
    assert phone("water").carries()["rounds"] == []
    look(Round.objects.get(), by=world.actor("grid"), checkpoint="三栋配电箱", on=MONDAY.date())
    (one,) = phone("grid").carries()["rounds"]
    assert (one["name"], one["place"], one["due"]) == ("消防巡查", "柳岸第一网格", "by March 8")
    assert [each["done"] for each in one["checkpoints"]] == [False, True]
    assert one["from"] <= MONDAY.timestamp() * 1000 < one["until"]
    assert one["until"] - one["from"] == 7 * DAY


def test_a_checkpoint_is_looked_at_once_however_often_it_arrives(world: World, phone: AsPhone):
    with_a_round(world)
    key = str(uuid4())
    first, again = (phone("grid").sends("look", key=key, **AT) for _time in range(2))
    assert (first.status_code, first.json()) == (200, again.json())
    assert Round.objects.get().looks.count() == 1
    assert phone("grid").carries()["rounds"][0]["checkpoints"][0]["done"]


def test_it_counts_on_the_day_on_which_it_was_done(world: World, phone: AsPhone):
    with_a_round(world)
    with clock.told(MONDAY + timedelta(days=9)):
        phone("grid").sends("look", age=8 * DAY, **AT)
    assert Round.objects.get().looks.get().day == (MONDAY + timedelta(days=1)).date()


def test_what_is_found_is_a_report_and_the_checkpoint_was_looked_at(world: World, phone: AsPhone):
    with_a_round(world)
    told = phone("grid").sends("finding", body="消火栓漏水", longitude="121.4", latitude="31.2", **AT).json()
    matter = Matter.objects.get(number=told["number"])
    assert (matter.place, matter.address) == (world.places["grid"], "东门消火栓")
    assert str(matter.longitude) == "121.400000"
    assert Round.objects.get().looks.get().found == matter


def test_what_is_found_is_told_though_the_round_has_ended_or_changed_meanwhile(world: World, phone: AsPhone):
    with_a_round(world)
    row, willow, grid = Round.objects.get(), world.actor("willow"), phone("grid")
    revise_round(row, wording=Wording("消防巡查", ["三栋配电箱"]), by=willow)
    assert grid.sends("finding", body="消火栓漏水", **AT).status_code == 200
    end_round(row, by=willow)
    assert grid.sends("finding", body="配电箱没锁", **AT).status_code == 200
    assert not row.looks.exists()


def test_a_look_at_what_is_not_asked_any_more_is_refused_with_its_reason(world: World, phone: AsPhone):
    with_a_round(world)
    row = Round.objects.get()
    refused = phone("grid").sends("look", round=1, checkpoint="没有这处")
    assert (refused.status_code, "does not ask for this checkpoint" in refused.json()["refusal"]) == (
        422,
        True,
    )
    end_round(row, by=world.actor("willow"))
    refused = phone("grid").sends("look", **AT)
    assert (refused.status_code, "You can give this up" in refused.json()["refusal"]) == (403, True)
