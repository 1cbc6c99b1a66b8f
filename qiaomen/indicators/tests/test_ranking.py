"""Ranks."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from qiaomen.indicators.definitions import in_force
from qiaomen.indicators.ranking import rank, score
from qiaomen.indicators.rates import Facts, Share, tally

NOTHING = tally(Facts(), in_force(None))
SCORES = st.dictionaries(st.integers(), st.none() | st.fractions(0, 1, max_denominator=5))


def test_equals_share_a_rank_and_the_next_skips():
    third = Fraction(1, 3)
    assert rank({"a": third, "b": Fraction(1), "c": None, "d": Fraction(1)}) == {
        "a": 3,
        "b": 1,
        "c": None,
        "d": 1,
    }


@given(SCORES)
def test_a_rank_is_one_more_than_how_many_are_better(scores: dict[int, Fraction | None]):
    known = [value for value in scores.values() if value is not None]
    for key, place in rank(scores).items():
        mine = scores[key]
        assert place == (None if mine is None else 1 + sum(other > mine for other in known))


def test_the_score_is_the_mean_of_the_rates_that_there_are():
    figures = replace(NOTHING, response=Share(10, 10), satisfaction=Share(5, 10))
    assert score(figures, 10) == Fraction(3, 4)


def test_a_small_sample_has_no_score():
    figures = replace(NOTHING, response=Share(9, 9), satisfaction=Share(9, 9))
    assert score(figures, 10) is None
    assert score(figures, 9) == 1


def test_nothing_has_no_score_whatever_the_sample():
    assert score(NOTHING, 0) is None
