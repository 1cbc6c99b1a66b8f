"""Five questions for every address: that it works once, a stranger, a reader, a wrong method, elsewhere.

A new address fails here until the table in `routes.py` says what it needs.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver

from config.urls import urlpatterns
from qiaomen.catalogue.suggesting import machinery
from qiaomen.kernel import clock
from qiaomen.kernel.models import Event, PutAside
from qiaomen.kernel.web import Route
from qiaomen.matters.context import Context
from qiaomen.matters.models import Attachment, Matter
from qiaomen.people.actions import appoint
from qiaomen.people.models import Role
from qiaomen.portal.links import call_back_link
from qiaomen.portal.signing.access import ASKED
from qiaomen.portal.tracking.access import SIGNED_IN
from qiaomen.portal.tracking.acts import ACTS
from tests.asks import ANYBODY, CALLED, TELLER, Ask
from tests.routes import TABLE
from tests.world import World, monday, world

__all__ = ["monday", "world"]

SAMPLE = {
    "name": "all",
    "issue": 1,
    "notice": 1,
    "round_no": 1,
    "number": "N",
    "pk": 1,
    "mail": 1,
    "token": "T",
    "code": "S1",
    "procedure": "own",
    "step": "look",
    "seen": 0,
    "place": "grid",
    "month": "2026-01",
    "unit": "power",
    "person": "1",  # the clerk
    "post": "P",
    "role": "leader",
    "rule": "1",
    "mapping": "1",
    "message": "matter_answered",
}
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}
DJANGOS_OWN = {"/language/", "/desk/sign-in/"}
ACT = "/track/{number}/{noun}/"  # one view, a page for each act
OF_A_TELLER = [address for address, ask in TABLE.items() if ask.who == TELLER]
OF_THE_STAFF = [address for address, ask in TABLE.items() if ask.who not in {TELLER, ANYBODY, CALLED}]


def views(patterns: Sequence[URLPattern | URLResolver], above: str = "/") -> Iterator[tuple[str, Callable]]:
    """Every address, such as /desk/matters/{number}/, with its view."""
    for pattern in patterns:
        address = above + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, address)
        else:
            yield address, pattern.callback


VIEWS = dict(views(urlpatterns))
VIEWS |= {ACT.replace("{noun}", noun): VIEWS[ACT] for noun in ACTS}
del VIEWS[ACT]


def declared(address: str) -> Route:
    route: Route = VIEWS[address].route
    return route


def takes_a_form_only(address: str) -> bool:
    return "GET" not in declared(address).methods


def face(path: str) -> str:
    """Where a face begins: /desk/ or /field/."""
    return f"/{path.split('/')[1]}/"


GUARDED = [address for address in OF_THE_STAFF if declared(address).permission]
WRITING = [address for address in TABLE if "POST" in declared(address).methods]


def each(addresses):
    return pytest.mark.parametrize("address", addresses)


@dataclass
class Scene:
    """One address of the table, with its matter in the state that it needs."""

    world: World
    address: str
    ask: Ask
    matter: Matter

    @property
    def path(self) -> str:
        post = self.world.people["clerk"].posts.earliest("pk")
        file, telling = Attachment.objects.first(), self.matter.tellings.first()
        mail = PutAside.objects.first()
        known = {
            **SAMPLE,
            "number": self.matter.number,
            "post": post.token,
            "pk": file.pk if file else 0,
            "mail": mail.pk if mail else 0,
            "token": call_back_link(telling).rpartition("/")[2] if telling else "",
        }
        return self.address.format(**known) + self.ask.query

    def send(self, client: Client, seen: int) -> HttpResponse:
        sent = self.ask.sent(self.matter) if callable(self.ask.sent) else self.ask.sent
        return client.post(self.path, {"seen": seen, **sent})

    def seen(self) -> int:
        """How far the story had come when the form was loaded."""
        self.matter.refresh_from_db()
        return self.matter.ledger_seq


@pytest.fixture
def scene(world: World, address: str) -> Scene:
    ask = TABLE[address]
    return Scene(world, address, ask, ask.way(world))


def browser() -> Client:
    return Client(headers={"accept-language": "en"})


def signed_in(world: World, login: str) -> Client:
    client = browser()
    client.force_login(world.people[login], "django.contrib.auth.backends.ModelBackend")
    return client


def following(matter: Matter) -> Client:
    client = browser()
    client.post("/track/", {"number": matter.number, "code": matter.tellings.get().code})
    return client


def holding_the_telephone(matter: Matter) -> Client:
    client, session = browser(), SessionStore()
    who = matter.tellings.get().who
    session[ASKED], session[SIGNED_IN] = who, (who, clock.now().timestamp() + 60)
    session.create()
    client.cookies["sessionid"] = session.session_key
    return client


def who_may(scene: Scene) -> Client:
    if scene.ask.who == CALLED:
        return holding_the_telephone(scene.matter)
    if scene.ask.who == TELLER:
        return following(scene.matter)
    return browser() if scene.ask.who == ANYBODY else signed_in(scene.world, scene.ask.who)


def test_the_table_has_every_address_and_no_other():
    assert set(TABLE) == set(VIEWS) - DJANGOS_OWN


def test_only_djangos_own_views_declare_nothing():
    assert {address for address, view in VIEWS.items() if not hasattr(view, "route")} == DJANGOS_OWN


@each([address for address in TABLE if "GET" in declared(address).methods])
def test_who_may_reads_it(scene: Scene):
    client, path = who_may(scene), scene.path
    machinery()  # what a process builds once is not counted
    Context.load(clock.now())
    with CaptureQueriesContext(connection) as asked, closing(client.get(path)) as page:
        assert page.status_code == 200  # a file stays open until the end of the block
        assert len(asked) <= scene.ask.queries
        assert scene.ask.who == ANYBODY or "no-store" in page["Cache-Control"]


def test_only_what_is_everybodys_own_needs_no_permission():
    assert set(OF_THE_STAFF) - set(GUARDED) == {"/desk/", "/desk/password/", "/desk/language/"}


@each(WRITING)
def test_what_who_may_sends_is_done_and_sent_again_changes_nothing(scene: Scene):
    client, seen = who_may(scene), scene.seen()
    done = scene.send(client, seen)
    assert done.status_code == scene.ask.then
    assert scene.ask.who == ANYBODY or "no-store" in done["Cache-Control"]
    lines = Event.objects.count()
    again = scene.send(client, seen)
    assert again.status_code == scene.ask.again
    refused = again.status_code >= 400
    assert ('role="alert"' in again.content.decode()) == refused
    assert Event.objects.count() == lines + scene.ask.recorded


@pytest.mark.once  # refused before anything is asked of the database
def test_a_stranger_is_sent_to_sign_in(db: None):
    for address in OF_THE_STAFF:
        path = address.format(**SAMPLE)
        for method in declared(address).methods:
            sent = browser().generic(method, path)["Location"]
            assert sent.startswith(f"/desk/sign-in/?next={face(path)}"), (method, address)


@pytest.mark.once  # refused before anything is asked of the database
def test_a_stranger_is_brought_back_to_the_page_of_the_form(db: None):
    for address in filter(takes_a_form_only, OF_THE_STAFF):
        path = address.format(**SAMPLE)
        above = path.rstrip("/").rpartition("/")[0]
        assert browser().post(path)["Location"] == f"/desk/sign-in/?next={above}/", address


@pytest.mark.once  # refused before anything is asked of the database
def test_what_only_takes_a_form_says_so_on_a_page(world: World):
    clerk = signed_in(world, "clerk")
    for address in filter(takes_a_form_only, TABLE):
        page = clerk.get(address.format(**SAMPLE))
        assert page.status_code == 405, address
        assert "There is no page to read at this address." in page.content.decode(), address


@each(OF_A_TELLER)
def test_the_teller_of_another_matter_is_asked_for_the_code(world: World, address: str):
    path = address.format(**SAMPLE)
    for method in declared(address).methods:
        asked = following(world.receive()).generic(method, path)
        assert (asked.status_code, asked["Location"]) == (303, "/track/?number=N")


def test_a_link_that_nobody_made_opens_nothing(world: World):
    refused = browser().get("/r/1-20260401.forged")
    assert refused.status_code == 422
    assert "This link is not complete." in refused.content.decode()


@pytest.mark.once  # refused before anything is asked of the database
@each(GUARDED)
def test_who_does_not_hold_the_permission_is_refused_with_a_sentence(scene: Scene):
    may_read_only = scene.world.actor("auditor")
    login = "administrator" if may_read_only.holding(declared(scene.address).permission) else "auditor"
    client, seen = signed_in(scene.world, login), scene.seen()
    lines = Event.objects.count()
    for method in declared(scene.address).methods:
        refused = client.get(scene.path) if method == "GET" else scene.send(client, seen)
        assert refused.status_code == 403
        assert "Your post does not include this." in refused.content.decode()
    assert Event.objects.count() == lines


@each([address for address in OF_THE_STAFF if "{number}" in address or "{pk}" in address])
def test_a_matter_is_not_there_for_who_may_do_all_this_elsewhere(scene: Scene):
    far, seen = scene.world.units["far"], scene.seen()
    appoint(
        scene.world.people["elsewhere"],
        unit=far,
        place=far.place,
        role=Role.objects.get(code="coordinator"),
        from_day=clock.today(),
        by=scene.world.console,
    )
    client = signed_in(scene.world, "elsewhere")
    for method in declared(scene.address).methods:
        reply = client.get(scene.path) if method == "GET" else scene.send(client, seen)
        assert reply.status_code == 404


@pytest.mark.once  # refused before anything is asked of the database
def test_a_wrong_method_is_refused(world: World):
    client = signed_in(world, "coordinator")
    for address in TABLE:
        for method in METHODS - set(declared(address).methods):
            refused = client.generic(method, address.format(**SAMPLE))
            assert refused.status_code == 405, (method, address)
