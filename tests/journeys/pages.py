"""What people do at their browser windows: they read, fill in what has a label, and press what has a name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Locator, Page

Said = Mapping[str, "str | FilePayload"]  # by the beginning of a field's label


class Kept(NamedTuple):
    """What a resident writes down."""

    number: str
    code: str


@dataclass
class Window:
    page: "Page"
    address: str

    def open(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}")

    def press(self, button: str, said: Said | None = None) -> None:
        """Fill in the form that the button belongs to, and send it."""
        form = self.form(button)
        for label, value in (said or {}).items():
            fill_in(form, re.compile(f"^{re.escape(label)}"), value)
        with self.page.expect_navigation():
            form.get_by_role("button", name=button, exact=True).click()

    def form(self, button: str) -> "Locator":
        named = self.page.get_by_role("button", name=button, exact=True)
        return self.page.locator("form").filter(has=named)

    def follow(self, link: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=link, exact=True).click()

    def offers(self, name: str) -> bool:
        """Whether there is such a link or button."""
        named = [self.page.get_by_role(role, name=name, exact=True) for role in ("link", "button")]
        return any(one.count() for one in named)

    def reads(self, *sentences: str) -> None:
        for sentence in sentences:
            expect(self.page.get_by_text(sentence).first).to_be_visible()

    def does_not_read(self, sentence: str) -> None:
        expect(self.page.get_by_text(sentence)).to_have_count(0)

    @property
    def notice(self) -> str:
        """What is said of what was just done."""
        return self.page.get_by_role("status").inner_text()

    @property
    def refusal(self) -> str:
        """Why it was not done."""
        return self.page.get_by_role("alert").first.inner_text()


def fill_in(form: "Locator", label: re.Pattern[str], value: "str | FilePayload") -> None:
    """By the kind of the field: choose, tick, enclose or type."""
    choices = form.get_by_role("group", name=label)
    if choices.count():
        choices.get_by_label(str(value), exact=True).check()
        return
    field = form.get_by_label(label)
    match field.evaluate("field => field.type"):
        case "select-one":
            field.select_option(label=str(value))
        case "checkbox":
            field.check()
        case "file":
            field.set_input_files(value)
        case _:
            field.fill(str(value))


class Desk:
    """A member of staff."""

    def __init__(self, window: Window) -> None:
        self.window = window

    def sign_in(self, login: str, password: str) -> None:
        self.window.open("/desk/sign-in/")
        page = self.window.page
        page.locator("#id_username").fill(login)
        page.locator("#id_password").fill(password)
        with page.expect_navigation():
            page.locator("#id_password").press("Enter")

    def look_at(self, number: str) -> None:
        self.window.open(f"/desk/matters/{number}/")

    def do(self, number: str, title: str, said: Said | None = None) -> str:
        """Use a verb, by what the matter's page offers; gives what is said afterwards."""
        self.turn_to(number, title)
        self.window.press(title, said)
        return self.window.notice

    def tries(self, number: str, title: str, said: Said) -> str:
        """The same where it is refused; gives the reason."""
        self.turn_to(number, title)
        self.window.press(title, said)
        return self.window.refusal

    def turn_to(self, number: str, title: str) -> None:
        """The form of a verb: it stands on the matter's page when it is next, else behind its link."""
        self.look_at(number)
        if not self.window.form(title).count():
            self.window.follow(title)

    def asks_for(self, number: str, title: str, said: Said) -> None:
        assert "It has been asked for" in self.do(number, title, said)

    def grants(self, number: str) -> None:
        assert self.do(number, "Decide the request", {"Decision": "grant it"}) == "It is decided."

    def calls(self, number: str, said: Said) -> None:
        assert self.do(number, "Enter a call-back", said) == "The call is entered."


class Portal:
    """A resident."""

    def __init__(self, window: Window) -> None:
        self.window = window

    def report(self, words: str, phone: str = "") -> Kept:
        self.tells_from_start({"What is it about?": words, "Your phone number": phone})
        return self.written_down()

    def tells_from_start(self, said: Said) -> None:
        self.window.open("/")
        self.tells(said)

    def tells(self, said: Said, *, further: str = "Next", send: str = "Send report") -> None:
        """Answer one step after the other, or all at once where no script divides them; then send."""
        form, left = self.window.page.locator("form.report"), dict(said)
        onwards = form.get_by_role("button", name=further, exact=True)
        while True:
            for label in list(left):
                if form.get_by_label(re.compile(f"^{re.escape(label)}")).is_visible():
                    fill_in(form, re.compile(f"^{re.escape(label)}"), left.pop(label))
            if not onwards.count():
                break
            onwards.click()
        self.window.press(send)

    def written_down(self) -> Kept:
        number, code = self.window.page.get_by_role("definition").all_inner_texts()
        return Kept(number, code)

    def follows(self, kept: Kept) -> None:
        self.window.open("/track/")
        self.window.press("Show my report", {"Number": kept.number, "Code": kept.code})
