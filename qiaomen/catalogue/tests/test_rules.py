"""Adding and ending routing rules."""

from datetime import timedelta

import pytest

from qiaomen.catalogue.actions import add_rule, end_item, end_rule
from qiaomen.catalogue.models import Rule
from qiaomen.kernel.ledger import story
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.people.actions import end_unit
from qiaomen.people.tests.conftest import TODAY
from qiaomen.territory.actions import end_place

DAY = timedelta(days=1)


@pytest.fixture
def rule(lamp, places, units, console):
    return add_rule(item=lamp, place=places["east"], unit=units["east"], by=console)


def test_a_rule_holds_from_today_on_unless_said(rule):
    assert (rule.from_day, rule.to_day) == (TODAY, None)


def test_rules_are_numbered_without_gaps(rule, places, units, console):
    later = add_rule(place=places["west"], unit=units["west"], by=console)
    assert later.number == rule.number + 1


def test_a_rule_may_tell_of_the_past(lamp, places, units, console):
    past = TODAY - 100 * DAY
    rule = add_rule(place=places["east"], unit=units["east"], from_day=past, to_day=TODAY - DAY, by=console)
    assert list(Rule.objects.in_force(past).filter(pk=rule.pk)) == [rule]
    assert not Rule.objects.in_force(TODAY).filter(pk=rule.pk).exists()


def test_who_keeps_one_street_makes_rules_for_it_and_for_no_other(places, units, keeper):
    rule = add_rule(place=places["willow"], unit=units["willow"], by=keeper)
    assert '"as":"post/east"' in story(rule.stream)[0].data
    with pytest.raises(Forbidden):
        add_rule(place=places["west"], unit=units["west"], by=keeper)


def test_a_rule_does_not_end_before_it_begins(places, units, console):
    with pytest.raises(Refusal, match="end before it begins"):
        add_rule(place=places["east"], unit=units["east"], to_day=TODAY - DAY, by=console)


def test_the_same_is_not_ruled_twice_for_one_day(rule, lamp, places, units, console):
    with pytest.raises(Refusal, match="There is a rule already by which 东柳街道 answers in east"):
        add_rule(item=lamp, place=places["east"], unit=units["east"], from_day=TODAY + DAY, by=console)


def test_the_same_is_ruled_again_after_its_end(rule, lamp, places, units, console):
    end_rule(rule, last_day=TODAY, by=console)
    again = add_rule(item=lamp, place=places["east"], unit=units["east"], from_day=TODAY + DAY, by=console)
    assert again.number > rule.number


def test_another_unit_may_answer_for_the_same_from_now_on(rule, lamp, places, units, console):
    assert add_rule(item=lamp, place=places["east"], unit=units["firm"], by=console).number > rule.number


def test_a_note_is_short(places, units, console):
    with pytest.raises(Refusal, match="longer than 200 characters"):
        add_rule(place=places["east"], unit=units["east"], note="长" * 201, by=console)


def test_nothing_is_ruled_for_an_item_that_has_ended(lamp, places, units, console):
    end_item(lamp, on=TODAY, by=console)
    with pytest.raises(Refusal, match="“路灯照明” has ended"):
        add_rule(item=lamp, place=places["east"], unit=units["east"], by=console)


def test_nothing_is_given_to_a_unit_that_has_ended(places, units, console):
    end_unit(units["firm"], on=TODAY, by=console)
    with pytest.raises(Refusal, match="“安居物业” has ended"):
        add_rule(place=places["east"], unit=units["firm"], by=console)


def test_nothing_is_ruled_for_a_place_that_has_ended(places, units, console):
    end_place(places["grid"], by=console)
    with pytest.raises(Refusal, match="“grid” has ended"):
        add_rule(place=places["grid"], unit=units["willow"], by=console)


def test_the_last_day_counts(rule, console):
    end_rule(rule, last_day=TODAY, by=console)
    assert Rule.objects.in_force(TODAY).filter(pk=rule.pk).exists()
    assert not Rule.objects.in_force(TODAY + DAY).filter(pk=rule.pk).exists()


def test_a_rule_does_not_end_in_the_past(rule, console):
    with pytest.raises(Refusal, match="from today on"):
        end_rule(rule, last_day=TODAY - DAY, by=console)


def test_a_rule_to_come_has_at_least_its_first_day(lamp, places, units, console):
    rule = add_rule(place=places["east"], unit=units["east"], from_day=TODAY + 9 * DAY, by=console)
    with pytest.raises(Refusal, match="The rule begins on 2026-03-11"):
        end_rule(rule, last_day=TODAY, by=console)


def test_an_end_is_only_brought_forward(rule, console):
    end_rule(rule, last_day=TODAY + DAY, by=console)
    with pytest.raises(Refusal, match="ends on 2026-03-03 already"):
        end_rule(rule, last_day=TODAY + DAY, by=console)
    end_rule(rule, last_day=TODAY, by=console)
    assert rule.to_day == TODAY


def test_a_stranger_ends_no_rule(rule, stranger):
    with pytest.raises(Forbidden):
        end_rule(rule, last_day=TODAY, by=stranger)
