"""A cheap telephone, bad signal, a browser inside a messenger: a report comes through, a step at a time."""

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from qiaomen.matters.actions.speaking import release
from qiaomen.matters.models import Matter
from tests.journeys.conftest import Open
from tests.journeys.pages import Portal, Window
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Page

WORDS = "春江花园三单元的水管漏水，楼道都湿了"
HEAVIEST = 120_000  # bytes over the line: a page must come within seconds where there is hardly a signal
MOST_REQUESTS = 12
PHONE_SIZE = {"width": 390, "height": 844}
MESSENGER = (
    "Mozilla/5.0 (Linux; Android 10; 2201117TG) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/86.0.4240.99 XWEB/4317 MMWEBSDK/20220903 Mobile Safari/537.36 "
    "MicroMessenger/8.0.28.2240(0x28001C57) WeChat/arm64 Weixin NetType/3G Language/zh_CN"
)
MISSING = """
const denied = () => { throw new DOMException("denied", "SecurityError"); };
Object.defineProperty(window, "localStorage", { get: denied });
delete Navigator.prototype.geolocation;
"""


def words_of(page: "Page"):
    return page.get_by_label("What is it about?")


def onwards(page: "Page") -> None:
    page.get_by_role("button", name="Next", exact=True).click()


def test_one_step_stands_on_the_page_at_a_time(resident: Portal):
    page = resident.window.page
    resident.window.open("/")
    expect(page.get_by_label("Where exactly?")).to_be_hidden()
    onwards(page)
    expect(page.get_by_label("Where exactly?")).to_be_visible()
    expect(words_of(page)).to_be_hidden()
    page.go_back()
    expect(words_of(page)).to_be_visible()


def test_what_is_wrong_brings_back_its_step(resident: Portal):
    resident.tells_from_start({"Your phone number": "12"})
    expect(words_of(resident.window.page)).to_be_visible()
    resident.window.reads("Write in one sentence what it is about.")


def test_what_was_not_sent_is_there_again_and_what_was_sent_is_not(resident: Portal):
    page = resident.window.page
    resident.window.open("/")
    words_of(page).fill(WORDS)
    resident.window.open("/track/")
    resident.window.open("/")
    assert words_of(page).input_value() == WORDS
    resident.window.reads("This is what you had written and not sent.")
    resident.tells({})
    resident.window.open("/")
    assert words_of(page).input_value() == ""


def test_who_somebody_is_does_not_stay_on_the_telephone(resident: Portal):
    page = resident.window.page
    resident.window.open("/")
    words_of(page).fill(WORDS)
    onwards(page)
    onwards(page)
    page.get_by_label("Your phone number").fill("10000000001")
    assert "10000000001" not in page.evaluate("localStorage.getItem('qiaomen.report')")


def test_a_draft_is_thrown_away_when_told_so_or_when_it_is_old(resident: Portal):
    page = resident.window.page
    resident.window.open("/")
    words_of(page).fill(WORDS)
    resident.window.open("/")
    page.get_by_role("button", name="Throw it away").click()
    assert words_of(page).input_value() == ""
    words_of(page).fill(WORDS)
    page.evaluate(
        "localStorage.setItem('qiaomen.report', localStorage['qiaomen.report'].replace(/\\d{13}/, 1))"
    )
    resident.window.open("/")
    assert words_of(page).input_value() == ""


def test_without_signal_nothing_is_lost(resident: Portal):
    page = resident.window.page
    resident.window.open("/")
    words_of(page).fill(WORDS)
    onwards(page)
    onwards(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Send report").click()
    resident.window.reads("No signal. Your words are kept on this phone")
    page.context.set_offline(False)
    resident.window.press("Send report")
    assert Matter.objects.get().body == WORDS


def test_the_position_is_taken_when_told_so(window: Open):
    place = {"longitude": 121.4, "latitude": 31.2}
    resident = Portal(window(geolocation=place, permissions=["geolocation"]))
    page = resident.window.page
    resident.window.open("/")
    words_of(page).fill(WORDS)
    onwards(page)
    page.get_by_role("button", name="Take my position").click()
    resident.window.reads("We know where you are")
    resident.tells({})
    assert float(Matter.objects.get().longitude) == 121.4


def test_similar_ones_nearby_are_shown_before_it_is_sent(office: World, resident: Portal):
    matter = office.receive(body=WORDS)
    release(matter, by=office.actor("clerk"), summary="三单元水管漏水，正在更换。")
    page = resident.window.page
    resident.window.open("/")
    words_of(page).fill("春江花园三单元水管漏水了")
    onwards(page)
    onwards(page)
    resident.window.reads("Is it one of these?", "三单元水管漏水，正在更换。")
    resident.window.follow("I have the same trouble")
    resident.window.press("Me too")
    resident.window.reads("Thank you. We have your report.")
    assert Matter.objects.filter(merged_into=matter).count() == 1


def test_without_scripts_they_are_shown_too_and_another_matter_is_sent_all_the_same(
    office: World, window: Open
):
    release(office.receive(body=WORDS), by=office.actor("clerk"), summary="三单元水管漏水，正在更换。")
    resident = Portal(window(java_script_enabled=False))
    resident.window.open("/")
    resident.window.press("Send report", {"What is it about?": "春江花园三单元水管漏水了"})
    resident.window.reads("Is it one of these?")
    resident.window.press("Send report")
    resident.window.reads("Thank you. We have your report.")


def in_a_messenger(window: Open) -> Window:
    view = window(user_agent=MESSENGER, accept_downloads=False)
    view.page.set_viewport_size(PHONE_SIZE)
    view.page.add_init_script(MISSING)
    return view


def test_a_browser_inside_a_messenger_without_storage_and_position_reports_and_follows(window: Open):
    resident = Portal(in_a_messenger(window))
    page = resident.window.page
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    kept = resident.report(WORDS)
    assert not resident.window.offers("Take my position")
    expect(page.get_by_role("img", name=re.compile("^Number and code as a picture"))).to_be_visible()
    resident.follows(kept)
    resident.window.reads(WORDS)
    assert faults == []


def test_the_code_of_a_kept_picture_is_filled_in_and_leaves_the_address(resident: Portal):
    kept = resident.report(WORDS)
    page = resident.window.page
    resident.window.open(f"/track/?number={kept.number}#{kept.code}")
    assert page.get_by_label("Code").input_value() == kept.code
    assert kept.code not in page.url
    resident.window.press("Show my report")
    resident.window.reads(WORDS)


@pytest.mark.parametrize("path", ["/", "/track/", "/neighbourhood/", "/catalogue/"])
def test_the_first_load_is_light(window: Open, path: str):
    for view in (window(), in_a_messenger(window)):
        sizes = weighed(view, path)
        assert len(sizes) <= MOST_REQUESTS
        assert 0 < sum(sizes) <= HEAVIEST


def weighed(view: Window, path: str) -> list[int]:
    """What each request of a first visit brings over the line, in bytes."""
    sizes: list[int] = []
    view.page.on("requestfinished", lambda request: sizes.append(sum_of(request.sizes())))
    view.open(path)
    view.page.wait_for_load_state("networkidle")
    return sizes


def sum_of(sizes: dict[str, int]) -> int:
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]
