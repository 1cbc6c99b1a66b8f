"""Phones in the field: what their people do with the app, and what is left on them."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from playwright.sync_api import expect

from qiaomen.matters.models import Matter
from qiaomen.people.actions import set_password
from tests.journeys.conftest import PASSWORD, Open
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page

PHONE = {"width": 390, "height": 844}

KEPT = """() => new Promise((resolve) => {
  indexedDB.open("qiaomen-field").onsuccess = ({ target: { result: base } }) => {
    const all = base.transaction("kept").objectStore("kept").getAll();
    all.onsuccess = () => { base.close(); resolve(JSON.stringify(all.result)); };
  };
})"""
WAITING = """() => new Promise((resolve) => {
  indexedDB.open("qiaomen-field").onsuccess = ({ target: { result: base } }) => {
    const count = base.transaction("queue").objectStore("queue").count();
    count.onsuccess = () => { base.close(); resolve(count.result); };
  };
})"""
LONG_AGO = """() => new Promise((resolve) => {
  indexedDB.open("qiaomen-field").onsuccess = ({ target: { result: base } }) => {
    const kept = base.transaction("kept", "readwrite").objectStore("kept");
    kept.get("snapshot").onsuccess = ({ target: { result: snapshot } }) => {
      snapshot.contact.phone -= 4 * 24 * 60 * 60 * 1000;
      kept.put(snapshot, "snapshot").onsuccess = () => { base.close(); resolve(); };
    };
  };
})"""


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
        """Until the phone has the app itself, so that it opens without signal.

        Whether this very page is led by it already depends on which of the two was ready first.
        """
        self.page.wait_for_function("() => navigator.serviceWorker.ready.then(() => true)")

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

    def finish(self, button: str = "Finish") -> None:
        """Until the phone has kept it: only then it leaves the form."""
        self.page.get_by_role("button", name=button).click()
        expect(self.page.locator("main form")).to_have_count(0)

    def reads(self, *sentences: str) -> None:
        for sentence in sentences:
            expect(self.page.get_by_text(sentence).first).to_be_visible()

    def does(self, matter: Matter, deed: str, said: Mapping[str, str]) -> None:
        self.page.goto(f"{self.address}/field/#matter/{matter.number}")
        self.turns_to(deed)
        for label, words in said.items():
            field = self.page.get_by_label(label)
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(label=words)
            else:
                field.fill(words)
        self.finish("Finish" if said else deed)

    def has_kept(self, words: str) -> None:
        self.waits_until(lambda: words in self.page.evaluate(KEPT))

    def everything_is_sent(self) -> None:
        """It may take the app some tries."""
        self.waits_until(lambda: self.page.evaluate(WAITING) == 0)

    def waits_until(self, so: Callable[[], bool]) -> None:
        for _second in range(60):
            if so():
                return
            self.page.wait_for_timeout(1000)
        pytest.fail("It did not come to that within a minute.")


AsWalker = Callable[[str], Walker]


@pytest.fixture
def walker(office: World, window: Open) -> AsWalker:
    def enter(login: str) -> Walker:
        set_password(office.people[login], password=PASSWORD, by=office.console)
        opened = window(has_touch=True)
        opened.page.set_viewport_size(PHONE)
        walker = Walker(opened.page, opened.address)
        walker.sign_in(login)
        return walker

    return enter
