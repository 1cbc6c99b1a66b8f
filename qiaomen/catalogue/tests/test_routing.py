"""The most specific rule wins, whatever else there is and in whatever order it comes."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import assume, given
from hypothesis import strategies as st

from qiaomen.catalogue.actions import add_rule, add_rules
from qiaomen.catalogue.actions.rules import RuleSeed
from qiaomen.catalogue.router import Router
from qiaomen.catalogue.routing import RuleLine, rank, route
from qiaomen.people.actions import add_unit, end_unit
from qiaomen.people.models import Unit
from qiaomen.people.tests.conftest import TODAY
from qiaomen.territory import paths

DAY = timedelta(days=1)
CHAIN = (1, 2, 3)  # an item and the two above it
LINE = paths.line("000001000002000003")
ELSEWHERE = (9, "000001000009")


def line(number, item=None, path=LINE[0], from_day=TODAY, to_day=None, **other):
    return RuleLine(number, number, item, path, 100 + number, from_day, to_day, **other)


def winner(*rules, day=TODAY):
    ruling = route(rules, CHAIN, LINE, day)
    return ruling and ruling.rule.number


@st.composite
def rule_lists(draw):
    """Rules with numbers of their own, for items and places that hold the asked ones and for others."""
    count = draw(st.integers(0, 12))
    return [
        line(
            number,
            draw(st.sampled_from([None, *CHAIN, ELSEWHERE[0]])),
            draw(st.sampled_from([*LINE, ELSEWHERE[1]])),
            from_day := TODAY + DAY * draw(st.integers(-3, 3)),
            draw(st.none() | st.integers(0, 5).map(lambda days, first=from_day: first + DAY * days)),
        )
        for number in range(1, count + 1)
    ]


@given(rule_lists(), st.randoms(use_true_random=False))
def test_the_order_of_the_rules_does_not_matter(rules, chance):
    shuffled = rules[:]
    chance.shuffle(shuffled)
    assert route(shuffled, CHAIN, LINE, TODAY) == route(rules, CHAIN, LINE, TODAY)


@given(rule_lists())
def test_a_less_specific_rule_never_changes_the_answer(rules):
    best = winner(*rules)
    assume(best is not None)
    best_rule = rules[best - 1]
    for other in rules:
        if other.fits(CHAIN, LINE) and rank(other, CHAIN) < rank(best_rule, CHAIN):
            assert winner(*(rule for rule in rules if rule != other)) == best


@given(rule_lists())
def test_the_winner_fits_and_none_that_fits_is_more_specific(rules):
    fitting = [rule for rule in rules if rule.fits(CHAIN, LINE) and rule.in_force(TODAY)]
    ruling = route(rules, CHAIN, LINE, TODAY)
    assert (ruling is None) == (not fitting)
    assert ruling is None or all(rank(rule, CHAIN) <= rank(ruling.rule, CHAIN) for rule in fitting)


def test_a_more_exact_item_beats_a_more_exact_place():
    assert winner(line(1, item=3, path=LINE[0]), line(2, item=2, path=LINE[2])) == 1


def test_a_more_exact_place_beats_a_later_day():
    assert winner(line(1, path=LINE[1], from_day=TODAY - DAY), line(2, path=LINE[0])) == 1


def test_a_later_day_beats_a_higher_number():
    assert winner(line(1), line(2, from_day=TODAY - DAY)) == 1


def test_of_two_rules_of_one_day_the_one_with_the_higher_number_wins():
    assert winner(line(1), line(2)) == 2


@pytest.mark.parametrize(
    ("one", "other", "because"),
    [
        (line(1, item=3), line(2, item=2), "its item is the more exact"),
        (line(1, path=LINE[1]), line(2), "its place is the more exact"),
        (line(1), line(2, from_day=TODAY - DAY), "it began later"),
        (line(2), line(1), "it has the higher number"),
        (line(1), line(2, path=ELSEWHERE[1]), "no other rule fits"),
    ],
)
def test_the_ruling_says_what_sets_its_rule_before_the_next(one, other, because):
    assert str(route([other, one], CHAIN, LINE, TODAY).because) == because


def test_both_days_of_a_rule_count():
    rule = line(1, from_day=TODAY, to_day=TODAY + DAY)
    days = [TODAY + DAY * offset for offset in (-1, 0, 1, 2)]
    assert [winner(rule, day=day) for day in days] == [None, 1, 1, None]


def test_a_rule_ends_with_its_unit():
    ended = line(2, path=LINE[2], unit_ended_on=TODAY)
    assert winner(line(1), ended) == 1
    assert winner(line(1, from_day=TODAY - DAY), line(2, from_day=TODAY - DAY), day=TODAY - DAY) == 2


def test_a_rule_for_an_item_answers_for_those_below_it(items, places, units, console):
    add_rule(item=items["city"], place=places["east"], unit=units["firm"], by=console)
    router = Router.load()
    assert router.unit_for(items["lamp"], places["grid"], TODAY) == units["firm"].pk
    assert router.unit_for(items["water"], places["grid"], TODAY) != units["firm"].pk


def test_a_rule_for_a_place_does_not_answer_outside_it(lamp, desk, places, units, console):
    add_rule(item=lamp, place=places["willow"], unit=units["willow"], by=console)
    assert Router.load().unit_for(lamp, places["west"], TODAY) == desk.pk


def test_without_an_item_the_default_unit_of_the_place_answers(ready, places, units, console):
    add_rule(place=places["willow"], unit=units["willow"], by=console)
    assert Router.load().unit_for(None, places["grid"], TODAY) == units["willow"].pk


def test_where_nothing_is_ruled_nobody_answers(lamp, places):
    assert Router.load().unit_for(lamp, places["grid"], date(2020, 1, 1)) is None


def test_a_unit_that_has_ended_gets_nothing_more(lamp, desk, places, units, console):
    add_rule(item=lamp, place=places["east"], unit=units["firm"], by=console)
    end_unit(units["firm"], on=TODAY + DAY, by=console)
    router = Router.load()
    assert router.unit_for(lamp, places["east"], TODAY) == units["firm"].pk
    assert router.unit_for(lamp, places["east"], TODAY + DAY) == desk.pk


def test_all_rules_are_loaded_in_two_queries_and_answers_take_none(items, places, console):
    teams = [
        add_unit(code=f"t{n}", name=f"t{n}", kind=Unit.Kind.TEAM, place=places["east"], by=console)
        for n in range(5)
    ]
    add_rules([RuleSeed(items["city"], places["east"], team, TODAY) for team in teams], by=console)
    with CaptureQueriesContext(connection) as queries:
        router = Router.load()
        assert router.unit_for(items["lamp"], places["grid"], TODAY) == teams[-1].pk
    assert len(queries) == 2
