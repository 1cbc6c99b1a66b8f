"""The tally over plain facts."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiaomen.indicators.definitions import in_force
from qiaomen.indicators.rates import Case, Facts, LeftOut, Share, Verdict, by_group, tally, within
from qiaomen.matters.models.matter import MatterKind

TODAY = in_force(None)
GROUPS = st.sampled_from("abc")
ANSWERS = st.sampled_from([True, False, None])

cases = st.builds(Case, GROUPS, st.integers(0, 10**7), ANSWERS, st.integers(1, 5), st.integers(0, 1))
verdicts = st.builds(
    Verdict, GROUPS, st.sampled_from(MatterKind.values), ANSWERS, ANSWERS, st.none() | st.integers(1, 5)
)
facts = st.builds(
    Facts,
    st.lists(cases),
    st.lists(verdicts).map(Counter),
    st.lists(GROUPS).map(Counter),
    st.lists(st.tuples(GROUPS, st.sampled_from(list(LeftOut)))).map(Counter),
)


def verdict(kind: str = "help", *, contacted=None, solved=None, satisfaction=None) -> Facts:
    return Facts(verdicts=Counter([Verdict("a", kind, contacted, solved, satisfaction)]))


@given(facts)
def test_the_groups_together_are_all(everything: Facts):
    parts = [tally(part, TODAY) for part in by_group(everything).values()]
    total = tally(everything, TODAY)
    for name in ("response", "resolution", "satisfaction", "reached", "on_time"):
        shares = [getattr(part, name) for part in parts]
        summed = Share(sum(each.numerator for each in shares), sum(each.denominator for each in shares))
        assert getattr(total, name) == summed
    assert total.matters == sum(part.matters for part in parts)
    assert total.overdue == sum(part.overdue for part in parts)
    assert Counter(total.left_out) == sum((Counter(part.left_out) for part in parts), Counter())


@given(facts)
def test_no_share_is_more_than_the_whole(everything: Facts):
    total = tally(everything, TODAY)
    for share in (total.response, total.resolution, total.satisfaction, total.on_time):
        assert 0 <= share.numerator <= share.denominator


@given(st.lists(st.integers(0, 1000), min_size=1), st.sampled_from([Fraction(1, 2), Fraction(9, 10)]))
def test_so_many_take_no_longer_and_any_shorter_time_is_too_short(values: list[int], part: Fraction):
    limit = within(sorted(values), part)
    assert limit in values
    assert Fraction(sum(value <= limit for value in values), len(values)) >= part
    assert Fraction(sum(value < limit for value in values), len(values)) < part


def test_nothing_takes_no_time_and_has_no_rate():
    empty = tally(Facts(), TODAY)
    assert empty.median_seconds is None
    assert empty.on_time.rate is None


@pytest.mark.parametrize(("stars", "content"), [(1, 0), (2, 0), (3, 1), (5, 1)])
def test_three_of_five_is_satisfied(stars: int, content: int):
    assert tally(verdict(satisfaction=stars), TODAY).satisfaction == Share(content, 1)


def test_a_stricter_definition_counts_stricter():
    strict = replace(TODAY, satisfied_from=4)
    assert tally(verdict(satisfaction=3), strict).satisfaction == Share(0, 1)


@pytest.mark.parametrize("kind", ["consultation", "praise", "suggestion"])
def test_what_needs_no_solution_is_not_asked_for_one(kind: str):
    assert tally(verdict(kind, solved=False), TODAY).resolution == Share(0, 0)


def test_a_question_without_an_answer_is_in_no_denominator():
    assert tally(verdict(contacted=None), TODAY).response == Share(0, 0)


def test_a_matter_without_a_promise_is_neither_on_time_nor_late():
    assert tally(Facts([Case("a", 60, None, 1, 0)]), TODAY).on_time == Share(0, 0)
