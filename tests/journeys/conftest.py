"""The world behind a running server, one clock for all of it, and the windows of those who live there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qiaomen.catalogue.actions import add_item
from qiaomen.catalogue.models import Item
from qiaomen.catalogue.terms import Terms
from qiaomen.indicators.sampling.actions import draw_sample
from qiaomen.kernel import clock
from qiaomen.matters.models import Matter
from qiaomen.matters.tests.walks import closed
from qiaomen.people.actions import set_password
from tests.journeys.pages import Desk, Portal, Window
from tests.network import asks_outside
from tests.world import MONDAY, World, monday, world

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext
    from pytest_django.live_server_helper import LiveServer
    from pytest_playwright.pytest_playwright import CreateContextCallback

__all__ = ["monday", "world"]

ENGLISH = "en-GB"
PASSWORD = "一个很长的示例密码 1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Hands:
    """The hands of the office's clock: it stands still until a test turns it."""

    at: datetime

    def turn(self, **further: float) -> None:
        self.at += timedelta(**further)


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    """`clock.told` tells one thread; here the server's threads have to know the time too."""
    hands = Hands(MONDAY)
    monkeypatch.setattr(clock, "now", lambda: hands.at)
    return hands


@pytest.fixture
def office(hands: Hands, live_server: "LiveServer", world: World, settings) -> World:
    """The world, served; what is sent to residents leads back to this server."""
    settings.QIAOMEN_ADDRESS = live_server.url
    return world


@pytest.fixture
def water_item(office: World) -> Item:
    return add_item(code="S1", terms=Terms(name="停水漏水", answer="5 workdays"), by=office.console)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Each window says for itself which language its reader prefers."""
    return {name: value for name, value in browser_context_args.items() if name != "locale"}


@pytest.fixture
def drawn_file(office: World, hands: Hands) -> Matter:
    """Closed last month, and drawn to be checked."""
    hands.turn(days=-20)
    matter = closed(office)
    hands.turn(days=20)
    draw_sample(matter.closed_at.date(), per_unit=1, by=office.console)
    return matter


Open = Callable[..., Window]
AtDesk = Callable[..., Desk]


@pytest.fixture
def window(office: World, live_server: "LiveServer", new_context: "CreateContextCallback") -> Iterator[Open]:
    """Opens a browser window whose reader prefers a language; its pages may ask this machine only."""
    outside: list[str] = []

    def open_window(locale: str = ENGLISH, **habits: object) -> Window:
        context: BrowserContext = new_context(locale=locale, **habits)
        context.on(
            "request", lambda request: outside.append(request.url) if asks_outside(request.url) else None
        )
        return Window(context.new_page(), live_server.url)

    yield open_window
    assert not outside


@pytest.fixture
def resident(window: Open) -> Portal:
    return Portal(window())


@pytest.fixture
def at_desk(office: World, window: Open) -> AtDesk:
    """Signs somebody in, at a window of their own."""

    def enter(login: str, locale: str = ENGLISH, **habits: object) -> Desk:
        set_password(office.people[login], password=PASSWORD, by=office.console)
        desk = Desk(window(locale, **habits))
        desk.sign_in(login, PASSWORD)
        return desk

    return enter
