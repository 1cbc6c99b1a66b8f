"""What the tutorials tell people to press and to look for stands on the screen in just these words."""

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[1]
TUTORIALS = ROOT / "docs" / "tutorials"
ROLES = ("resident", "grid-worker", "clerk", "unit-officer", "leader", "administrator")
PRESSED = re.compile(r"\*\*(.+?)\*\*")
STEP = re.compile(r"^(\d+)\. ", re.MULTILINE)


def sentences() -> dict[str, set[str]]:
    """By its English, how a sentence may read in Chinese: one English word can be several there."""
    said: dict[str, set[str]] = {}
    for entry in polib.pofile(str(ROOT / "locale/zh_Hans/LC_MESSAGES/django.po")):
        for english in filter(None, (entry.msgid, entry.msgid_plural)):
            said.setdefault(english, set()).update([entry.msgstr, *entry.msgstr_plural.values()])
    return said


def tutorial(role: str, ending: str) -> str:
    return (TUTORIALS / f"{role}{ending}").read_text(encoding="utf-8")


def pressed(text: str) -> set[str]:
    return set(PRESSED.findall(text))


each_role = pytest.mark.parametrize("role", ROLES)


def test_there_is_a_tutorial_for_each_role_and_no_other():
    there = {file.name for file in TUTORIALS.glob("*.md")} - {"README.md"}
    assert there == {f"{role}{ending}" for role in ROLES for ending in (".md", ".zh.md")}


@each_role
def test_what_is_quoted_in_english_is_on_the_screen(role: str):
    quoted = pressed(tutorial(role, ".md"))
    assert quoted
    assert quoted - sentences().keys() == set()


@each_role
def test_the_chinese_quotes_the_same_and_as_the_chinese_screen_says_it(role: str):
    said = sentences()
    wanted = [said.get(quoted, set()) for quoted in pressed(tutorial(role, ".md"))]
    quoted = pressed(tutorial(role, ".zh.md"))
    assert quoted - set().union(*wanted) == set()
    assert [each for each in wanted if quoted.isdisjoint(each)] == []


@each_role
def test_both_languages_walk_the_same_steps(role: str):
    assert STEP.findall(tutorial(role, ".md")) == STEP.findall(tutorial(role, ".zh.md")) != []
