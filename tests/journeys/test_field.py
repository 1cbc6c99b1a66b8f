"""On the way with a phone: without signal, with a line that breaks, with somebody quicker."""

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from qiaomen.matters.actions.speaking import note
from qiaomen.matters.models import Attachment, Matter
from qiaomen.matters.procedure import standing_rows
from qiaomen.matters.states import State
from qiaomen.matters.tests.walks import assigned, handling
from tests.journeys.phones import AsWalker, photo, walker
from tests.journeys.test_wrong_things import PROGRAM
from tests.ways import with_steps
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Route

__all__ = ["walker"]

REPORTS = ["井盖松了，走上去会响", "路灯不亮，三号楼门口", "消防通道停了车"]


def lose_the_reply(route: "Route") -> None:
    """The office has it, and the phone does not learn it."""
    route.fetch()
    route.abort("connectionreset")


def keep_waiting(route: "Route", held: list["Route"]) -> None:
    held.append(route)


def test_three_reports_made_without_signal_arrive_once_though_the_line_breaks(
    office: World, walker: AsWalker
):
    grid = walker("grid")
    grid.reads("My matters")
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
    grid.everything_is_sent()
    assert sorted(Matter.objects.values_list("body", flat=True)) == sorted(REPORTS)
    assert Attachment.objects.count() == 3


def test_taken_on_and_answered_without_signal_with_a_photo_of_what_was_done(office: World, walker: AsWalker):
    matter, water = assigned(office), walker("water")
    water.reads(matter.title)
    water.carries_the_app()
    water.signal(there=False)
    water.does(matter, "Take it on", {})
    water.page.goto(f"{water.address}/field/#matter/{matter.number}")
    water.turns_to("Answer")
    water.page.get_by_label("Photos after").set_input_files([photo("red")])
    expect(water.page.locator(".photos img")).to_have_count(1)
    water.does(matter, "Answer", {"What has come of it": "solved", "Answer": "水管已经换好。"})
    water.reads("Still to be sent: 2", "done, not sent yet")
    water.signal(there=True)
    water.everything_is_sent()
    matter.refresh_from_db()
    assert matter.state == State.ANSWERED
    assert matter.attachments.get().name == "Photos after 1.jpg"


def test_who_was_overtaken_reads_both_versions_and_decides(office: World, walker: AsWalker):
    matter, water = handling(office), walker("water")
    water.reads(matter.title)
    water.carries_the_app()
    water.signal(there=False)
    water.does(matter, "Answer", {"What has come of it": "solved", "Answer": "水管已经换好。"})
    note(matter, by=office.actor("clerk"), text="居民来电说又漏了")
    water.signal(there=True)
    water.turns_to("Look at what could not be sent: 1")
    water.reads("居民来电说又漏了", "Answer: 水管已经换好。")
    assert not matter.answers.exists()
    water.page.get_by_role("button", name="Send mine all the same").click()
    water.reads("Everything is sent.")
    assert matter.answers.get().text == "水管已经换好。"


def test_a_refused_step_stays_with_its_reason_until_it_is_changed(office: World, walker: AsWalker):
    matter, water = with_steps(office), walker("water")
    water.reads(matter.title)
    water.does(matter, "现场查看", {"查看情况": "长" * 4001, "反映是否属实": "yes"})
    water.turns_to("Look at what could not be sent: 1")
    water.reads("At most 4000 characters fit in here; these are 4001.")
    held: list[Route] = []
    water.page.route("**/field/now/", lambda route: keep_waiting(route, held), times=2)
    water.page.reload()
    water.turns_to("Change it")
    water.page.get_by_label("查看情况").fill("三单元水管漏水，已关总阀")
    water.waits_until(lambda: bool(held))
    held.pop().continue_()
    water.waits_until(lambda: bool(held))  # it has sent what it had, and asks what has come of it
    water.finish()
    held.pop().continue_()
    water.reads("Everything is sent.")
    (row,) = [row for row in standing_rows(matter).values() if row.filled_at]
    assert row.filled["查看情况"] == "三单元水管漏水，已关总阀"


def test_a_photo_that_is_a_program_is_refused_and_gone_only_when_given_up(office: World, walker: AsWalker):
    grid = walker("grid")
    grid.reports(REPORTS[0], PROGRAM)
    grid.turns_to("Look at what could not be sent: 1")
    grid.reads("cannot be attached")
    grid.page.once("dialog", lambda asks: asks.accept())
    grid.page.get_by_role("button", name="Give it up").click()
    grid.reads("Everything is sent.")
    assert not Matter.objects.exists()


def test_words_and_photos_are_still_there_when_the_camera_has_ended_the_app(office: World, walker: AsWalker):
    grid = walker("grid")
    grid.turns_to("Report what I see")
    grid.page.get_by_label("What is it about?").fill(REPORTS[0])
    grid.page.get_by_label("Photos").set_input_files([photo("red")])
    expect(grid.page.locator(".photos img")).to_have_count(1)
    grid.has_kept("Photos 1.jpg")
    grid.page.reload()
    expect(grid.page.get_by_label("What is it about?")).to_have_value(REPORTS[0])
    expect(grid.page.locator(".photos img")).to_have_count(1)
