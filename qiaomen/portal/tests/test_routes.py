"""The five questions for every address of the portal; repeating stands beside each act."""

import pytest
from django.test import Client
from django.urls import resolve

from qiaomen.matters.tests import walks
from qiaomen.portal import urls
from qiaomen.portal.links import call_back_link
from qiaomen.portal.tests.conftest import Follow, World
from qiaomen.portal.tracking.acts import ACTS

OWN = ["/thanks/{number}/", "/track/{number}/", *(f"/track/{{number}}/{noun}/" for noun in ACTS)]
OPEN = ["/", "/track/", "/catalogue/"]
WRITES_ONLY = ["/track/departure/"]


def test_every_address_is_asked_here(world: World):
    asked = {resolve(address.format(number="N")).url_name for address in [*OWN, *OPEN, *WRITES_ONLY]}
    assert {route.name for route in urls.urlpatterns} - asked == {"file", "call-back"}


@pytest.mark.parametrize("address", OPEN)
def test_whoever_comes_may_read(visitor: Client, address):
    assert visitor.get(address).status_code == 200


@pytest.mark.parametrize("address", OWN)
def test_the_teller_may_read_and_a_stranger_is_asked_for_the_code(
    visitor: Client, world: World, follow: Follow, address
):
    matter = walks.answered(world)
    address = address.format(number=matter.number)
    assert visitor.get(address)["Location"] == f"/track/?number={matter.number}"
    follow(matter)
    assert visitor.get(address).status_code == 200


def test_files_and_links_are_read_by_who_may(visitor: Client, world: World):
    matter = walks.answered(world)
    assert visitor.get(f"/track/{matter.number}/files/1/").status_code == 303
    link = call_back_link(matter.tellings.get())
    assert visitor.get(link.partition("8000")[2]).status_code == 200


@pytest.mark.parametrize("address", [*OPEN, *OWN, "/track/{number}/files/1/", "/r/token"])
def test_a_wrong_method_is_refused(visitor: Client, address):
    assert visitor.delete(address.format(number="N")).status_code == 405


@pytest.mark.parametrize("address", WRITES_ONLY)
def test_what_writes_is_not_read(visitor: Client, address):
    assert visitor.get(address).status_code == 405


def test_reading_the_only_page_that_nobody_writes(visitor: Client, world: World, follow: Follow):
    page = follow(world.receive())
    assert visitor.post(page).status_code == 405


def test_the_form_is_one_light_page_and_one_small_style_sheet(visitor: Client, settings):
    page = visitor.get("/").content.decode()
    assert page.count("<link ") == 1
    assert "<script" not in page
    assert "<style" not in page
    sheet = settings.STATICFILES_DIRS[0] / "css" / "portal.css"
    assert len(page.encode()) + sheet.stat().st_size < 20_000


@pytest.mark.parametrize("address", OPEN)
def test_every_input_has_its_label_and_the_page_a_title(visitor: Client, address):
    page = visitor.get(address).content.decode()
    assert " · Qiaomen</title>" in page
    assert 'href="#content"' in page
    assert "<h1>" in page
