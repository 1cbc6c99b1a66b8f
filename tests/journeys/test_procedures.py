"""An office copies a procedure, adds a step, and uses it at once."""

import pytest

from qiaomen.catalogue.actions import add_item
from qiaomen.catalogue.terms import Terms
from qiaomen.matters.actions.assigning import assign
from tests.journeys.conftest import AtDesk
from tests.world import World

STEP = {
    "What is done": "邻居意见",
    "Who does it": "the unit that has it",
    "What is filled in": "听取的意见",
    "What the resident is told": "我们听取了邻居的意见：{听取的意见}。",
}


def test_a_copy_with_one_step_more_is_used_at_once(office: World, at_desk: AtDesk):
    item = add_item(code="lamp", terms=Terms(name="路灯"), by=office.console)
    keeper = at_desk("administrator").window
    keeper.open("/desk/catalogue/procedures/")
    keeper.follow("一般诉求")
    keeper.follow("Copy it")
    keeper.press("Show what comes of it", {"Code": "neighbours", "Its name": "邻里诉求"})
    keeper.reads("It is a new procedure.")
    keeper.press("Adopt it")
    keeper.follow("Add a step")
    keeper.press("Show what comes of it", STEP)
    keeper.reads("邻居意见", "This will change")
    keeper.press("Adopt it")
    keeper.follow("Use it for items")
    keeper.press("Use it", {"Another item": "lamp"})
    assert "路灯 (2026-03-02)" in keeper.notice

    matter = office.receive(item=item)
    assign(matter, by=office.actor("clerk"), unit=office.units["water"])
    water = at_desk("water")
    water.do(matter.number, "Accept it")
    water.window.reads("邻居意见")
    assert (
        water.do(matter.number, "Complete the step", {"听取的意见": "同意装灯"}) == "The step is filled in."
    )
    water.do(matter.number, "Answer", {"Answer": "路灯已经装好。"})
    water.window.reads("我们听取了邻居的意见：同意装灯。")


@pytest.mark.parametrize("width", [1280, pytest.param(390, marks=pytest.mark.slow)])
def test_each_line_of_the_text_has_its_number_beside_it(office: World, at_desk: AtDesk, width: int):
    keeper = at_desk("administrator").window
    keeper.page.set_viewport_size({"width": width, "height": 900})
    keeper.open("/desk/catalogue/procedure-draft/?procedure=petition")
    text, gutter = keeper.page.get_by_label("The text"), keeper.page.locator(".desk-gutter")
    lines = text.input_value().count("\n") + 1
    assert gutter.inner_text().split()[-1] == f"{lines}"
    heights = [part.evaluate("part => getComputedStyle(part).lineHeight") for part in (text, gutter)]
    assert heights[0] == heights[1]
    text.evaluate("text => { text.scrollTop = text.scrollHeight; }")
    keeper.page.wait_for_function(
        """() => document.querySelector(".desk-gutter").scrollTop
                 === document.querySelector("textarea").scrollTop"""
    )
    text.fill("code = 1\n")
    assert gutter.inner_text().split() == ["1", "2"]
