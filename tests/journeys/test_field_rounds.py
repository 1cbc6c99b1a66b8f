"""A round that is walked without signal, and a form that is left before the phone has kept it."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from qiaomen.matters.models import Look, Matter
from qiaomen.matters.rounds.tests.walked import with_a_round
from tests.journeys.phones import WAITING, AsWalker, photo, walker
from tests.journeys.test_field import REPORTS, lose_the_reply
from tests.world import World

if TYPE_CHECKING:
    from tests.journeys.phones import Walker

__all__ = ["walker"]

FINISH_AND_TURN = """() => {
  document.querySelector("main form .big").click();
  location.hash = "#queue";
}"""


def finds(grid: "Walker", words: str) -> None:
    grid.page.get_by_role("link", name="Something found").last.click()
    grid.page.get_by_label("What is it about?").fill(words)
    grid.page.get_by_label("Photos").set_input_files([photo("red")])
    expect(grid.page.locator(".photos img")).to_have_count(1)
    grid.finish()


def test_a_round_walked_without_signal_is_in_the_office_once(office: World, walker: AsWalker):
    with_a_round(office)
    grid = walker("grid")
    grid.reads("消防巡查", "0 of 2 checkpoints")
    expect(grid.page).to_have_url(f"{grid.address}/field/")  # what the way in had added is gone
    grid.carries_the_app()
    grid.signal(there=False)
    grid.turns_to("消防巡查")
    grid.page.get_by_role("button", name="All right").first.click()
    grid.reads("1 of 2 checkpoints", "done, not sent yet")
    finds(grid, "配电箱没有锁")
    grid.reads("Every checkpoint was looked at.")

    grid.page.context.route("**/field/sendings/", lose_the_reply, times=1)
    grid.signal(there=True)
    grid.everything_is_sent()
    found = Matter.objects.get(body="配电箱没有锁")
    assert list(Look.objects.values_list("checkpoint", "found")) == [
        ("东门消火栓", None),
        ("三栋配电箱", found.pk),
    ]
    assert found.attachments.count() == 1
    grid.reads("looked at")


@pytest.mark.slow
def test_who_has_turned_to_another_page_meanwhile_is_left_there(office: World, walker: AsWalker):
    grid = walker("grid")
    grid.turns_to("Report what I see")
    grid.page.get_by_label("What is it about?").fill(REPORTS[0])
    grid.page.evaluate(FINISH_AND_TURN)
    grid.waits_until(Matter.objects.exists)
    grid.waits_until(lambda: grid.page.evaluate(WAITING) == 0)
    expect(grid.page).to_have_url(f"{grid.address}/field/#queue")
