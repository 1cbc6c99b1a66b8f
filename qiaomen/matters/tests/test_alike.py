import pytest

from qiaomen.matters.actions.speaking import release
from qiaomen.matters.alike import SHOWN, alike
from qiaomen.matters.models import Matter
from qiaomen.matters.tests.walks import answered
from tests.world import World

SUMMARY = "三单元水管漏水，正在更换阀门。"
WORDS = "我们三单元的水管漏水"


def shown(world: World, matter: Matter, summary: str = SUMMARY) -> Matter:
    release(matter, by=world.actor("clerk"), summary=summary)
    return matter


def test_what_sounds_alike_in_the_community_is_found(world: World):
    matter = shown(world, world.receive(place=world.places["willow"]))
    assert alike(WORDS, world.places["grid"]) == [matter]
    assert alike(WORDS, world.places["street"]) == [matter]


@pytest.mark.parametrize("words", ["路灯坏了", "", "水", "漏水"])
def test_what_sounds_otherwise_is_not(world: World, words: str):
    shown(world, world.receive())
    assert alike(words, world.places["grid"]) == []


def test_another_community_is_not_nearby(world: World):
    shown(world, world.receive())
    assert alike(WORDS, world.places["cassia"]) == []


def test_what_is_answered_is_not_offered(world: World):
    shown(world, answered(world))
    assert alike(WORDS, world.places["grid"]) == []


def test_nobody_can_try_what_a_resident_has_written(world: World):
    body = "示例居民住在三单元，家里漏水"
    shown(world, world.receive(body=body), "已派人查看，正在处理。")
    assert alike(body, world.places["grid"]) == []


def test_the_most_alike_come_first_and_only_a_few(world: World):
    for number in range(SHOWN + 1):
        shown(world, world.receive(), f"第{number}处水管漏水，正在更换阀门。")
    best = shown(world, world.receive(), WORDS)
    found = alike(WORDS, world.places["grid"])
    assert found[0] == best
    assert len(found) == SHOWN
