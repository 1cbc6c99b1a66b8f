import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiaomen.territory.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ａ７县", "a7县"),
        ("３栋", "3栋"),
        ("㎡以内", "m2以内"),
        (unicodedata.normalize("NFD", "연길시"), "연길시"),
        ("ｶﾞ", "ガ"),
        ("STRASSE", "strasse"),
        ("廣場東區", "广场东区"),
        ("柳岸 社区　3 栋 B", "柳岸社区3栋B".lower()),
        ("A7县\n停水", "a7县\n停水"),
    ],
)
def test_what_looks_alike_is_spelled_alike(text, folded):
    assert fold(text).text == folded


def test_a_folded_character_knows_where_it_stood():
    folded = fold("约5㎡的A市")
    at = folded.text.index("a市")

    assert "约5㎡的A市"[folded.starts[at] : folded.ends[at + 1]] == "A市"


@given(st.text())
def test_every_text_can_be_folded_and_keeps_its_places(text):
    folded = fold(text)

    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert sorted(folded.starts) == list(folded.starts)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_plain_text_is_folded_to_small_letters(text):
    assert fold(text).text == text.lower()
