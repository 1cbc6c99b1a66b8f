"""Which words of a voice count."""

from qiaomen.indicators.attempts import Attempt, Voice, last_words


def said(
    satisfaction: int, *, who: str = "one", answer: int = 1, own: bool = False, written: bool = False
) -> Attempt:
    return Attempt(Voice(1, who), own, written, answer, 1, True, True, satisfaction)


def test_the_last_words_on_an_answer_count():
    assert last_words([said(5), said(1)]) == [said(1)]


def test_words_on_an_answer_that_was_redone_count_beside_those_on_the_next():
    assert last_words([said(1, answer=1), said(5, answer=2)]) == [said(1, answer=1), said(5, answer=2)]


def test_every_voice_counts():
    assert len(last_words([said(1), said(1, who="another")])) == 2


def test_what_the_answerer_enters_neither_counts_nor_covers_what_was_said():
    assert last_words([said(1), said(5, own=True)]) == [said(1)]


def test_what_a_resident_wrote_stands_above_what_was_noted_before_or_after():
    noted, written = said(5), said(1, written=True)
    assert last_words([noted, written]) == last_words([written, noted]) == [written]


def test_of_what_a_resident_wrote_the_last_counts():
    assert last_words([said(1, written=True), said(4, written=True), said(5)]) == [said(4, written=True)]
