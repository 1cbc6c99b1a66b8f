"""The server's time for every main page at many matters: requests to the WSGI application, in one process."""

import json
import statistics
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from bin.lib.bench import house
from bin.lib.bench.multiplying import STEP, multiply
from config.wsgi import application
from qiaomen.cli.founding import prepare
from qiaomen.demo.player import play
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.states import State
from qiaomen.people.models import Person
from qiaomen.portal.tracking.access import REMEMBERED

if TYPE_CHECKING:
    from django.http import HttpResponse

DAYS = 90
ROUNDS = 21
TOKEN = "x" * 32  # of the cookie and of the form alike
SAID = "三单元楼道的路灯坏了一个星期，晚上老人上下楼看不见，请尽快派人来修。"
CLERK, COORDINATOR, LEADER, OFFICER, GRID = "linshili", "zhoushili", "hanshili", "louyangli", "suyanshi"
FIGURES_KEPT, FIGURES_FRESH = 5, 0  # minutes

Cookies = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """Who asks for what; with `sent` it is a form."""

    cookies: Cookies
    path: str
    sent: Mapping[str, str] | None = None
    figures: int = FIGURES_KEPT

    def ask(self) -> None:
        settings.QIAOMEN_FIGURES_MINUTES = self.figures
        ask(self)


def ask(page: Page) -> None:
    """As a server would: the whole answer is read."""
    cookie = "; ".join(f"{name}={value}" for name, value in {**page.cookies, "csrftoken": TOKEN}.items())
    makes = RequestFactory(headers={"cookie": cookie, "x-csrftoken": TOKEN, "host": "localhost"})
    asked = makes.get(page.path) if page.sent is None else makes.post(page.path, page.sent)
    statuses: list[str] = []
    answer = cast(
        "HttpResponse", application(asked.environ, lambda status, _headers: statuses.append(status))
    )
    with closing(answer):
        b"".join(answer)
    if statuses != ["200 OK"]:
        raise SystemExit(f"{page.path} answered {statuses}")


def signed_in(login: str) -> Cookies:
    client = Client()
    client.force_login(Person.objects.get(login=login), "django.contrib.auth.backends.ModelBackend")
    return {"sessionid": client.cookies["sessionid"].value}


def following(telling: Telling) -> Cookies:
    """The browser of whoever told it."""
    session = SessionStore()
    session[REMEMBERED] = {telling.matter.number: (telling.pk, time.time() + 3600)}
    session.create()
    return {"sessionid": session.session_key or ""}


def pages() -> dict[str, Page]:
    return {**of_the_desk(), **of_leaders(), **of_residents()}


def of_the_desk() -> dict[str, Page]:
    clerk, coordinator, officer = map(signed_in, (CLERK, COORDINATOR, OFFICER))
    worked_on = Matter.objects.filter(state=State.HANDLING, pk__lt=STEP).earliest("pk")
    waiting = Matter.objects.filter(state=State.RECEIVED, confidential=False, pk__lt=STEP).earliest("pk")
    queues = ("today", "unit", "sorting", "call-back", "overdue", "followed", "all")
    return {
        **{name: Page(clerk, f"/desk/queues/{name}/") for name in queues},
        **{
            f"an officer's {name}": Page(officer, f"/desk/queues/{name}/")
            for name in ("unit", "today", "all")
        },
        **narrowed(coordinator, waiting, worked_on),
        **sought(clerk, "路灯", "灯", "楼道 灯", waiting.number, "没有人说过的话"),
        **taken_down(clerk, waiting),
        "a matter to sort": Page(clerk, f"/desk/matters/{waiting.number}/"),
        "a matter worked on": Page(coordinator, f"/desk/matters/{worked_on.number}/"),
        "what is like it": Page(clerk, f"/desk/matters/{waiting.number}/alike/"),
        "call-backs": Page(clerk, "/desk/calls/"),
        "catalogue of the desk": Page(coordinator, "/desk/catalogue/"),
    }


def narrowed(who: Cookies, waiting: Matter, worked_on: Matter) -> dict[str, Page]:
    """The list of all with a filter or two."""
    filters = {
        "an item": {"item": waiting.item.name},
        "a place": {"place": waiting.place.name},
        "a unit": {"unit": worked_on.unit.name},
        "overdue": {"due": "overdue"},
        "open, due first": {"state": "open", "sort": "due"},
        "closed, changed last": {"state": "closed", "sort": "changed"},
        "urgent complaints": {"priority": "1", "kind": "complaint"},
    }
    return {
        f"all, {name}": Page(who, f"/desk/queues/all/?{urlencode(said)}") for name, said in filters.items()
    }


def sought(who: Cookies, *words: str) -> dict[str, Page]:
    return {f"search, {each}": Page(who, f"/desk/matters/?{urlencode({'q': each})}") for each in words}


def taken_down(who: Cookies, waiting: Matter) -> dict[str, Page]:
    """The phone desk, and what is fetched while somebody types."""
    form, said = f"?form={uuid4()}", {"body": SAID, "place": "", "item": ""}
    placed = {**said, "place": waiting.place.code}
    return {
        "phone desk": Page(who, f"/desk/matters/new/{form}"),
        "phone desk, while typing": Page(who, f"/desk/matters/new/answers/{form}", said),
        "phone desk, with a place": Page(who, f"/desk/matters/new/answers/{form}", placed),
    }


def of_leaders() -> dict[str, Page]:
    leader, grid = signed_in(LEADER), signed_in(GRID)
    return {
        "overview, first": Page(leader, "/desk/overview/", figures=FIGURES_FRESH),
        "overview, again": Page(leader, "/desk/overview/"),
        "map": Page(leader, "/desk/map/"),
        "hot issues": Page(leader, "/desk/hot/"),
        "field: now": Page(grid, "/field/now/"),
    }


def of_residents() -> dict[str, Page]:
    telling = Telling.objects.filter(matter__state=State.CLOSED, pk__lt=STEP).earliest("pk")
    addresses = (
        "/",
        "/neighbourhood/",
        "/map/outlines/",
        "/figures/",
        "/catalogue/",
        "/questions/",
        "/track/",
    )
    return {
        **{f"portal: {address}": Page({}, address) for address in addresses},
        "portal: a matter": Page(following(telling), f"/track/{telling.matter.number}/"),
        "portal: similar": Page({}, "/similar/", {"body": SAID}),
    }


def queries(page: Page) -> int:
    house.times(2, page.ask)
    with CaptureQueriesContext(connection) as told:
        page.ask()
    return len(told)


def measured(asked: Mapping[str, Callable[[], object]]) -> dict[str, list[float]]:
    """Milliseconds, sorted: each page once in turn, as often as there are rounds."""
    took: dict[str, list[float]] = {name: [] for name in asked}
    for _round in range(ROUNDS):
        for name, work in asked.items():
            took[name].append(1000 * house.seconds(work))
    return {name: sorted(each) for name, each in took.items()}


def main() -> None:
    prepare()
    play(DAYS)
    multiply(house.option("matters"))
    known = pages()
    numbers = {name: queries(page) for name, page in known.items()}
    took = measured({name: partial(Page.ask, page) for name, page in known.items()})
    said = {
        name: {
            "queries": numbers[name],
            "median": round(statistics.median(each), 1),
            "p95": round(each[-(-len(each) * 95 // 100) - 1], 1),
        }
        for name, each in took.items()
    }
    whole = [each for page in took.values() for each in page]
    within = round(100 * sum(each < 150 for each in whole) / len(whole), 1)
    print(json.dumps({"matters": Matter.objects.count(), "percent_under_150_ms": within, "pages": said}))


if __name__ == "__main__":
    main()
