"""The same problem: the same place and the same trouble."""

from collections.abc import Sequence

import pytest

from qiaomen.matters.likeness.linking import link
from qiaomen.matters.likeness.names import spans
from qiaomen.matters.likeness.traits import Lexicon, read

LIFT = (
    "晴川雅苑小区电梯经常停运",
    "晴川雅苑3栋的电梯又停运了，老人上不了楼",
    "晴川雅苑小区的电梯停运三天没人修",
)
LIFT_ELSEWHERE = (
    "望江新城小区电梯经常停运",
    "望江新城的电梯停运，老人上不了楼",
    "望江新城小区电梯停运没人修",
)
PARKING = ("晴川雅苑小区外来车辆乱停，占了消防通道", "晴川雅苑的消防通道天天停满外来车辆")


def groups(*told: Sequence[str], together: dict[int, int] | None = None) -> list[list[str]]:
    texts = [text for texts in told for text in texts]
    lexicon, said = Lexicon.empty(), [read(text, text) for text in texts]
    for each in said:
        lexicon.learn(each)
    linked = link([lexicon.traits(each) for each in said], together or {})
    return sorted([texts[one] for one in sorted(group)] for group in linked)


def test_one_place_and_one_trouble_are_one_problem():
    assert groups(LIFT) == [sorted(LIFT, key=LIFT.index)]


def test_the_same_trouble_in_two_estates_is_two_problems():
    assert len(groups(LIFT, LIFT_ELSEWHERE)) == 2


def test_two_troubles_of_one_estate_are_two_problems():
    assert groups(LIFT, PARKING) == sorted([list(LIFT), list(PARKING)])


def test_what_is_together_grows_but_is_never_joined():
    """Somebody has parted the first two: the third goes to one of them, and they stay apart."""
    found = groups(LIFT, together={0: 7, 1: 8})
    assert len(found) == 2
    assert not any({LIFT[0], LIFT[1]} <= set(group) for group in found)


def test_nothing_is_grouped_of_nothing():
    assert link([], {}) == []


@pytest.mark.parametrize(
    "text", ["", "🙂", "\u200b", "１２３", "The lift is broken", "\ud800", "晴" * 100_000]
)
def test_any_text_can_be_compared(text):
    assert len(groups([text, text, "晴川雅苑小区电梯停运"])) >= 1


def test_names_are_found_by_their_shape():
    text = "请问A3区晴川雅苑小区门口的望江路何时修好"
    assert {text[begin:end] for begin, end in spans(text)} == {"晴川雅苑", "晴川雅苑小区", "望江路"}


def test_where_it_is_on_record_counts_like_a_name():
    lexicon = Lexicon.empty()
    said = [read("楼道的灯不亮", "", place=place) for place in (1, 1, 2, 2)]
    for each in said:
        lexicon.learn(each)
    assert link([lexicon.traits(each) for each in said], {}) == [[0, 1], [2, 3]]
