"""Every page of every face passes axe at WCAG 2.2 AA: in three languages, by day and by night, at 200 %."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe, AxeResults
from django.conf import settings
from django.test import Client

from tests.journeys.conftest import Open
from tests.journeys.pages import Window
from tests.journeys.test_accessible import LEVEL_AA, SCREEN
from tests.routes import TABLE
from tests.test_routes import Scene, declared, scene, who_may

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["scene"]

READ = [address for address in TABLE if "GET" in declared(address).methods]
HALF = {side: pixels // 2 for side, pixels in SCREEN.items()}  # what a window holds at 200 %
# Each language meets both schemes and both sizes, and each scheme both sizes.
LOOKS = {
    "zh-hans": [("light", SCREEN), ("dark", HALF)],
    "ko": [("dark", SCREEN), ("light", HALF)],
    "en": [("light", SCREEN), ("dark", HALF)],
}


@pytest.mark.slow
@pytest.mark.parametrize("address", READ)
def test_every_page_is_for_everybody(scene: Scene, window: Open):
    client = who_may(scene)
    if not is_a_page(client, scene.path):
        pytest.skip("a file, or what a script asks for")
    view = window()
    carry(view, {name: cookie.value for name, cookie in client.cookies.items()})
    faults = [fault for language in LOOKS for fault in faults_in(view, scene.path, language)]
    assert not faults, "\n".join(faults)


def is_a_page(client: Client, path: str) -> bool:
    answer = client.get(path)
    start = b"".join(answer)[:15]
    answer.close()
    return start == b"<!doctype html>"


def carry(view: Window, cookies: dict[str, str]) -> None:
    """Who is known to the test's client is known at the window too."""
    view.page.context.add_cookies(
        [{"name": name, "value": value, "url": view.address} for name, value in cookies.items()]
    )


def faults_in(view: Window, path: str, language: str) -> Iterator[str]:
    carry(view, {settings.LANGUAGE_COOKIE_NAME: language})
    view.open(path)
    view.page.evaluate(Axe().axe_script)
    for scheme, size in LOOKS[language]:
        view.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no colour is on its way
        view.page.set_viewport_size(size)
        yield from (f"{language} {scheme} {size['width']}: {fault}" for fault in faults_here(view.page))


def faults_here(page: "Page") -> Iterator[str]:
    """The sweep of bin/test, on a page that holds axe already."""
    found = AxeResults(page.evaluate("options => axe.run(options)", LEVEL_AA))
    if found.violations_count:
        yield found.generate_report()
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        yield "scrolls sideways"
