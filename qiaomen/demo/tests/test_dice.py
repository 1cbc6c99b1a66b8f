"""Chance that falls the same way each time."""

from hypothesis import given
from hypothesis import strategies as st

from qiaomen.demo import dice

WORDS = st.text(max_size=8)


@given(number=WORDS, question=WORDS)
def test_the_same_question_has_the_same_answer(number: str, question: str):
    assert dice.share(number, question) == dice.share(number, question)
    assert 0 <= dice.share(number, question) < 1


@given(number=WORDS, least=st.integers(-5, 5), more=st.integers(0, 9))
def test_a_number_lies_between_its_bounds(number: str, least: int, more: int):
    assert least <= dice.between(number, "?", least, least + more) <= least + more


def test_every_number_between_the_bounds_occurs():
    assert {dice.between(str(number), "?", 1, 3) for number in range(100)} == {1, 2, 3}


@given(number=WORDS)
def test_what_weighs_nothing_never_falls(number: str):
    assert dice.weighed(number, "?", {"a": 0.0, "b": 0.5, "c": 0.0}) == "b"


def test_chance_is_as_often_as_it_says():
    often = sum(dice.likely(str(number), "?", 0.3) for number in range(2000))
    assert 500 < often < 700
