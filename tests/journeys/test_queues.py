"""A day at a queue: by keyboard alone, many at once, and without scripts."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from qiaomen.matters.models import Matter
from qiaomen.matters.tests.walks import assigned
from qiaomen.people.actions import choose_shortcuts
from tests.journeys.conftest import AtDesk
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Page


def focused(page: "Page") -> str:
    text: str = page.evaluate("document.activeElement.textContent")
    return text


def tab_to(page: "Page", wanted: str) -> None:
    """With the tabulator, to the next that the CSS selector means."""
    for _field in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    pytest.fail(f"{wanted} is not within reach of the tabulator.")


def test_an_officer_goes_through_the_queue_by_keyboard_alone(office: World, at_desk: AtDesk):
    first, second = assigned(office), assigned(office)
    page = at_desk("water").window.page
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert second.number in page.url
    page.keyboard.press("a")  # its form stands open: the letter leads to the button
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.keyboard.press("r")
    tab_to(page, "textarea")
    page.keyboard.type("水管已换好，有事请打社区电话。")
    tab_to(page, "button:not([formaction])")  # past the one that only shows it as the resident reads it
    with page.expect_navigation():
        page.keyboard.press("Enter")
    second.refresh_from_db()
    first.refresh_from_db()
    assert (second.state, first.state) == ("answered", "assigned")


def test_letters_do_nothing_while_somebody_types(office: World, at_desk: AtDesk):
    assigned(office)
    page = at_desk("water").window.page
    page.keyboard.press("/")
    page.keyboard.type("jax?")
    assert page.locator("#search-box").input_value() == "jax?"
    assert not page.locator("#keys").is_visible()


def test_a_question_mark_shows_the_keys_of_this_page(office: World, at_desk: AtDesk):
    matter = assigned(office)
    window = at_desk("water").window
    window.page.keyboard.press("?")
    expect(window.page.locator("#keys")).to_contain_text("to the next line")
    window.page.keyboard.press("Escape")
    window.open(f"/desk/matters/{matter.number}/")
    window.page.keyboard.press("?")
    expect(window.page.locator("#keys")).to_contain_text("Accept it")
    expect(window.page.locator("#keys")).not_to_contain_text("to the next line")


def test_who_has_switched_them_off_types_letters_in_vain(office: World, at_desk: AtDesk):
    assigned(office)
    page = at_desk("water").window.page
    choose_shortcuts(office.people["water"], wanted=False)
    page.reload()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_ticked_lines_are_counted_previewed_and_done(office: World, at_desk: AtDesk):
    office.receive()
    office.receive()
    window = at_desk("clerk").window
    window.open("/desk/queues/unit/")
    page = window.page
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("#many output")).to_have_text("Ticked: 1")
    page.get_by_label("Tick all lines").check()
    expect(page.locator("#many output")).to_have_text("Ticked: 2")
    window.press("Change the priority")
    window.press("See what will happen", {"Priority": "urgent"})
    window.reads("Will be done: 2")
    window.press("Do it for 2 matters")
    window.reads("Is done: 2")
    assert set(Matter.objects.values_list("priority", flat=True)) == {1}
