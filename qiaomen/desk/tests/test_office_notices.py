"""What people are told can be said in the office's own words."""

import pytest
from django.test import Client

from qiaomen.desk.tests.posting import words
from qiaomen.kernel import wording
from qiaomen.kernel.models import OwnWording
from qiaomen.kernel.rewording import messages, shipped_words
from tests.world import MONDAY, World

PAGE = "/desk/office/notices/"
RECEIVED = f"{PAGE}matter_received/"
FACTS = {"number": "JY-1", "unit": "示例单位", "due": {"instant": MONDAY.isoformat()}}


def all_three(**own: str) -> dict[str, str]:
    return {
        f"words-{code}": own.get(code.replace("-", "_"), shipped_words("matter_received", code))
        for code in ("zh-hans", "ko", "en")
    }


def test_a_message_is_previewed_then_said_so_and_put_back(world: World, keeper: Client):
    said = all_three(en="Got {number}, until {day}.")
    shown = words(keeper.post(RECEIVED, {**said, "seen": "0"}))
    assert "Got JY-2026-000123, until March 2, 2026." in shown
    assert not OwnWording.objects.exists()
    keeper.post(RECEIVED, {**said, "seen": "0", "sure": "1"})
    assert wording.text("matter_received", FACTS, "en") == "Got JY-1, until March 2, 2026."
    assert "示例单位" in wording.text("matter_received", FACTS, "zh-hans")
    assert "English" in words(keeper.get(PAGE))
    keeper.post(RECEIVED, {**all_three(en=""), "seen": "1", "sure": "1"})
    assert "has been received" in wording.text("matter_received", FACTS, "en")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{% include 'x' %}", "There is no blank"),
        ("{{ number }}", "There is no blank"),
        ("{phone}", "There is no blank phone here"),
        ("a" * 501, "at most 500 characters"),
    ],
)
def test_words_that_would_not_do_are_refused_beside_their_language(world, keeper, text: str, sentence: str):
    refused = keeper.post(RECEIVED, {**all_three(en=text), "seen": "0", "sure": "1"})
    assert (refused.status_code, sentence in words(refused)) == (422, True)
    assert not OwnWording.objects.exists()


def test_an_answer_is_told_with_the_link_by_which_one_can_judge_it(world: World, keeper: Client):
    refused = keeper.post(f"{PAGE}matter_answered/", {"words-en": "Read it.", "seen": "0", "sure": "1"})
    assert "The message needs {link}." in words(refused)


def test_nothing_is_written_where_the_words_are_the_same(world: World, keeper: Client):
    assert keeper.post(RECEIVED, {**all_three(), "seen": "0", "sure": "1"}).status_code == 422


@pytest.mark.parametrize("language", ["zh-hans", "ko", "en"])
def test_what_the_program_says_is_shown_with_all_its_blanks(language: str):
    for name in messages():
        said = shipped_words(name, language)
        assert all(f"{{{blank}}}" in said for blank in wording.blanks(name)), name


def test_no_other_message_has_a_page(world: World, keeper: Client):
    assert keeper.get(f"{PAGE}nothing/").status_code == 404
