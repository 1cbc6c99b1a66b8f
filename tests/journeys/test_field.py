"""On the way with a phone: without signal, with a line that breaks, with somebody quicker."""

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from playwright.sync_api import expect

from qiaomen.matters.models import Attachment, Matter
from qiaomen.people.actions import set_password
from tests.journeys.conftest import PASSWORD, Open
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page, Route

PHONE = {"width": 390, "height": 844}
REPORTS = ["井盖松了，走上去会响", "路灯不亮，三号楼门口", "消防通道停了车"]


def photo(colour: str) -> "FilePayload":
    out = BytesIO()
    Image.new("RGB", (2400, 1800), colour).save(out, "JPEG")
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


class Walker:
    """Somebody in the field, with the app on their phone."""

    def __init__(self, page: "Page", address: str) -> None:
        self.page, self.address = page, address

    def sign_in(self, login: str) -> None:
        self.page.goto(f"{self.address}/field/")
        self.page.get_by_role("link", name="Sign in").click()
        self.page.locator("#id_username").fill(login)
        self.page.locator("#id_password").fill(PASSWORD)
        self.page.locator("#id_password").press("Enter")
        self.page.wait_for_url("**/field/**")

    def carries_the_app(self) -> None:
        """Until the phone has the app itself, so that it opens without signal."""
        self.page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
        self.page.wait_for_function("navigator.serviceWorker.controller !== null")

    def signal(self, *, there: bool) -> None:
        self.page.context.set_offline(not there)

    def turns_to(self, *links: str) -> None:
        for link in links:
            self.page.get_by_role("link", name=link).first.click()

    def reports(self, words: str, *photos: "FilePayload") -> None:
        self.turns_to("Report what I see")
        self.page.get_by_label("What is it about?").fill(words)
        if photos:
            self.page.get_by_label("Photos").set_input_files(list(photos))
            expect(self.page.locator(".photos img")).to_have_count(len(photos))
        self.finish()

    def finish(self) -> None:
        self.page.get_by_role("button", name="Finish").click()

    def reads(self, *sentences: str) -> None:
        for sentence in sentences:
            expect(self.page.get_by_text(sentence).first).to_be_visible()

    def everything_is_sent(self) -> None:
        expect(self.page.get_by_text("Still to be sent")).to_have_count(0)


AsWalker = Callable[[str], Walker]


@pytest.fixture
def walker(office: World, window: Open) -> AsWalker:
    def enter(login: str) -> Walker:
        set_password(office.people[login], password=PASSWORD, by=office.console)
        opened = window(has_touch=True)
        opened.page.set_viewport_size(PHONE)
        walker = Walker(opened.page, opened.address)
        walker.sign_in(login)
        walker.reads("My matters")
        return walker

    return enter


def lose_the_reply(route: "Route") -> None:
    """The office has it, and the phone does not learn it."""
    route.fetch()
    route.abort("connectionreset")


def test_three_reports_made_without_signal_arrive_once_though_the_line_breaks(
    office: World, walker: AsWalker
):
    grid = walker("grid")
    grid.carries_the_app()
    grid.signal(there=False)
    grid.page.reload()
    for words, colour in zip(REPORTS, ("red", "green", "blue"), strict=True):
        grid.reports(words, photo(colour))
    grid.reads("Still to be sent: 3", "No signal.")
    assert not Matter.objects.exists()

    grid.page.context.route("**/field/sendings/", lose_the_reply, times=1)
    grid.signal(there=True)
    grid.reads("Still to be sent: 3")
    expect(grid.page.get_by_text("Still to be sent")).to_have_count(0, timeout=30_000)
    assert sorted(Matter.objects.values_list("body", flat=True)) == sorted(REPORTS)
    assert Attachment.objects.count() == 3
