"""What one version says otherwise than another."""

from dataclasses import fields

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from qiaomen.catalogue.differing import Mark, Piece, differences, pieces
from qiaomen.catalogue.terms import Duty, Terms
from qiaomen.catalogue.wording import LABELS, sheet

WORDS = st.text(alphabet="路灯不亮了 ab1\n", max_size=20)


@given(WORDS, WORDS)
def test_both_texts_can_be_read_from_the_pieces(before, after):
    told = pieces(before, after)
    assert "".join(piece.text for piece in told if piece.mark != Mark.NEW) == before
    assert "".join(piece.text for piece in told if piece.mark != Mark.GONE) == after


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("三日内修好", "两日内修好", [("gone", "三"), ("new", "两"), ("same", "日内修好")]),
        (
            "within 3 days",
            "within 5 days",
            [("same", "within "), ("gone", "3"), ("new", "5"), ("same", " days")],
        ),
        ("", "新", [("new", "新")]),
        ("甲的乙", "丙的丁", [("gone", "甲的乙"), ("new", "丙的丁")]),
        ("甲\n乙", "丙\n丁", [("gone", "甲"), ("new", "丙"), ("same", "\n"), ("gone", "乙"), ("new", "丁")]),
    ],
)
def test_a_text_is_compared_word_by_word(before, after, told):
    assert pieces(before, after) == tuple(Piece(Mark(mark), text) for mark, text in told)


def test_only_fields_that_differ_are_told():
    before = Terms(name="路灯", answer="3 workdays", keywords=("灯",))
    after = Terms(name="路灯", answer="1 workdays", keywords=("灯", "黑"))
    with override("en"):
        found = differences(before, after)
        assert [difference.field for difference in found] == ["keywords", "answer"]
        assert found[1].pieces[0] == Piece(Mark.GONE, "3 workdays")


def test_every_field_has_a_label():
    assert list(LABELS) == [field.name for field in fields(Terms)]


def test_what_is_left_to_the_default_is_not_on_the_sheet():
    with override("en"):
        told = dict(sheet(Terms(name="路灯", pausable=False, retention_days=1, kind="help")))
    assert told == {
        "What it is called": "路灯",
        "Kind": "help",
        "Visibility": "listed publicly",
        "The clock may stand": "no",
        "Contacts kept after closing": "1 day",
    }


def test_the_sheet_is_read_and_says_who_leads():
    with override("en"):
        told = dict(
            sheet(Terms(name="路灯", duties=(Duty("市政科", "修", lead=True),), keywords=("灯", "黑")))
        )
    assert (told["Who answers and helps"], told["Keywords"]) == ("市政科 (leads): 修", "灯, 黑")
