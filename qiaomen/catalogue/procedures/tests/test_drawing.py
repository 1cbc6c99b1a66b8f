"""The picture of a procedure, and its words."""

from xml.etree import ElementTree as ET

import pytest
from django.utils import translation

from qiaomen.catalogue.procedures.drawing import _PER_LINE, folded, picture, picture_file
from qiaomen.catalogue.procedures.library import shipped
from qiaomen.catalogue.procedures.reading import from_toml
from qiaomen.catalogue.procedures.telling import summary
from qiaomen.catalogue.procedures.tests.test_reading import FIELD, HEAD, STEP, WHOLE
from tests.world import monday

__all__ = ["monday"]
TEXT = "{http://www.w3.org/2000/svg}text"


def said(svg: str) -> list[str]:
    return [node.text or "" for node in ET.fromstring(svg).iter(TEXT)]  # noqa: S314 - our own picture


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "“调度员”角色"), ("ko", "“조정자” 역할")])
def test_a_role_is_called_as_its_reader_calls_it(language: str, words: str, monday):
    with translation.override(language):
        assert any(words in line for line in said(picture(from_toml(WHOLE))))


def test_the_picture_tells_each_step_and_the_answer_between_them(monday):
    told = said(picture(from_toml(WHOLE)))
    assert [
        told.index(name)
        for name in ("It is received", "决定是否受理", "走访", "It is answered", "回头看", "It can be closed")
    ] == sorted(
        told.index(name)
        for name in ("It is received", "决定是否受理", "走访", "It is answered", "回头看", "It can be closed")
    )
    assert "the desk · 15 days from receipt" in told
    assert "Signed by: the role “coordinator” (2 people)" in told
    assert "Not needed if “决定” is 不予受理" in told
    assert "Promises the answer within 60 days" in told


def test_what_may_be_passed_by_is_drawn_with_a_way_past_it(monday):
    assert picture(from_toml(WHOLE)).count("C6 ") == 1
    assert "C6 " not in picture(from_toml(STEP))


def test_a_picture_in_a_page_has_no_style_of_its_own(monday):
    assert "<style" not in picture(from_toml(WHOLE))
    assert "prefers-color-scheme: dark" in picture_file(from_toml(WHOLE))


def test_what_is_written_is_never_markup(monday):
    assert "<script>" in said(picture(from_toml(STEP.replace('name = "a"', 'name = "<script>"'))))


@pytest.mark.parametrize("text", [*shipped()])
def test_every_shipped_procedure_has_a_picture_whose_lines_fit(text, monday):
    root = ET.fromstring(picture_file(from_toml(text)))  # noqa: S314 - our own picture
    heights = [float(node.attrib["y"]) for node in root.iter(TEXT)]
    assert heights == sorted(heights)
    assert max(heights) < float(root.attrib["height"])


def test_lines_break_before_they_are_full_and_never_before_a_full_stop():
    lines = list(folded("字" * _PER_LINE + "。" + "字" * 5))
    assert lines == ["字" * _PER_LINE + "。", "字" * 5]


def test_a_latin_word_is_not_torn():
    assert list(folded("字" * 36 + " certainly")) == ["字" * 36, "certainly"]


def test_the_words_tell_kinds_options_and_conditions(monday):
    told = "\n".join(summary(from_toml(WHOLE)))
    assert "决定 (受理 / 不予受理); 理由 (some lines, only if “决定” is 不予受理)" in told
    assert "the same week, then it is not asked for any more" in told
    assert "某条例 第二十三条 (May 1, 2022): 十五日内决定" in told
    assert told.index("走访") < told.index("── The answer ──") < told.index("回头看")


def test_the_words_tell_what_is_asked_of_the_matter_and_of_time(monday):
    late = 'limit = "2 workdays"\n[[step]]\ncode = "b"\nname = "b"\nlimit = "1 hours"\nlimit_from = "a"\n'
    told = "\n".join(
        summary(
            from_toml(
                f'{STEP}{late}skip_when = {{ field = "a.in_time", is = ["yes", ""] }}\n'
                '[[step]]\ncode = "c"\nname = "c"\ngate = "whistle"\n'
                'skip_when = { field = "matter.kind", is = ["praise"] }\n'
            )
        )
    )
    assert "1 hour from “a”" in told
    assert "Not needed if: “a” in time is yes / left empty" in told
    assert "Not needed if: the kind of the matter is" in told
    assert "completes itself: a whistle has ended" in told


def test_a_procedure_without_steps_says_so(monday):
    assert summary(from_toml(HEAD))[-1] == "No steps: accept, act, answer, call back."
    assert "may be left empty" in "\n".join(summary(from_toml(f"{FIELD}required = false\n")))
