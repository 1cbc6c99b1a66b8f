"""How a report is divided, who may read it, and what it looks like."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qiaomen.catalogue.models import Item
from qiaomen.indicators.grouping import Grouping
from qiaomen.indicators.rates import Share
from qiaomen.indicators.report import RatesReport
from qiaomen.indicators.reports import report_rates
from qiaomen.indicators.tests.deeds import ANOTHER, confirm, row, say, told_twice, total
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Grant, Permission
from qiaomen.kernel.refusal import Forbidden
from qiaomen.matters.actions.assigning import accept, assign
from qiaomen.matters.actions.handling import answer, redo
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Outcome
from qiaomen.matters.tests.walks import CONTENT, DISCONTENT, answered, closed, declined
from qiaomen.territory.models import PlaceKind
from tests.world import World


def test_a_verdict_counts_for_the_unit_that_answered_and_the_matter_for_the_last(world: World):
    matter = answered(world)
    say(world, matter, DISCONTENT)
    redo(matter, by=world.actor("clerk"), reason="不是水管的事")
    assign(matter, by=world.actor("clerk"), unit=world.units["power"])
    accept(matter, by=world.actor("power"))
    answer(matter, by=world.actor("power"), outcome=Outcome.SOLVED, text="线路已修。")
    say(world, matter, CONTENT)
    confirm(world, matter)
    water, power = row(world, "water").figures, row(world, "power").figures
    assert (water.matters, water.satisfaction) == (0, Share(0, 1))
    assert (power.matters, power.satisfaction) == (1, Share(1, 1))


@pytest.mark.parametrize(
    ("level", "code"),
    [(PlaceKind.GRID, "grid"), (PlaceKind.COMMUNITY, "willow"), (PlaceKind.STREET, "street")],
)
def test_places_are_summed_up_to_the_level_asked(world: World, level: PlaceKind, code: str):
    closed(world)
    assert row(world, code, group=Grouping.PLACE, level=level).figures.matters == 1


def test_a_matter_in_no_place_of_that_level_stands_under_its_own(world: World):
    closed(world, place=world.places["street"])
    assert row(world, "street", group=Grouping.PLACE, level=PlaceKind.GRID).figures.matters == 1


def test_items_are_summed_up_to_the_first_level(world: World):
    pipes = Item.objects.create(code="pipes", name="水管", level=2, parent=Item.objects.get(code="unsorted"))
    matter = closed(world)
    Matter.objects.filter(pk=matter.pk).update(item=pipes)
    assert row(world, "unsorted", group=Grouping.ITEM).figures.matters == 1


def test_channels_have_their_own_names(world: World):
    closed(world)
    assert row(world, "phone", group=Grouping.CHANNEL).name == "phone desk"


def test_groups_come_by_rank_and_small_ones_last(world: World):
    closed(world, place=world.places["cassia"])  # its code comes before the other's
    for number in range(10):
        closed(world, phone=f"100000000{number + 10}")
    rows = report_rates(by=world.actor("leader"), group=Grouping.PLACE).rows
    assert [(row.code, row.rank) for row in rows] == [("willow", 1), ("cassia", None)]


def test_who_may_read_no_report_is_refused(world: World):
    with pytest.raises(Forbidden):
        report_rates(by=world.actor("clerk"))


def test_a_leader_counts_only_what_lies_below_their_post(world: World):
    Matter.objects.filter(pk=closed(world).pk).update(place=world.places["far"])
    assert total(world).matters == 0
    assert report_rates(by=world.actor("auditor")).total.matters == 1


def test_reports_are_read_only_where_the_same_post_lets_one_read_both(world: World):
    closed(world)
    everywhere = Grant(frozenset({Permission.MATTER_READ}))
    far = Grant(frozenset({Permission.MATTER_READ, Permission.REPORT_READ}), world.places["far"].path)
    assert report_rates(by=Actor("person/99", (everywhere, far))).total.matters == 0


def test_a_unit_does_not_learn_of_complaints_about_it_by_counting(world: World):
    matter = closed(world)
    Matter.objects.filter(pk=matter.pk).update(about_unit=world.units["street"])
    assert total(world).matters == 0


@pytest.mark.parametrize("group", Grouping)
def test_the_number_of_queries_does_not_grow(world: World, group: Grouping):
    told_twice(world, phone=ANOTHER)
    closed(world)
    with CaptureQueriesContext(connection) as few:
        report_rates(by=world.actor("leader"), group=group)
    for _ in range(3):
        closed(world)
    with CaptureQueriesContext(connection) as more:
        report_rates(by=world.actor("leader"), group=group)
    assert len(more) == len(few) <= 14


def test_a_report_is_a_page_with_its_period_and_its_definition(world: World):
    closed(world)
    lines = report_rates(by=world.actor("leader"), to_day=date(2026, 3, 31)).lines()
    assert lines[0] == "Rates by unit, … to 2026-03-31"
    assert any(line.startswith("–     水务科  1        100.0% (1/1)") for line in lines)
    assert "Not counted: nothing" in lines
    assert "How it is counted (definition 1):" in lines


def test_a_report_is_the_same_after_freezing_and_thawing(world: World):
    closed(world)
    declined(world)
    report = report_rates(by=world.actor("leader"), from_day=date(2026, 3, 1), to_day=date(2026, 3, 31))
    assert RatesReport.thawed(json.loads(json.dumps(report.frozen())), published="") == report
