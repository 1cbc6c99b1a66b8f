"""What goes wrong at a window: sent twice, signed out, overtaken, mistyped, not what it says it is."""

from typing import TYPE_CHECKING

from qiaomen.matters.models import Matter
from qiaomen.matters.tests.walks import handling
from tests.journeys.conftest import PASSWORD, AtDesk
from tests.journeys.pages import Portal, Window
from tests.world import PHONE, World

if TYPE_CHECKING:
    from playwright.sync_api import Route

PROGRAM = {"name": "漏水.jpg", "mimeType": "image/jpeg", "buffer": b"MZ\x90\x00 this program cannot be run"}
ANSWER = "水管已经换好，楼道也清理了。"


def test_the_same_form_sent_again_after_going_back_is_one_matter(resident: Portal):
    kept = resident.report("三单元的水管漏水")
    resident.window.page.go_back()
    resident.window.press("Send report")
    assert resident.written_down() == kept
    assert Matter.objects.count() == 1


def lose_the_reply(route: "Route") -> None:
    """The server has it, the browser does not learn it and stays where it is."""
    route.fetch(max_redirects=0)
    route.abort("aborted")


def test_a_form_whose_reply_was_lost_is_sent_again_and_is_one_matter(office: World, at_desk: AtDesk):
    window = at_desk("clerk").window
    window.open("/desk/matters/new/")
    window.page.route("**/matters/new/*", lose_the_reply, times=1)
    window.page.get_by_label("What it is about").fill("三单元的水管漏水")
    with window.page.expect_event("requestfailed"):
        window.page.get_by_role("button", name="Take it down").click()
    assert Matter.objects.count() == 1
    window.press("Take it down")
    window.reads("This was taken down already: number ")
    assert Matter.objects.count() == 1


def test_a_call_taken_down_again_after_going_back_is_one_matter(office: World, at_desk: AtDesk):
    window = at_desk("clerk").window
    window.open("/desk/matters/new/")
    window.press("Take it down", {"What it is about": "三单元的水管漏水"})
    window.page.go_back()
    window.press("Take it down")
    window.reads("This was taken down already: number ")
    assert Matter.objects.count() == 1


def test_a_wrong_code_opens_nothing_and_says_what_to_check(resident: Portal):
    kept = resident.report("三单元的水管漏水")
    resident.window.page.context.clear_cookies()
    resident.follows(kept._replace(code="22222222"))
    assert resident.window.refusal.startswith("Number and code do not belong together.")
    resident.window.does_not_read("三单元的水管漏水")


def test_who_is_signed_out_in_the_middle_of_an_answer_is_told_and_keeps_the_words(
    office: World, at_desk: AtDesk
):
    matter, water = handling(office), at_desk("water")
    water.turn_to(matter.number, "Answer")
    water.window.page.context.clear_cookies(name="sessionid")
    water.window.press("Answer", {"Answer": ANSWER})
    water.window.reads("You were signed out meanwhile, and nothing was sent.")
    assert not matter.answers.exists()
    water.window.press("Sign in", {"Login": "water", "Password": PASSWORD})
    water.window.press("Answer")  # the same page, with the words in it
    assert matter.answers.get().text == ANSWER


def test_what_another_tab_has_done_is_not_done_again_and_the_words_stay(office: World, at_desk: AtDesk):
    matter, water = handling(office), at_desk("water")
    water.turn_to(matter.number, "Answer")
    second = Window(water.window.page.context.new_page(), water.window.address)
    second.open(f"/desk/matters/{matter.number}/")
    second.press("Answer", {"Answer": "已经修好。"})
    water.window.press("Answer", {"Answer": ANSWER})
    assert water.window.refusal.startswith("Meanwhile something was done to this matter.")
    assert water.window.page.get_by_label("Answer", exact=True).input_value() == ANSWER
    assert matter.answers.get().text == "已经修好。"


def test_a_photo_that_is_a_program_is_refused_and_the_words_stay(resident: Portal):
    resident.window.open("/")
    resident.tells({"What is it about?": "楼道漏水", "Photos": PROGRAM})
    resident.window.reads("Something is missing or not right.", "cannot be attached")
    assert resident.window.page.get_by_label("What is it about?").input_value() == "楼道漏水"
    assert not Matter.objects.exists()


def test_another_language_takes_typed_words_away_only_when_told_so(resident: Portal):
    page = resident.window.page
    resident.follows(resident.report("楼道漏水"))
    resident.window.follow("Add something or ask where it stays")
    page.get_by_label("What do you want to add").fill("四层也漏")
    page.once("dialog", lambda asks: asks.dismiss())
    page.get_by_role("button", name="한국어").click()
    assert page.get_by_label("What do you want to add").input_value() == "四层也漏"
    page.once("dialog", lambda asks: asks.accept())
    with page.expect_navigation():
        page.get_by_role("button", name="한국어").click()
    assert page.locator("html").get_attribute("lang") == "ko"


def test_another_language_after_looking_at_a_contact_leads_back_to_the_matter(office: World, at_desk: AtDesk):
    matter, clerk = handling(office), at_desk("clerk")
    clerk.look_at(matter.number)
    clerk.window.press("Show the contact")
    clerk.window.page.once("dialog", lambda asks: asks.accept())
    clerk.window.page.locator("header summary").click()
    with clerk.window.page.expect_navigation():
        clerk.window.page.get_by_role("button", name="English").click()
    assert clerk.window.page.url.endswith(f"/desk/matters/{matter.number}/")


def test_from_a_matter_of_a_caller_one_goes_back_to_what_the_caller_has_told(office: World, at_desk: AtDesk):
    matter, window = handling(office), at_desk("clerk").window
    window.page.locator("#search-box").fill(PHONE)
    with window.page.expect_navigation():
        window.page.locator("#search-box").press("Enter")
    assert PHONE not in window.page.url
    window.follow(matter.title)
    window.page.go_back()
    window.reads(matter.title)
