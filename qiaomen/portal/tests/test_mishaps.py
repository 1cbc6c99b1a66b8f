"""Pages for when something is amiss, of the whole house: they lie here because the portal is at its root."""

import pytest
from django.test import Client

from qiaomen.portal.tests.conftest import World


def test_an_address_that_there_is_not_leads_to_the_first_page(visitor: Client):
    reply = visitor.get("/nowhere/")
    assert reply.status_code == 404
    assert 'href="/"' in reply.content.decode()


def test_a_form_without_its_cookie_says_what_to_do(world: World):
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    reply = strict.post("/", {"body": "路灯坏了"})
    assert reply.status_code == 403
    assert "send it once more" in reply.content.decode()


def test_a_form_of_the_desk_that_is_too_old_says_what_to_do_in_the_desks_dress(world: World):
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    strict.force_login(world.people["clerk"], "django.contrib.auth.backends.ModelBackend")
    reply = strict.post("/desk/matters/search/", {"q": "10000000001"})
    assert reply.status_code == 403
    page = reply.content.decode()
    assert "load the page again and send them once more" in page
    assert 'href="/desk/matters/">Load the page again' in page
    assert "desk.css" in page


def test_another_language_on_a_page_that_a_form_led_to_leads_to_one_that_can_be_read(visitor: Client):
    assert 'name="next" value="/track/"' in visitor.get("/track/departure/").content.decode()
    assert 'name="next" value="/track/?number=7"' in visitor.get("/track/?number=7").content.decode()


@pytest.mark.parametrize("address", ["/", "/desk/sign-in/"])
def test_more_than_a_form_can_hold_is_told_on_a_page(visitor: Client, settings, address):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    reply = visitor.post(address, {"body": "路灯坏了" * 50})
    assert reply.status_code == 400
    assert "More was sent than fits at once." in reply.content.decode()


def test_our_own_fault_is_a_page_too(visitor: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("qiaomen.portal.services.views.listing", lambda _place: 1 / 0)
    visitor.raise_request_exception = False
    reply = visitor.get("/catalogue/")
    assert reply.status_code == 500
    assert "call the service desk" in reply.content.decode()
