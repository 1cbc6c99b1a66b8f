"""An explanation lists every rule that might have answered, and why it does or does not."""

from datetime import timedelta

import pytest

from qiaomen.catalogue.actions import add_rule
from qiaomen.catalogue.explaining import explain
from qiaomen.people.actions import end_unit
from qiaomen.people.tests.conftest import TODAY

DAY = timedelta(days=1)


@pytest.fixture
def ruled(items, places, units, console):
    """Rules 2 to 7 beside the desk's own; 5 wins for the lamp in the grid."""
    city, lamp = items["city"], items["lamp"]
    ends = TODAY - DAY
    for item, place, unit, days in (
        (None, "willow", "willow", {}),
        (city, "east", "east", {}),
        (lamp, "house", "west", {}),
        (lamp, "east", "east", {}),
        (lamp, "willow", "willow", {"from_day": ends - DAY, "to_day": ends}),
        (lamp, "willow", "firm", {"from_day": TODAY + DAY}),
    ):
        add_rule(item=item, place=places[place], unit=units[unit], **days, by=console)


def test_every_rule_is_told_with_its_reason_those_in_force_first(ruled, lamp, places):
    assert explain(lamp, places["grid"], TODAY).lines() == [
        "路灯照明 (lamp) in eastwillowgrid on 2026-03-02",
        "→ rule 5  路灯照明 · east → 东柳街道 (2026-03-02 –): its place is the more exact",
        "  rule 4  路灯照明 · house → 西桥街道 (2026-03-02 –): its place is less exact",
        "  rule 3  城市管理 · east → 东柳街道 (2026-03-02 –): its item is less exact",
        "  rule 2  any item · willow → 柳岸社区 (2026-03-02 –): its item is less exact",
        "  rule 1  any item · house → 诉求受理中心 (2026-03-02 –): its item is less exact",
        "  rule 7  路灯照明 · willow → 安居物业 (2026-03-03 –): not yet in force",
        "  rule 6  路灯照明 · willow → 柳岸社区 (2026-02-28 – 2026-03-01): no longer in force",
        "东柳街道 answers, by rule 5: its place is the more exact.",
    ]


def test_the_answer_is_that_of_the_day(ruled, lamp, places):
    assert explain(lamp, places["grid"], TODAY + DAY).answer.startswith("安居物业 answers, by rule 7")


def test_a_rule_whose_unit_has_ended_says_so(ruled, lamp, places, units, console):
    end_unit(units["firm"], on=TODAY + DAY, by=console)
    explanation = explain(lamp, places["grid"], TODAY + DAY)
    reasons = {each.rule.number: str(each.because) for each in explanation.considered}
    assert reasons[7] == "its unit has ended"
    assert explanation.answer.startswith("东柳街道 answers, by rule 5")


def test_without_an_item_only_the_places_own_units_are_asked(ruled, places):
    explanation = explain(None, places["grid"], TODAY)
    assert explanation.question == "any item in eastwillowgrid on 2026-03-02"
    assert [each.rule.number for each in explanation.considered] == [2, 1]


def test_where_no_rule_fits_the_desk_keeps_the_matter(ruled, lamp, places):
    explanation = explain(lamp, places["grid"], TODAY - 100 * DAY)
    assert explanation.answer == "No rule fits: the matter waits at the desk."
    assert {str(each.because) for each in explanation.considered} == {"not yet in force"}
