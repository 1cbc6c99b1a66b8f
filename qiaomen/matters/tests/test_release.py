import pytest

from qiaomen.kernel import clock
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import move
from qiaomen.matters.actions.erasing import erase
from qiaomen.matters.actions.speaking import release
from qiaomen.matters.confidential import seal_words
from qiaomen.matters.models import Matter
from qiaomen.matters.releasing import LONGEST
from qiaomen.matters.states import Verb
from qiaomen.matters.tests.walks import closed, handling
from tests.world import World

SUMMARY = "楼道水管已更换"


def test_what_is_released_stands_in_the_list_and_what_is_taken_back_does_not(world: World):
    matter = closed(world)
    release(matter, by=world.actor("clerk"), summary=SUMMARY)
    assert list(Matter.objects.released()) == [matter]
    release(matter, by=world.actor("clerk"), summary=" ")
    assert not Matter.objects.released().exists()


def test_reworded_it_keeps_its_place_in_the_list(world: World, monday):
    matter = closed(world)
    release(matter, by=world.actor("clerk"), summary=SUMMARY)
    first = matter.released_at
    with clock.told(clock.now().replace(hour=23)):
        release(matter, by=world.actor("clerk"), summary=f"{SUMMARY}，已验收")
    assert matter.released_at == first


def test_with_its_words_the_summary_is_forgotten(world: World):
    matter = closed(world)
    release(matter, by=world.actor("clerk"), summary=SUMMARY)
    erase(matter, by=world.console)
    assert not Matter.objects.released().exists()
    assert matter.summary == ""


def test_what_becomes_confidential_leaves_the_list_and_never_comes_back(world: World):
    matter = handling(world)
    release(matter, by=world.actor("clerk"), summary=SUMMARY)
    with move(matter, Verb.CLASSIFY, by=world.actor("clerk")) as change:
        seal_words(change)
    assert not Matter.objects.released().exists()
    with pytest.raises(Refusal, match="never shown to the public"):
        release(matter, by=world.actor("secret"), summary=SUMMARY)


@pytest.mark.parametrize(
    ("summary", "sentence"),
    [
        ("反映：三单元的水管漏水已经好几天了，没人管。已修。", "in the resident's own words"),
        ("漏水已修，详询 10000000001", "Leave out telephone numbers"),
        ("漏水已修，详询 １００ ００００-００００", "Leave out telephone numbers"),
        ("修" * (LONGEST + 1), "at most 500 characters"),
    ],
)
def test_what_is_not_for_everybody_is_refused(world: World, summary: str, sentence: str):
    matter = world.receive(body="三单元的水管漏水，已经好几天了没人管")
    with pytest.raises(Refusal, match=sentence):
        release(matter, by=world.actor("clerk"), summary=summary)


def test_a_few_words_that_everybody_would_use_are_nobodys_own(world: World):
    matter = world.receive(body="春江花园三单元水管漏水")
    release(matter, by=world.actor("clerk"), summary="春江花园三单元：水管漏水，已更换阀门。")
    assert matter.summary
