"""Lists as plain lines, and the way back."""

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from qiaomen.catalogue import checks
from qiaomen.catalogue.duties import duties
from qiaomen.catalogue.kinds import QuestionKind
from qiaomen.catalogue.lines import (
    read_duties,
    read_questions,
    read_replies,
    read_words,
    spell_duties,
    spell_questions,
    spell_replies,
    spell_words,
)
from qiaomen.catalogue.questions import questions
from qiaomen.catalogue.terms import Duty, Question, Reply
from qiaomen.kernel.refusal import Refusal

TEXT = st.text(alphabet="灯修查a1 ，？/（）", min_size=1, max_size=12).filter(lambda text: text.strip())
NAME = st.text(alphabet="灯修查科室a1", min_size=1, max_size=8)
DUTIES = st.lists(st.builds(Duty, NAME, TEXT), max_size=4, unique_by=lambda duty: duty.unit)
OPTIONS = st.lists(NAME, min_size=2, max_size=4, unique=True).map(tuple)
PLAIN = st.sampled_from([kind.value for kind in QuestionKind if kind != QuestionKind.CHOICE])
QUESTION = st.one_of(
    st.builds(Question, NAME, PLAIN, required_by=st.one_of(st.just(""), NAME)),
    st.builds(Question, NAME, st.just("choice"), OPTIONS),
)


@given(DUTIES)
def test_duties_come_back_as_they_were(given_duties):
    kept = duties(given_duties)
    assert duties(read_duties(spell_duties(kept))) == kept


@given(st.lists(QUESTION, max_size=4, unique_by=lambda question: question.label))
def test_questions_come_back_as_they_were(asked):
    kept = questions(asked)
    assert questions(read_questions(spell_questions(kept))) == kept


SAID = st.lists(st.sampled_from(["灯", "修", "{地点}", "\n", " ", "a"]), min_size=1).map("".join)


@given(st.lists(st.builds(Reply, NAME, SAID), max_size=3))
def test_replies_come_back_as_they_were(replies):
    kept = checks.replies([reply for reply in replies if reply.text.strip()])
    assert checks.replies(read_replies(spell_replies(kept))) == kept


@pytest.mark.parametrize("text", ["请打{电话", "请打}", "请打{}", "{电\n话}", f"{{{'长' * 31}}}"])
def test_a_brace_that_opens_no_blank_is_refused(text: str):
    with pytest.raises(Refusal, match="A brace stands alone"):
        checks.replies([Reply("已修", text)])


@given(st.lists(NAME, max_size=5, unique=True).map(tuple))
def test_words_come_back_as_they_were(words):
    assert read_words(spell_words(words)) == words


def test_lines_may_come_from_a_browser():
    assert read_words("停水\r\n\r\n 没水 \r\n") == ("停水", "没水")
    assert read_replies("已修\r\n{地点}已修好。\r\n\r\n\r\n已转\r\n已转办。") == (
        Reply("已修", "{地点}已修好。"),
        Reply("已转", "已转办。"),
    )


def test_the_lead_has_a_star_and_either_colon_divides():
    assert read_duties("*水务科：查明原因\n街道办: 上报") == (
        Duty("水务科", "查明原因", lead=True),
        Duty("街道办", "上报"),
    )


def test_a_duty_without_a_part_is_told_so():
    with pytest.raises(Refusal, match="“水务科” has no colon"):
        read_duties("水务科")


def test_a_kind_is_understood_in_every_language_and_said_in_the_readers():
    asked = (Question("有人被困吗？", "yes_no"),)
    for code in ("zh-hans", "ko", "en"):
        with override(code):
            line = spell_questions(asked)
        assert read_questions(line) == asked
    assert read_questions("有人被困吗？ = yes_no") == asked


def test_options_make_a_choice_and_a_rule_follows_the_sign():
    assert read_questions("哪种？ = 有/无 / 不清楚 @ 《条例》第三条") == (
        Question("哪种？", "choice", ("有/无", "不清楚"), "《条例》第三条"),
    )


def test_one_option_is_no_choice():
    with pytest.raises(Refusal, match="at least two options"):
        questions(read_questions("哪种？ = 也许"))
