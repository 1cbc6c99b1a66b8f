import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiaomen.kernel.textsearch.entries import HOLE, entry, tag_token
from qiaomen.kernel.textsearch.folding import fold
from qiaomen.kernel.textsearch.tokens import (
    PHRASE_LIMIT,
    TOKEN_LIMIT,
    WORD_LIMIT,
    Phrase,
    index_tokens,
    query_tokens,
)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("噪音大", ["噪音", "音大", "大"]),
        ("住在3栋2单元", ["住在", "在", "3", "栋", "2", "单元", "元"]),
        ("엘리베이터", ["엘리", "리베", "베이", "이터", "터"]),
        ("Lift no. 12", ["lift", "no", "12"]),
        ("噪音，大", ["噪音", "音", "大"]),
        ("𬭎生", ["𬭎生", "生"]),
        ("\ue123生", ["\ue123生", "生"]),
        ("", []),
        ("。 -_!", []),
    ],
)
def test_a_text_gives_one_token_for_each_position(text, tokens):
    assert index_tokens(text) == tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("電梯壞了", "电梯坏了"),
        ("ＡＢＣ１２３", "abc123"),
        ("噪\u200b音", "噪音"),  # pasted from a web page
        ("葛\ufe00城", "葛城"),  # a variant of one character
        ("\ufb01le", "file"),
        ("\u1112\u1161\u11ab", "한"),  # typed letter by letter
        ("CAFÉ", "cafe\u0301"),
    ],
)
def test_spellings_of_the_same_fold_alike(one, other):
    assert fold(one) == fold(other)


_JOINING = "가각각ㄱㅏががﾞﾊハe\u0301éΣİﬁ㎡①（Ａ，。¨乾𠮷\u200d\ufe0f\u0653\u0627"


@given(st.text(st.one_of(st.sampled_from(_JOINING), st.characters())))
def test_it_does_not_matter_whether_a_text_was_joined_before(text):
    assert fold(text) == fold(unicodedata.normalize("NFKC", text))
    assert fold(text) == fold(unicodedata.normalize("NFD", text))


def test_a_character_folds_alike_in_every_neighbourhood():
    assert fold("乾隆")[0] == fold("乾")


@pytest.mark.parametrize(
    ("query", "phrases"),
    [
        ("噪音", [Phrase(("噪音",))]),
        ("广场舞", [Phrase(("广场", "场舞"))]),
        ("栋", [Phrase(("栋",), prefix=True)]),
        ("3栋", [Phrase(("3", "栋"), prefix=True)]),
        ("3栋2", [Phrase(("3", "栋", "2"))]),
        ("噪音\u30003号", [Phrase(("噪音",)), Phrase(("3", "号"), prefix=True)]),
        ("!! 噪音 。", [Phrase(("噪音",))]),
        ("  ", []),
    ],
)
def test_a_query_is_a_phrase_for_each_word(query, phrases):
    assert query_tokens(query) == phrases


def test_a_boundless_query_is_cut_to_something_wider():
    assert len(query_tokens("噪音 " * 1000)) == WORD_LIMIT
    assert query_tokens("噪" * 1000) == [Phrase(("噪噪",) * PHRASE_LIMIT)]
    assert query_tokens("a" * 1000) == [Phrase(("a" * TOKEN_LIMIT,))]


@given(st.text())
def test_tokens_hold_nothing_that_a_database_could_misread(text):
    assert not set("".join(index_tokens(text))) & set(" \t\n\0\"'\\*^:()&|!<>-+#{},_")


@pytest.mark.parametrize("tag", ["", "Open", "a b", "a'b", "开"])
def test_a_tag_that_could_be_misread_is_refused(tag):
    with pytest.raises(ValueError, match="not a tag"):
        tag_token(tag)


def test_a_token_said_too_often_leaves_holes():
    kept = entry(1, "楼", "楼 " * 300, []).body
    assert (kept.count("楼"), kept.count(HOLE)) == (255, 45)


def test_a_text_that_grows_when_folded_stays_within_the_positions_of_a_tsvector():
    kept = entry(1, "㍿" * 1_000, "㍿" * 20_000, [])
    assert len([*kept.title, HOLE, *kept.body]) <= 16_383


def test_the_dictionary_is_loaded_with_the_first_chinese_text():
    program = (
        "import sys; from qiaomen.kernel.textsearch.tokens import index_tokens as tokens;"
        "tokens('a lift'); before = 'opencc' in sys.modules;"
        "tokens('電梯'); print(before, 'opencc' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "True"]
