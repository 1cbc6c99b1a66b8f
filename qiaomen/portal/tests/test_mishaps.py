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


def test_our_own_fault_is_a_page_too(visitor: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("qiaomen.portal.services.views.listing", lambda _place: 1 / 0)
    visitor.raise_request_exception = False
    reply = visitor.get("/catalogue/")
    assert reply.status_code == 500
    assert "call the service desk" in reply.content.decode()
