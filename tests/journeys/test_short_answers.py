"""A caller's question is answered before they hang up."""

import pytest
from playwright.sync_api import expect

from qiaomen.catalogue.knowledge.actions import add_short_answer
from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.catalogue.knowledge.wording import Wording
from qiaomen.matters.models import Matter
from qiaomen.matters.states import State
from tests.journeys.conftest import AtDesk, Open
from tests.journeys.pages import Desk
from tests.world import World

ANSWER = "带身份证到{地址}办理。"


@pytest.fixture
def permit(office: World) -> ShortAnswer:
    wording = Wording("居住证怎么办？", ANSWER, "《居住证暂行条例》", office.units["JY"])
    return add_short_answer(code="K07", wording=wording, by=office.console)


def finishes(clerk: Desk) -> None:
    """With the blank filled in, and a caller who is content."""
    page = clerk.window.page
    page.get_by_label("Answer given on the spot").fill("带身份证到东街1号办理。")
    page.get_by_label("How satisfied is the caller").select_option(label="5 very satisfied")
    with page.expect_navigation():
        page.get_by_role("button", name="Take it down").click()
    assert Matter.objects.get().state == State.CLOSED


def test_answers_come_while_the_words_are_typed_and_one_click_takes_one(at_desk: AtDesk, permit):
    clerk = at_desk("clerk")
    clerk.window.open("/desk/matters/new/")
    page = clerk.window.page
    page.get_by_label("What it is about").press_sequentially("我想问居住证")
    page.locator("#id_phone").fill("15400000001")
    clerk.window.reads(ANSWER)
    with page.expect_navigation():
        page.get_by_role("button", name="Take it into the reply").click()
    expect(page.get_by_label("Answer given on the spot")).to_be_focused()
    page.keyboard.type("东街1号")  # over the blank, which is selected
    expect(page.get_by_label("Answer given on the spot")).to_have_value("带身份证到东街1号办理。")
    expect(page.locator("#id_phone")).to_have_value("15400000001")
    finishes(clerk)
    assert permit.uses.count() == 1


def test_without_scripts_a_button_looks_for_them(at_desk: AtDesk, permit):
    clerk = at_desk("clerk", java_script_enabled=False)
    clerk.window.open("/desk/matters/new/")
    page = clerk.window.page
    page.get_by_label("What it is about").fill("我想问居住证")
    for button in ("Look what fits the words", "Take it into the reply"):
        with page.expect_navigation():
            page.get_by_role("button", name=button).click()
    finishes(clerk)
    assert permit.uses.count() == 1


def test_a_drawn_file_is_checked(at_desk: AtDesk, drawn_file: Matter):
    coordinator = at_desk("coordinator")
    coordinator.window.open("/desk/case-files/")
    coordinator.window.follow(drawn_file.title)
    page = coordinator.window.page
    for yes in page.get_by_label("yes", exact=True).all():
        yes.check()
    coordinator.window.press("Enter the check")
    assert coordinator.window.notice == "Checked."


def test_a_resident_reads_the_common_questions_without_scripts(office: World, window: Open, permit):
    add_short_answer(
        code="K08",
        wording=Wording("养狗要登记吗？", "要登记。", "《动物防疫法》", office.units["JY"]),
        by=office.console,
    )
    resident = window(java_script_enabled=False)
    resident.open("/questions/")
    resident.press("Find", {"What would you like to know?": "狗要不要登记"})
    resident.reads("要登记。")
    resident.does_not_read(ANSWER)
