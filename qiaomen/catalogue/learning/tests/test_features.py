"""What of a message is counted."""

import pytest

from qiaomen.catalogue.learning.features import LONGEST_TEXT, counted, document, spelling


def spelled(text: str) -> set[str]:
    return {spelling(int(code)) for code in counted(text).codes}


def test_sequences_of_four_characters_lie_within_a_clause():
    assert spelled("路灯。坏了") == {"路", "灯", "路灯", "坏", "了", "坏了"}
    assert max(map(len, spelled("路灯整夜不亮"))) == 4


@pytest.mark.parametrize("other", ["１２栋漏水", "34棟漏水", "12栋 漏水"])
def test_width_script_and_digits_make_no_difference(other: str):
    assert {"0栋", "漏水"} <= spelled(other)


@pytest.mark.parametrize("text", ["", " \n", "😀", "\ud800", "👩‍👩‍👧", "。，！"])
def test_nothing_that_is_pasted_breaks_it(text: str):
    assert len(document(text).words.codes) <= 6


def test_what_is_said_late_in_a_flood_of_words_is_not_read():
    flood = "水" * LONGEST_TEXT
    assert len(document(flood + "路灯").words.codes) == len(document(flood).words.codes)


def test_a_message_without_a_title_begins_with_what_it_is_about():
    assert document("东门外面路灯整夜不亮，请来人看看").heading.codes.tolist() == (
        document("请来人看看", "东门外面路灯整夜不亮").heading.codes.tolist()
    )
