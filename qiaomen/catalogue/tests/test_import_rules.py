"""Routing rules from a table, as often as one likes."""

from datetime import timedelta

import pytest

from qiaomen.catalogue.importing import import_rules
from qiaomen.catalogue.models import Rule
from qiaomen.catalogue.router import Router
from qiaomen.kernel import clock
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.people.tests.conftest import AT, TODAY

DAY = timedelta(days=1)
HEADINGS = "item,place,unit,from_days,to_days,note\n"
RULES = HEADINGS + "lamp,east,east,-400,,街道先管\n,willow,willow,-400,,社区兜底\nwater,,firm,,,\n"
DATED = "事项,区域,责任单位,开始日期,结束日期\n"

pytestmark = pytest.mark.usefixtures("items", "units")


def counts(report):
    return report.added, report.changed, report.unchanged, len(report.rejected)


def faults(report):
    return [(rejected.row, rejected.column, str(rejected.reason)) for rejected in report.rejected]


@pytest.fixture
def take(file, console):
    return lambda text: import_rules(file("rules.csv", text), by=console)


def last():
    return Rule.objects.order_by("number").last()


def test_rules_come_in_and_answer(take, lamp, places, units):
    assert counts(take(RULES)) == (3, 0, 0, 0)
    assert Router.load().unit_for(lamp, places["grid"], TODAY) == units["east"].pk
    assert Rule.objects.get(item=lamp).note == "街道先管"


def test_items_places_and_units_may_be_named(take, lamp, places, units):
    names = f"{lamp.name},{places['grid'].name},{units['firm'].name}"
    assert counts(take(f"{HEADINGS}{names},,,\n")) == (1, 0, 0, 0)
    assert (last().item, last().place, last().unit) == (lamp, places["grid"], units["firm"])


def test_an_empty_item_is_the_default_of_the_place_and_an_empty_place_is_everywhere(take, items, places):
    take(RULES)
    assert Rule.objects.get(place=places["willow"]).item is None
    assert Rule.objects.get(item=items["water"]).place == places["house"]


def test_days_may_be_counted_from_today(take):
    take(HEADINGS + "lamp,east,east,-3,4,\n")
    assert (last().from_day, last().to_day) == (TODAY - 3 * DAY, TODAY + 4 * DAY)


def test_days_may_be_dates_under_the_offices_own_headings(take):
    take(DATED + "lamp,east,east,2026年3月1日,2026/12/31\n")
    assert (last().from_day.isoformat(), last().to_day.isoformat()) == ("2026-03-01", "2026-12-31")


def test_a_second_import_adds_nothing_on_the_same_day_and_on_the_next(take):
    take(RULES)
    assert counts(take(RULES)) == (0, 0, 3, 0)
    with clock.told(AT + DAY):
        assert counts(take(RULES)) == (0, 0, 3, 0)


def test_a_last_day_that_is_new_ends_the_rule(take):
    take(DATED + "lamp,east,east,2026-03-01,\n")
    ending = DATED + "lamp,east,east,2026-03-01,2026-06-30\n"
    assert counts(take(ending)) == (0, 1, 0, 0)
    assert last().to_day.isoformat() == "2026-06-30"
    assert counts(take(ending)) == (0, 0, 1, 0)


def test_a_later_last_day_than_there_is_needs_a_rule_of_its_own(take):
    take(DATED + "lamp,east,east,2026-03-01,2026-06-30\n")
    report = take(DATED + "lamp,east,east,2026-03-01,2026-07-31\n")
    assert faults(report) == [(2, "", "The rule ends on 2026-06-30 already. Choose an earlier day.")]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("lump,east,east,,,", "item", "lump is not known here"),
        ("lamp,nowhere,east,,,", "place", "nowhere is not known here"),
        ("lamp,east,,,,", "unit", "This cell is empty"),
        ("lamp,east,east,soon,,", "from_days", "“soon” is not a whole number"),
        ("lamp,east,east,,x,", "to_days", "“x” is not a whole number"),
        ("lamp,east,east,2,1,", "", "end before it begins"),
        ("water,,firm,,,", "", "A row above says the same"),
        (f"lamp,east,east,,,{'长' * 201}", "", "longer than 200 characters"),
        (f"{'长' * 400_000},east,east,,,", "item", "more than 1 MB"),
    ],
)
def test_a_faulty_row_is_rejected_and_the_others_come_in(take, row, column, reason):
    report = take(f"{RULES}{row}\n")
    assert counts(report) == (3, 0, 0, 1)
    assert faults(report)[0][:2] == (5, column)
    assert reason in faults(report)[0][2]


def test_a_date_that_is_none_is_rejected_with_its_heading(take):
    assert faults(take(DATED + "lamp,east,east,2026-02-30,\n"))[0][:2] == (2, "开始日期")


def test_a_table_without_units_is_refused(take):
    with pytest.raises(Refusal, match="No column is headed Unit"):
        take("item,place\nlamp,east\n")


def test_rules_beyond_the_own_street_refuse_the_whole_file(file, keeper):
    with pytest.raises(Forbidden):
        import_rules(file("rules.csv", RULES), by=keeper)
    assert Rule.objects.count() == 1
