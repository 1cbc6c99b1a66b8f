"""A clerk on the telephone takes calls down by keyboard alone, with few keys beyond what is told."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from qiaomen.catalogue.knowledge.actions import add_short_answer
from qiaomen.catalogue.knowledge.wording import Wording
from qiaomen.catalogue.models import Item
from qiaomen.matters.models import Matter
from qiaomen.matters.states import State
from qiaomen.matters.tests.walks import answered
from tests.journeys.conftest import AtDesk
from tests.journeys.test_accessible import faults_here
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Page

MOST = 12  # keys beyond the text
SAID = "春江花园三单元楼道停水漏水了，地上全湿了"


@dataclass
class Keyboard:
    """What somebody tells is typed for nothing; every other key counts, a held one too."""

    page: "Page"
    pressed: list[str] = field(default_factory=list)

    def press(self, key: str) -> None:
        self.pressed += key.split("+")
        self.page.keyboard.press(key)

    def type(self, told: str) -> None:
        self.page.keyboard.type(told)


def listens(page: "Page") -> None:
    """Until a field or a button has the keys: what is pressed before goes nowhere."""
    page.wait_for_function("() => document.activeElement !== document.body")


def test_an_ordinary_call_and_one_more_voice_of_it(office: World, at_desk: AtDesk, water_item: Item):
    clerk = at_desk("clerk").window
    clerk.open("/desk/matters/new/")
    page, keys = clerk.page, Keyboard(clerk.page)
    listens(page)
    keys.type(SAID)
    expect(page.locator("#fits [data-field=place]")).to_be_visible()
    keys.press("Tab")
    keys.type("15400000001")
    keys.press("Enter")
    clerk.reads("Nothing that you may see was told from this number")
    keys.type("张示例")
    keys.press("Enter")
    expect(page.locator(".desk-offers li:visible")).to_have_count(1)
    keys.press("Enter")
    expect(page.locator("#id_place")).to_have_value("柳荫街道柳岸社区柳岸第一网格")
    keys.type("三单元")
    keys.press("Enter")
    expect(page.locator(".desk-offers li:visible")).to_have_count(1)
    keys.press("Enter")
    with page.expect_navigation():
        keys.press("Control+Enter")
    matter = Matter.objects.get()
    assert (matter.place, matter.address, matter.item) == (office.places["grid"], "三单元", water_item)
    assert len(keys.pressed) <= MOST, keys.pressed
    clerk.open("/desk/matters/new/")
    listens(page)
    keys.type("春江花园三单元漏水了，地上都湿了")
    with page.expect_navigation():
        page.get_by_role("button", name="Another voice of that one").click()
    clerk.reads(f"It is worked on with {matter.number}.")


def test_a_consultation_is_answered_and_closed(office: World, at_desk: AtDesk):
    wording = Wording("居住证怎么办？", "带身份证到{地址}办理。", "《居住证暂行条例》", office.units["JY"])
    add_short_answer(code="K07", wording=wording, by=office.console)
    clerk = at_desk("clerk").window
    clerk.open("/desk/matters/new/")
    page, keys = clerk.page, Keyboard(clerk.page)
    listens(page)
    keys.type("我想问居住证怎么办")
    clerk.reads("带身份证到{地址}办理。")
    with page.expect_navigation():
        keys.press("Alt+1")
    expect(page.get_by_label("Answer given on the spot")).to_be_focused()
    keys.type("东街1号")
    keys.press("Tab")
    keys.press("Tab")
    keys.press("5")
    with page.expect_navigation():
        keys.press("Control+Enter")
    assert Matter.objects.get().state == State.CLOSED
    assert len(keys.pressed) <= MOST, keys.pressed


def test_residents_are_called_back_by_keyboard_alone(office: World, at_desk: AtDesk):
    content, absent = answered(office), answered(office, phone="15400000002")
    clerk = at_desk("clerk").window
    clerk.open("/desk/queues/call-back/")
    clerk.follow("Call one after the other")
    page = clerk.page
    listens(page)
    with page.expect_navigation():
        page.keyboard.press("Enter")  # on the button that shows the number
    clerk.reads("Dial", "柳荫诉求受理中心")
    assert faults_here(clerk) == []
    listens(page)
    for answer in "115":
        page.keyboard.press(answer)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    clerk.reads(f"{content.number} is closed: confirmed by the resident.", absent.number)
    listens(page)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_role("heading", name="Call back").click()  # away from the questions
    page.keyboard.press("f")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    clerk.reads("The call is entered.", "Nobody is to be called now.")
    assert faults_here(clerk) == []
