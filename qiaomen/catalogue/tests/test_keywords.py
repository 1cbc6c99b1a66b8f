"""An item is suggested by its words, and sure only where it clearly wins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiaomen.catalogue.keywords import Entry, Keywords, parts, words_in
from qiaomen.kernel.textsearch.vocabulary import Vocabulary

CITY, LAMP, LIFT, WATER, OTHER = 1, 2, 3, 4, 5
ENTRIES = [
    Entry(CITY, None, "城市管理", ("市政",)),
    Entry(LAMP, CITY, "路灯照明", ("路灯", "灯不亮", "street lamp")),
    Entry(LIFT, CITY, "电梯故障与困人", ("电梯", "困在电梯", "lift")),
    Entry(WATER, CITY, "供水", ("停水", "水压", "电梯进水")),
    Entry(OTHER, CITY, "其他", ()),
]
KEYWORDS = Keywords(ENTRIES)


def guess(text, title=""):
    found = KEYWORDS.guess(text, title)
    return found.item_id, found.sure


def test_a_text_without_any_word_of_the_catalogue_is_nobodys():
    assert KEYWORDS.guess("你好") == (None, False, ())


def test_one_short_word_in_the_text_is_a_hint_and_not_sure():
    assert guess("门口的路灯坏了") == (LAMP, False)


def test_one_short_word_in_the_title_is_sure():
    assert guess("请来看看", "路灯坏了") == (LAMP, True)


def test_two_words_of_one_item_are_sure():
    assert guess("路灯坏了，三盏灯不亮") == (LAMP, True)


def test_the_same_word_twice_counts_once():
    assert guess("路灯，路灯，路灯") == (LAMP, False)


def test_two_items_that_come_near_one_another_are_not_sure():
    assert guess("路灯不行，电梯也不行", "路灯和电梯") == (LAMP, False)


def test_a_word_above_does_not_speak_against_an_item_below():
    assert guess("市政的路灯", "市政路灯坏了") == (LAMP, True)


def test_an_item_that_has_others_below_it_is_never_sure():
    assert guess("市政", "城市管理、市政") == (CITY, False)


def test_the_longest_word_counts_and_what_lies_within_it_does_not():
    assert KEYWORDS.guess("我困在电梯里").because == ("困在电梯",)


def test_an_items_own_name_counts_less_than_a_word_that_somebody_picked():
    picked, named = Keywords([Entry(1, None, "灯", ("路灯",))]), Keywords([Entry(1, None, "路灯", ())])
    assert (picked.guess("", "路灯").sure, named.guess("", "路灯").sure) == (True, False)


def test_a_word_of_several_items_is_shared_among_them():
    shared = Keywords([Entry(1, None, "甲", ("拆迁",)), Entry(2, None, "乙", ("拆迁", "拆迁补偿"))])
    assert shared.guess("", "拆迁") == (1, False, ("拆迁",))
    assert shared.guess("拆迁补偿", "拆迁").item_id == 2


def test_the_reasons_are_the_catalogues_own_words():
    found = KEYWORDS.guess("STREET　ＬＡＭＰ broken", "路燈")
    assert (found.item_id, found.because) == (LAMP, ("street lamp", "路灯"))


def test_a_latin_word_stands_alone():
    assert guess("shoplifting", "facelifts") == (None, False)
    assert guess("the lift, again", "Lift!") == (LIFT, True)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("公交与共享单车", ("公交", "共享单车")),
        ("房产证登记、办理", ("房产证登记", "办理")),
        ("停车 (收费)/罚单", ("停车", "收费", "罚单")),
        ("其他", ()),
        ("水和电", ()),
    ],
)
def test_a_name_is_taken_apart_into_words_that_may_stand_in_a_text(name, words):
    assert parts(name) == words


@given(st.text(alphabet="路灯电梯困在里ab ", max_size=40))
def test_every_word_that_is_found_stands_in_the_text(text):
    assert all(word in text for word in words_in(text, Vocabulary(["路灯", "电梯", "困在电梯", "ab", "灯"])))


@given(st.text(), st.text())
def test_no_text_is_too_odd(text, title):
    KEYWORDS.guess(text, title)
