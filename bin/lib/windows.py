"""Browser windows of people, and pictures of what they show."""

import io
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import FloatRect, Locator, Page, ViewportSize

from qiaomen.demo import PASSWORD

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "img"

SCREEN = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)
TALLEST = 950  # pixels; what stands further down is left out
COLOURS = 64
LARGEST = 150_000  # bytes of one picture


@dataclass
class Window:
    """One person's browser window. A form is named by a CSS selector."""

    page: Page
    address: str
    language: str

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def fill(self, form: str, said: Mapping[str, str]) -> None:
        for name, value in said.items():
            fill_in(self.page.locator(f'{form} [name="{name}"]'), value)

    def send(self, form: str, said: Mapping[str, str] | None = None) -> None:
        self.fill(form, said or {})
        self.press(self.page.locator(f"{form} button:not([formaction])").last)  # no preview

    def press(self, button: Locator) -> None:
        with self.page.expect_navigation():
            button.click()

    def sign_in(self, login: str) -> None:
        self.open("/desk/sign-in/")
        self.send("form:has([name=password])", {"username": login, "password": PASSWORD})
        self.page.locator("header summary").click()
        self.press(self.page.locator(f'[name=language][value="{self.language}"]'))

    def look_at(self, number: str) -> None:
        self.open(f"/desk/matters/{number}/")

    def picture(self, name: str) -> None:
        """The page from its top, as docs/img/NAME.LANGUAGE.png."""
        width = self.page.evaluate("window.innerWidth")
        height = self.page.evaluate("document.querySelector('main').getBoundingClientRect().bottom")
        image = self.page.screenshot(
            full_page=True, clip=FloatRect(x=0, y=0, width=width, height=min(height, TALLEST))
        )
        keep(image, PICTURES / f"{name}.{self.language}.png")


def fill_in(field: Locator, value: str) -> None:
    match field.first.evaluate("field => field.type"):
        case "radio":
            field.and_(field.page.locator(f'[value="{value}"]')).check()
        case "select-one":
            field.select_option(value)
        case _:
            field.fill(value)


def keep(image: bytes, file: Path) -> None:
    few = Image.open(io.BytesIO(image)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(file, optimize=True)
    if (size := file.stat().st_size) > LARGEST:
        sys.exit(f"screenshots: {file} has {size} bytes, more than {LARGEST}: show less of the page.")


Opens = Callable[[ViewportSize], Window]
