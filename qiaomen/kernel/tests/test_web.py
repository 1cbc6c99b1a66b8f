"""What every face does with a request, on two small views of its own."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from qiaomen.kernel import web
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Grant, Permission
from qiaomen.kernel.refusal import Conflict, Forbidden, Refusal

NOBODY = Actor("person/1")
READER = Actor("person/2", (Grant(frozenset({Permission.MATTER_READ})),))


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def acting(monkeypatch):
    """Says as whom whoever is signed in acts."""
    return lambda actor: monkeypatch.setattr(web, "_acting", lambda: lambda _person, _day: actor)


class Somebody:
    is_authenticated = True


def ask(view, method="GET", user=None):
    request = RequestFactory().generic(method, "/somewhere/?a=1")
    request.user = user or AnonymousUser()
    request.session = {}
    request._messages = FallbackStorage(request)
    return view(request)


@web.route(Permission.MATTER_READ, "GET")
def page(request):
    return HttpResponse(request.actor.ref)


def saying(no):
    @web.public("GET")
    def view(_request):
        raise no

    return view


def test_whoever_holds_the_permission_comes_in(acting):
    acting(READER)
    assert ask(page, user=Somebody()).content == b"person/2"


def test_the_head_alone_is_asked_for_like_the_whole(acting):
    acting(READER)
    assert ask(page, "HEAD", Somebody()).status_code == 200


def test_another_method_is_refused_and_the_known_one_named(acting):
    assert ask(page, "POST", Somebody())["Allow"] == "GET"


def test_a_stranger_is_sent_to_sign_in_and_back():
    assert ask(page)["Location"] == "/desk/sign-in/?next=/somewhere/%3Fa%3D1"


def test_a_resident_needs_no_account():
    view = web.public("GET")(lambda request: HttpResponse(request.actor.ref))
    assert ask(view).content == b"resident/web"


@pytest.mark.parametrize(
    ("no", "status"), [(Refusal("no"), 422), (Forbidden("no"), 403), (Conflict("no"), 409)]
)
def test_each_kind_of_refusal_has_its_status(no, status):
    assert web.status_of(no) == status


def test_what_is_done_is_said_on_the_next_page():
    request = RequestFactory().post("/")
    request.session = {}
    request._messages = FallbackStorage(request)
    response = web.done(request, "It is done.", "/next/")
    assert (response.status_code, response["Location"]) == (303, "/next/")
    assert [str(message) for message in request._messages] == ["It is done."]


def test_a_view_declares_its_route():
    assert page.route == web.Route(("GET",), Permission.MATTER_READ)
    assert saying(Refusal("no")).route == web.Route(("GET",), public=True)
