"""A day at a matter's page: what comes next is in sight, and nothing that is typed is lost."""

from playwright.sync_api import expect

from qiaomen.catalogue.models import Item
from qiaomen.matters.actions.speaking import note
from qiaomen.matters.tests.walks import answered, handling
from tests.journeys.conftest import AtDesk
from tests.journeys.pages import Window
from tests.world import World

LONG = "楼道里的水管已经漏了三天，地上全是水，老人小孩走路都很危险。" * 12
SCREEN, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


def test_what_comes_next_is_in_sight(office: World, at_desk: AtDesk, water_item: Item):
    handled, told = handling(office, body=LONG, item=water_item), answered(office, body=LONG)
    note(handled, by=office.actor("water"), text="W" * 200)  # without a place to break the line
    water, clerk = at_desk("water").window, at_desk("clerk").window
    for window, matter in ((water, handled), (clerk, told)):
        window.page.set_viewport_size(SCREEN)
        window.open(f"/desk/matters/{matter.number}/")
        expect(window.page.locator(".desk-next .btn-primary")).to_be_in_viewport(ratio=1)
        expect(window.page.locator(".desk-head h1")).to_be_in_viewport()
        expect(window.page.locator("#facts")).to_be_in_viewport()
        doing, known = (window.page.locator(f".desk-{part}").bounding_box() for part in ("doing", "known"))
        assert doing["x"] + doing["width"] < known["x"]
    water.page.set_viewport_size(PHONE)
    above = [water.page.locator(name).bounding_box()["y"] for name in ("#next", "#more", "#story")]
    assert above == sorted(above)


def test_a_draft_outlives_its_tab_and_goes_with_sending_and_signing_out(office: World, at_desk: AtDesk):
    matter, water = handling(office), at_desk("water").window
    address = f"/desk/matters/{matter.number}/answer/"
    water.open(address)
    water.page.get_by_label("Answer", exact=True).fill("阀门已经换好。")
    later = Window(water.page.context.new_page(), water.address)
    water.page.close(run_before_unload=False)
    later.open(address)
    later.page.get_by_role("button", name="Take it").click()
    assert later.page.get_by_label("Answer", exact=True).input_value() == "阀门已经换好。"
    later.press("Answer")
    assert kept(later) == []
    later.open(f"/desk/matters/{matter.number}/note/")
    later.page.get_by_label("Note", exact=True).fill("还要看一次")
    later.page.locator(".desk-account summary").click()
    later.press("Sign out")
    assert kept(later) == []


def kept(window: Window) -> list[str]:
    keys: list[str] = window.page.evaluate("Object.keys(localStorage).filter(key => key.includes('draft'))")
    return keys


def test_whoever_writes_is_told_that_somebody_acted_meanwhile(office: World, at_desk: AtDesk):
    matter, water = handling(office), at_desk("water").window
    water.page.clock.install()
    water.open(f"/desk/matters/{matter.number}/answer/")
    note(matter, by=office.actor("coordinator"), text="先别答复")
    water.page.clock.run_for(21_000)
    water.reads("Meanwhile:", "先别答复")
