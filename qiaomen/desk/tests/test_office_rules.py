"""An office keeps its places, rules and days at the desk."""

from datetime import date, timedelta

import pytest
from django.test import Client

from qiaomen.catalogue.models import Rule
from qiaomen.catalogue.router import Router
from qiaomen.desk.tests.posting import words
from qiaomen.desk.tests.test_office import OFFICE, seen
from qiaomen.kernel import clock
from qiaomen.kernel.calendar import calendar_now
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place
from tests.world import World

FIRST_OF_APRIL = date(2026, 4, 1)
HOLIDAY = {"day": "2026-04-01", "rule": "rests", "name": "示例假日", "source": "示例〔2026〕1号"}


def answering(world: World, item=None, place: str = "grid", day: date | None = None) -> str:
    unit = Router.load().unit_for(item, world.places[place], day or clock.today())
    return Unit.objects.get(pk=unit).code


def test_a_rule_is_added_explained_and_another_unit_answers_from_a_day_on(world, keeper, water_item):
    said = {"item": "停水 (S1)", "place": "柳岸社区", "unit": "水务科", "from_day": f"{clock.today()}"}
    assert keeper.post(f"{OFFICE}rules/new/", {**said, "item": "停水"}).status_code == 303
    rule = Rule.objects.get(item=water_item)
    told = words(keeper.get(f"{OFFICE}explanation/?item=停水&place=柳岸第一网格"))
    assert "水务科 answers, by rule 2: its item is the more exact." in told
    assert "1 workday" in told
    later = clock.today() + timedelta(days=7)
    keeper.post(f"{OFFICE}rules/2/change/", {"unit": "供电科", "from_day": f"{later}", **seen(rule)})
    assert answering(world, water_item) == "water"
    assert answering(world, water_item, day=later) == "power"


def test_another_unit_can_answer_from_today(world: World, keeper: Client):
    rule = Rule.objects.get()
    answer = {"unit": "水务科", "from_day": f"{clock.today()}"}
    assert keeper.post(f"{OFFICE}rules/1/change/", {**answer, **seen(rule)}).status_code == 303
    assert answering(world) == "water"


def test_a_rule_ends_and_without_any_the_first_page_says_so(world: World, keeper: Client):
    assert "No unit answers for 1 place: 远山街道." in words(keeper.get(OFFICE))
    keeper.post(f"{OFFICE}rules/1/end/", {"last_day": f"{clock.today()}", **seen(Rule.objects.get())})
    with clock.told(clock.now() + timedelta(days=1)):
        assert "It is over." in words(keeper.get(f"{OFFICE}rules/1/"))
        assert "No unit answers for 2 places: 柳荫街道, 远山街道." in words(keeper.get(OFFICE))


def test_a_place_is_added_renamed_called_otherwise_and_ends(world: World, keeper: Client):
    said = {"code": "pine", "name": "松涛网格", "kind": "grid", "parent": "桂花社区"}
    keeper.post(f"{OFFICE}places/new/", said)
    pine, page = Place.objects.get(code="pine"), f"{OFFICE}places/pine/"
    keeper.post(f"{page}change/", {**said, "name": "松影网格", **seen(pine)})
    keeper.post(f"{page}name/", {"text": "松影花园", **seen(pine)})
    sheet = words(keeper.get(page))
    for told in ("松影花园", "松涛网格", "not drawn", "柳荫诉求受理中心 answers"):
        assert told in sheet
    assert "松影网格" in words(keeper.get(f"{OFFICE}places/?q=松影花园"))
    assert 'value="松涛网格"' in words(keeper.get(f"{page}change/?as=1"))
    keeper.post(f"{page}end/", seen(pine))
    assert "It ended on" in words(keeper.get(page))
    keeper.post(f"{page}resumption/", seen(pine))
    pine.refresh_from_db()
    assert pine.ended_on is None


def test_a_place_in_which_something_goes_on_is_merged_instead(world: World, keeper: Client):
    grid, page = world.places["grid"], f"{OFFICE}places/grid/"
    assert "Posts reach" in words(keeper.post(f"{page}end/", seen(grid)))
    world.receive()
    assert "Matters are open in" in words(keeper.post(f"{page}end/", seen(grid)))
    assert "Units are at home in" in words(
        keeper.post(f"{OFFICE}places/willow/end/", seen(world.places["willow"]))
    )
    keeper.post(f"{page}merger/", {"into": "桂花社区", **seen(grid)})
    grid.refresh_from_db()
    assert grid.merged_into == world.places["cassia"]
    assert "Take the end back" not in words(keeper.get(page))


def test_a_day_is_corrected_and_corrected_back(world: World, keeper: Client):
    page = f"{OFFICE}calendar/correction/"
    assert calendar_now().is_workday(FIRST_OF_APRIL)
    keeper.post(page, {**HOLIDAY, "seen": "2026-04-01 0"})
    assert not calendar_now().is_workday(FIRST_OF_APRIL)
    again = keeper.post(page, {**HOLIDAY, "rule": "works", "seen": "2026-04-01 0"})
    assert again.status_code == 409
    keeper.post(page, {**HOLIDAY, "rule": "works", "seen": "2026-04-01 1"})
    assert calendar_now().is_workday(FIRST_OF_APRIL)
    assert "示例〔2026〕1号" in words(keeper.get(f"{page}?day=2026-04-01"))


def test_a_year_says_when_its_holidays_are_not_known_yet(world: World, keeper: Client):
    this, later = words(keeper.get(f"{OFFICE}calendar/")), words(keeper.get(f"{OFFICE}calendar/?year=2031"))
    assert "not arranged yet" not in this
    assert "2<sup>R</sup>" in this  # the second of January 2026
    assert "The holidays of 2031 are not arranged yet" in later
    assert "2026" in words(keeper.get(f"{OFFICE}calendar/?year=nonsense"))


@pytest.mark.parametrize("path", ["places/", "places/?q=春江", "rules/", "calendar/"])
def test_these_pages_ask_few_questions_too(world, keeper, django_assert_max_num_queries, path: str):
    with django_assert_max_num_queries(10):
        keeper.get(OFFICE + path)


def test_an_explanation_reads_the_lists_to_choose_from_all_rules_and_their_names(
    world, keeper, django_assert_max_num_queries
):
    page = f"{OFFICE}explanation/?place=grid"
    keeper.get(page)  # what is kept between pages is read now
    with django_assert_max_num_queries(20):  # who asks, the choices, the rules with their names, the promise
        keeper.get(page)


def test_weekdays_are_told_apart_by_as_little_as_each_language_needs(world: World, keeper: Client):
    page = {
        language: keeper.get(f"{OFFICE}calendar/", headers={"accept-language": language}).content.decode()
        for language in ("zh-hans", "ko", "en")
    }
    assert '<abbr title="星期一">一</abbr>' in page["zh-hans"]
    assert '<abbr title="월요일">월</abbr>' in page["ko"]
    assert '<abbr title="Monday">Mon</abbr>' in page["en"]
