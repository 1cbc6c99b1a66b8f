"""The same concern told again is proposed for merging, with the reason."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qiaomen.catalogue.models import SUPERVISION, Item
from qiaomen.kernel import clock
from qiaomen.matters.actions.closing import withdraw
from qiaomen.matters.actions.sorting import merge
from qiaomen.matters.copies import possible_copies
from qiaomen.matters.models import Matter
from tests.world import MONDAY, World

SAID = "三单元一楼的路灯坏了快一个月，晚上老人出门看不见台阶，请尽快派人来修。"
ALIKE = "三单元一楼的路灯坏了快一个月，晚上老人出门看不见台阶，请尽快派人来修吧！谢谢。"
RATHER = "三单元一楼的路灯坏了快一个月，晚上老人出门看不见台阶，上次说好有人来，到现在没有动静。"
OTHER = "小区门口的早餐摊天天占道，油烟很大，请管一管。"
ELSE = "10000000002"


def found(world: World, matter: Matter, login: str = "clerk") -> list[str]:
    return [copy.matter.body for copy in possible_copies(matter, by=world.actor(login))]


def test_the_same_words_by_somebody_else_are_a_copy(world: World):
    world.receive(body=SAID, phone=ELSE)
    assert found(world, world.receive(body=ALIKE)) == [SAID]


def test_the_same_trouble_of_the_same_place_in_other_words_is_one_too(world: World):
    world.receive(body=RATHER, phone=ELSE)
    assert found(world, world.receive(body=SAID)) == [RATHER]


def test_the_same_trouble_elsewhere_is_another_problem(world: World):
    world.receive(body=SAID, phone=ELSE, place=world.places["cassia"])
    assert found(world, world.receive(body=SAID)) == []


def test_another_concern_of_the_same_person_is_no_copy(world: World):
    world.receive(body=OTHER)
    assert found(world, world.receive(body=SAID)) == []


def test_the_reason_is_said_and_the_most_alike_comes_first(world: World):
    world.receive(body=RATHER)
    world.receive(body=ALIKE, phone=ELSE)
    first, second = possible_copies(world.receive(body=SAID), by=world.actor("clerk"))
    assert (first.matter.body, second.matter.body) == (ALIKE, RATHER)
    assert first.because.startswith("the same place and trouble, ")
    assert second.because.startswith("told by the same person · the same place")


@pytest.mark.parametrize("text", ["漏水", "The lift in building 3 is broken again, please repair it soon."])
def test_short_and_english_texts_have_copies_too(world: World, text: str):
    world.receive(body=text, phone=ELSE)
    assert found(world, world.receive(body=text)) == [text]


def test_nobody_learns_of_what_they_may_not_see(world: World):
    world.receive(body=SAID, place=world.places["far"], by=world.actor("elsewhere"))
    assert found(world, world.receive(body=SAID)) == []


def test_what_is_merged_already_is_not_proposed(world: World):
    into = world.receive(body=SAID)
    merged = world.receive(body=SAID)
    merge(merged, by=world.actor("clerk"), into=into)
    assert found(world, into) == []
    assert found(world, merged) == found(world, world.receive(body=ALIKE)) == [SAID]


def test_an_old_one_is_a_copy_only_while_it_is_open(world: World):
    old = world.receive(body=SAID)
    ended = world.receive(body=ALIKE)
    withdraw(ended, by=world.actor("clerk"), said="来电撤回")
    assert found(world, old) == [ALIKE]
    with clock.told(MONDAY + timedelta(days=91)):
        assert found(world, world.receive(body=SAID)) == [SAID]


def test_confidential_matters_have_no_copies_and_are_none(world: World):
    Item.objects.get(code=SUPERVISION).versions.update(visibility="confidential")
    told = {"item": Item.objects.get(code=SUPERVISION), "by": world.actor("secret")}
    hidden = world.receive(body=SAID, **told)
    assert found(world, hidden, "secret") == []
    assert found(world, world.receive(body=SAID), "secret") == []


def test_the_queries_do_not_grow_with_the_matters(world: World):
    """Who told, the community, what is known of the words, twice, and the candidates."""

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            possible_copies(matter, by=clerk)
        return len(asked)

    clerk, matter = world.actor("clerk"), world.receive(body=SAID)
    world.receive(body=SAID)
    queries()  # item and place of the matter are read once
    few = queries()
    for _copy in range(10):
        world.receive(body=SAID)
    assert queries() == few <= 5
