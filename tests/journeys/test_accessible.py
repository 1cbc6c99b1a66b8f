"""The pages that people see most pass axe at WCAG 2.2 AA on a screen, and on a phone in bin/test --all."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

from qiaomen.catalogue.models import Item
from qiaomen.matters.models import Matter
from qiaomen.matters.rounds.tests.walked import with_a_round
from qiaomen.matters.tests.walks import answered, assigned, called_out, closed, with_community
from qiaomen.people.actions import keep_list
from tests.journeys.conftest import AtDesk
from tests.journeys.pages import Kept, Portal, Window
from tests.ways import (
    with_a_published_month,
    with_a_short_answer,
    with_a_summary,
    with_an_announcement,
    with_hot_issues,
)
from tests.world import MONDAY, World

LEVEL_AA = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
SCREEN, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}

SIZES = [pytest.param(SCREEN, id="screen"), pytest.param(PHONE, id="phone", marks=pytest.mark.slow)]
sizes = pytest.mark.parametrize("size", SIZES)


def faults(window: Window, *paths: str) -> list[str]:
    return [f"{path}\n{fault}" for path in paths for fault in faults_of(window, path)]


def faults_of(window: Window, path: str) -> list[str]:
    window.open(path)
    return faults_here(window)


def faults_here(window: Window) -> list[str]:
    """What axe finds on the page; a page wider than its window is a fault too."""
    found = Axe().run(window.page, options=LEVEL_AA)
    wide = window.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [found.generate_report()] * bool(found.violations_count) + ["scrolls sideways"] * wide


@sizes
def test_the_portal_is_for_everybody(resident: Portal, office: World, water_item: Item, size):
    matter = answered(office)
    shown = with_a_summary(office)
    with_an_announcement(office)
    with_a_published_month(office)
    resident.window.page.set_viewport_size(size)
    resident.follows(Kept(matter.number, matter.tellings.get().code))
    own = ("/track/", f"/track/{matter.number}/")
    lists = ("/catalogue/", "/questions/", "/neighbourhood/", "/announcements/", "/figures/")
    forms = (f"/neighbourhood/{shown.number}/voice/", "/mine/sign-in/")
    assert faults(resident.window, "/", *own, *lists, *forms) == []


@sizes
def test_large_type_is_for_everybody(resident: Portal, office: World, size):
    resident.window.page.set_viewport_size(size)
    resident.window.open("/")
    resident.window.press("Large type")
    assert faults(resident.window, "/", "/one-by-one/", "/mine/sign-in/", "/track/") == []


@sizes
def test_the_desk_is_for_everybody(office: World, at_desk: AtDesk, water_item: Item, size):
    held, told = assigned(office).number, answered(office).number
    office.receive()
    clerk = at_desk("clerk").window
    clerk.page.set_viewport_size(size)
    queues = ("/desk/queues/all/", "/desk/queues/sorting/")
    matters = (f"/desk/matters/{held}/", f"/desk/matters/{told}/", "/desk/matters/new/")
    assert faults(clerk, *queues, *matters, "/desk/knowledge/") == []


@sizes
def test_arranging_queues_and_doing_many_at_once_is_for_everybody(office: World, at_desk: AtDesk, size):
    number = assigned(office).number
    keep_list(office.people["clerk"], name="路灯", queue="all", query="state=open")
    clerk = at_desk("clerk").window
    clerk.page.set_viewport_size(size)
    lists = ("/desk/queues/all/?state=open&due=3", "/desk/queues/all/?item=火星", "/desk/queues/followed/")
    assert faults(clerk, *lists, "/desk/keys/", f"/desk/many/priority/?number={number}") == []


@sizes
def test_checking_files_and_keeping_answers_is_for_everybody(
    office: World, at_desk: AtDesk, drawn_file: Matter, size
):
    number = with_a_short_answer(office).number
    coordinator = at_desk("coordinator").window
    coordinator.page.set_viewport_size(size)
    answers = ("/desk/knowledge/all/", "/desk/knowledge/all/revision/", "/desk/knowledge/new/")
    files = (
        "/desk/case-files/",
        f"/desk/matters/{drawn_file.number}/case-check/",
        f"/desk/matters/{number}/",
    )
    assert faults(coordinator, *answers, *files, "/desk/calls/script/") == []


@sizes
def test_hot_issues_are_for_everybody(office: World, at_desk: AtDesk, size):
    with_hot_issues(office)
    coordinator = at_desk("coordinator").window
    coordinator.page.set_viewport_size(size)
    assert faults(coordinator, "/desk/hot/", "/desk/hot/1/") == []


@sizes
def test_the_overview_is_for_everybody(office: World, at_desk: AtDesk, size):
    closed(office)
    leader = at_desk("leader").window
    leader.page.set_viewport_size(size)
    leader.open("/desk/overview/")
    leader.page.locator(".lead-legend").last.wait_for()
    assert faults_here(leader) == []


@sizes
def test_announcing_is_for_everybody(office: World, at_desk: AtDesk, size):
    with_an_announcement(office)
    willow = at_desk("willow").window
    willow.page.set_viewport_size(size)
    pages = ("/desk/announcements/", "/desk/announcements/new/", "/desk/announcements/1/")
    assert faults(willow, *pages) == []


@sizes
def test_rounds_are_for_everybody(office: World, at_desk: AtDesk, size):
    with_a_round(office)
    willow, grid = at_desk("willow").window, at_desk("grid").window
    for window in (willow, grid):
        window.page.set_viewport_size(size)
    assert faults(willow, *(f"/desk/rounds/{page}" for page in ("", "new/", "1/", "1/revision/"))) == []
    grid.open("/field/")
    grid.reads("消防巡查")
    assert faults(grid, "/field/#round/1", "/field/#found/1/东门消火栓") == []


@sizes
def test_the_whistle_is_for_everybody(office: World, at_desk: AtDesk, size):
    called, held = called_out(office, MONDAY + timedelta(hours=1)).number, with_community(office).number
    willow, water = at_desk("willow").window, at_desk("water").window
    for window in (willow, water):
        window.page.set_viewport_size(size)
    blown = [f"/desk/matters/{called}/{noun}" for noun in ("", "excuse/", "whistle-end/")]
    assert faults(willow, *blown, f"/desk/matters/{held}/whistle/") == []
    assert (
        faults(water, "/desk/whistles/", f"/desk/matters/{called}/", f"/desk/matters/{called}/arrival/") == []
    )


@sizes
def test_administration_is_for_everybody(office: World, at_desk: AtDesk, size):
    keeper = at_desk("administrator").window
    keeper.page.set_viewport_size(size)
    shelves = ("", "units/", "units/JY/", "people/1/", "roles/leader/change/", "places/grid/", "rules/1/")
    pages = (
        "explanation/?place=grid",
        "calendar/",
        "calendar/correction/",
        "files/units/",
        "whistle/",
        "learning/",
    )
    notices = ("notices/", "notices/matter_received/", "mappings/")
    assert faults(keeper, *(f"/desk/office/{page}" for page in (*shelves, *pages, *notices))) == []


@sizes
def test_the_way_in_is_for_everybody(window, size):
    stranger = window()
    stranger.page.set_viewport_size(size)
    assert faults(stranger, "/desk/sign-in/") == []


@sizes
def test_the_field_app_is_for_everybody(office: World, at_desk: AtDesk, size):
    number = assigned(office).number
    water = at_desk("water").window
    water.page.set_viewport_size(size)
    water.open("/field/")
    water.reads("My matters")
    deeds = [f"do/{number}/{deed}" for deed in ("accept", "note")]
    assert (
        faults(water, *(f"/field/#{page}" for page in ("", f"matter/{number}", *deeds, "report", "queue")))
        == []
    )
