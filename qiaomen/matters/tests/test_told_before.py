"""What may be the same is found while somebody is still telling it."""

from datetime import timedelta

import pytest

from qiaomen.catalogue.models import SUPERVISION, Item
from qiaomen.kernel import clock
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.actions.joining import tell_again
from qiaomen.matters.actions.sorting import merge
from qiaomen.matters.channels import Channel
from qiaomen.matters.intake import Fate, Told
from qiaomen.matters.models import Matter
from qiaomen.matters.states import State
from qiaomen.matters.tests.walks import answered, closed
from qiaomen.matters.told_before import told_before
from tests.world import MONDAY, World

SAID = "楼道里的路灯坏了快一个月，晚上老人看不见台阶。"
TYPED = "楼道路灯坏了，晚上看不见"
PARTLY = "楼道路灯坏了，请派人来"
NAMELESS = "电梯坏了快一个月，老人买菜都下不了楼。"
OTHER = "小区门口的早餐摊天天占道，油烟很大。"


def found(world: World, words: str, place: str = "grid", login: str = "clerk") -> list[str]:
    where = world.places[place] if place else None
    return [echo.matter.body for echo in told_before(words, where, by=world.actor(login))]


def test_the_same_problem_of_the_same_place_is_found_by_a_part_of_its_words(world: World):
    world.receive(body=OTHER)
    world.receive(body=SAID)
    assert found(world, PARTLY) == [SAID]


def test_the_same_problem_elsewhere_is_another_one(world: World):
    world.receive(body=SAID, place=world.places["cassia"])
    assert found(world, TYPED) == []


@pytest.mark.parametrize("place", ["", "cassia"])
def test_what_says_nearly_the_same_is_found_where_it_is_not_known_exactly(world: World, place: str):
    world.receive(body=NAMELESS, place=world.places["street"])
    assert found(world, NAMELESS[:-6], place) == [NAMELESS]
    assert found(world, "电梯坏了，请派人来看看", place) == []


def test_two_words_are_too_few(world: World):
    world.receive(body=SAID)
    assert found(world, "路灯") == []


def test_what_was_closed_long_ago_is_told_anew(world: World):
    closed(world, body=SAID)
    assert found(world, TYPED) == [SAID]
    with clock.told(MONDAY + timedelta(days=31)):
        assert found(world, TYPED) == []


def test_nobody_learns_of_what_they_may_not_see(world: World):
    world.receive(body=SAID)
    Item.objects.get(code=SUPERVISION).versions.update(visibility="confidential")
    world.receive(body=SAID, item=Item.objects.get(code=SUPERVISION), by=world.actor("secret"))
    assert found(world, TYPED, login="elsewhere") == []
    assert len(found(world, TYPED, login="secret")) == 1


def test_what_is_merged_is_found_where_it_is_worked(world: World):
    lead, merged = world.receive(body=OTHER), world.receive(body=SAID)
    merge(merged, by=world.actor("clerk"), into=lead)
    assert found(world, TYPED) == []


def again(world: World, into: Matter, key: str = "desk:1"):
    told = Told(key=key, channel=Channel.PHONE, body=TYPED, phone="15400000002")
    return tell_again(told, into=into, by=world.actor("clerk"))


def test_a_caller_becomes_one_more_voice_once(world: World):
    lead = answered(world, body=OTHER) and world.receive(body=SAID)
    receipts = [again(world, lead) for _time in range(2)]
    assert [receipt.fate for receipt in receipts] == [Fate.NEW, Fate.ALREADY]
    matter = Matter.objects.get(number=receipts[0].number)
    assert (matter.state, matter.merged_into, matter.place) == (State.MERGED, lead, lead.place)


def test_what_has_ended_takes_no_voice_in_and_nothing_is_written(world: World):
    lead = closed(world, body=SAID)
    with pytest.raises(Refusal, match="no longer open"):
        again(world, lead)
    assert Matter.objects.count() == 1
