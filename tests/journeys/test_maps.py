"""Maps in a browser: a tap says where it is, the keyboard does too, and without the map nothing is lost."""

import re

import pytest
from playwright.sync_api import expect

from config.tiles import tiles
from qiaomen.matters.models import Matter
from qiaomen.territory.actions import draw_place
from qiaomen.territory.tests.conftest import square
from tests.journeys.conftest import AtDesk
from tests.journeys.pages import Portal, Window
from tests.journeys.test_accessible import faults_here, sizes
from tests.world import World

MAP, POINT = "[data-map]", "#location-position"


@pytest.fixture
def drawn(office: World) -> World:
    """The first grid and, east of it, the other community."""
    draw_place(office.places["grid"], geometry=square(112.4, 27.9), by=office.console)
    draw_place(office.places["cassia"], geometry=square(112.41, 27.9), by=office.console)
    return office


@pytest.fixture
def clerk(drawn: World, at_desk: AtDesk) -> Window:
    window = at_desk("clerk").window
    window.open(f"/desk/matters/{drawn.receive().number}/location/")
    return window


def test_the_outlines_stand_there_with_their_names(clerk: Window):
    names = clerk.page.locator(".map-name:visible")
    expect(names).to_have_text(["桂花社区", "柳岸第一网格"], use_inner_text=True)


def test_a_matter_that_has_a_point_shows_it_among_the_outlines(clerk: Window, drawn: World):
    clerk.open(f"/desk/matters/{drawn.receive(point=('112.405', '27.905')).number}/location/")
    expect(clerk.page.locator("path.map-own")).to_have_count(1)
    expect(clerk.page.locator("path.map-outline")).to_have_count(2)


def test_a_tap_fills_in_the_point_and_its_place(clerk: Window):
    clerk.page.locator(".map-name", has_text="桂花社区").click(force=True)
    expect(clerk.page.locator(POINT)).to_have_value(re.compile(r"27\.90\d+, 112\.41\d+"))
    expect(clerk.page.locator("#location-place")).to_have_value("柳荫街道桂花社区")
    clerk.press("Change the place")
    clerk.reads("The place is set.")


def test_enter_takes_the_point_in_the_middle(clerk: Window):
    expect(clerk.page.locator(".map-name").first).to_be_attached()
    clerk.page.locator(MAP).focus()
    clerk.page.keyboard.press("ArrowRight")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator(POINT)).not_to_have_value("")


def test_a_typed_point_is_told_too(clerk: Window):
    expect(clerk.page.locator(".map-name").first).to_be_attached()
    clerk.page.locator(POINT).fill("27.905, 112.405")
    clerk.page.locator(POINT).blur()
    clerk.reads("It lies in")


def test_without_outlines_the_map_goes_away_and_the_form_stays(clerk: Window):
    clerk.page.route("**/desk/map/outlines/", lambda route: route.abort())
    clerk.page.reload()
    expect(clerk.page.locator(MAP)).to_have_count(0)
    clerk.press("Change the place", {"Place": "", "Point": "27.905, 112.415"})
    clerk.reads("The place is set.")


def test_a_boundary_is_drawn_with_taps_and_told_as_text(drawn: World, at_desk: AtDesk):
    window = at_desk("administrator").window
    window.open("/desk/boundaries/willow/")
    board, corners = window.page.locator(MAP), window.page.locator("#id_corners")
    expect(board.locator(".map-name").first).to_be_attached()
    for taps, (x, y) in enumerate([(200, 100), (400, 100), (300, 250)], start=1):
        board.click(position={"x": x, "y": y})
        expect(board.locator(".map-corner")).to_have_count(taps)
    board.locator(".map-corner").first.dblclick()
    expect(board.locator(".map-corner")).to_have_count(2)
    board.click(position={"x": 200, "y": 200})
    expect(corners).to_have_value(re.compile(r"^(27\.\d+, 112\.\d+\n?){3}$"))
    window.press("Save the boundary")
    window.reads("The boundary is drawn.")


def test_corners_that_are_typed_stand_on_the_map(drawn: World, at_desk: AtDesk):
    window = at_desk("administrator").window
    window.open("/desk/boundaries/grid/")
    expect(window.page.locator(".map-corner")).to_have_count(4)
    window.page.locator("#id_corners").fill("27.9, 112.4\n27.9, 112.41\n27.91, 112.41")
    window.page.locator("#id_corners").blur()
    expect(window.page.locator(".map-corner")).to_have_count(3)


def test_a_resident_shows_where_it_is(drawn: World, resident: Portal):
    page = resident.window.page
    resident.window.open("/")
    page.get_by_label("What is it about?").fill("路灯不亮")
    page.get_by_role("button", name="Next", exact=True).click()
    assert page.locator("script[src*=leaflet]").count() == 0
    page.get_by_text("Show it on the map").click()
    page.locator(".map-name", has_text="桂花社区").click(force=True)
    resident.window.reads("It lies in 柳荫街道桂花社区.")
    expect(page.get_by_label("Community")).to_have_value("cassia")
    resident.tells({})
    assert Matter.objects.get().point


def test_on_shifted_tiles_that_do_not_load_a_tap_finds_the_place_all_the_same(clerk: Window, settings):
    settings.QIAOMEN_TILES = tiles("http://127.0.0.1:9/{z}/{x}/{y}.png", "示例地图", "gcj02")
    clerk.page.reload()
    clerk.reads("示例地图")
    clerk.page.locator(".map-name", has_text="桂花社区").click(force=True)
    expect(clerk.page.locator(POINT)).to_have_value(re.compile(r"27\.90\d+, 112\.41\d+"))
    clerk.reads("It lies in 柳荫街道桂花社区.")


@sizes
def test_maps_are_for_everybody(drawn: World, clerk: Window, at_desk: AtDesk, size):
    matter = drawn.receive(point=("112.405", "27.905"))
    drawn.receive(point=("112.405", "27.9055"))
    leader, administrator = at_desk("leader").window, at_desk("administrator").window
    faults = [
        *faults_with_map(clerk, f"/desk/matters/{matter.number}/location/", size),
        *faults_with_map(clerk, f"/desk/matters/{matter.number}/", size),
        *faults_with_map(leader, "/desk/map/", size),
        *faults_with_map(administrator, "/desk/boundaries/", size),
        *faults_with_map(administrator, "/desk/boundaries/grid/", size),
    ]
    assert faults == []


def faults_with_map(window: Window, path: str, size: dict[str, int]) -> list[str]:
    window.page.set_viewport_size(size)
    window.open(path)
    window.page.locator(MAP).scroll_into_view_if_needed()  # only then it is fetched
    expect(window.page.locator(".map-name").first).to_be_attached()
    return faults_here(window)
