"""What an office does beside the tour, as the demonstration has left it: pages to be looked at."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import ViewportSize

from bin.lib.windows import PHONE, SCREEN, Opens, Window

CLERK, COORDINATOR, AUDITOR, KEEPER = "linshili", "shenshili", "qiushili", "xushili"
LEADER, WALKER = "hanshili", "duyanshi"
STEPPED, CALLED = "溪边一段护栏没人认", "群租隐患"  # in the titles of messages
ASKED = "我妈想办居住证，要带什么材料，去哪里办？"
REPORTED = "渡口路口的井盖松了，走上去会响。"
ITEM, COMMUNITY = "路灯照明", "桂花社区"


def sights(window: Opens) -> None:
    """Every page as the one sees it who works with it."""
    for login, seen in SEEN.items():
        screen = window(SCREEN)
        screen.sign_in(login)
        for name, go in seen.items():
            go(screen)
            screen.picture(name)
    for name, (size, go) in OUTSIDE.items():
        one = window(size)
        go(one)
        one.picture(name)


def at(path: str) -> Callable[[Window], None]:
    return lambda one: one.open(path)


def matter(title: str, noun: str = "") -> Callable[[Window], None]:
    """The matter that a message of the demonstration has become."""

    def go(one: Window) -> None:
        one.open(f"/desk/matters/?q={title}")
        found = one.page.locator('main a[href^="/desk/matters/"]').filter(has_text=title).first
        one.open(f"{found.get_attribute('href')}{noun}")

    return go


def asked(one: Window) -> None:
    """A question is being typed at the phone desk; the short answers come beside it."""
    one.open("/desk/matters/new/")
    one.page.locator("[name=body]").press_sequentially(ASKED)
    one.page.locator(".desk-beside .desk-answer").first.wait_for()


def register(one: Window) -> None:
    """The last open day of the demonstration, four days before it was made."""
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    one.open(f"/desk/open-day/?place=YC-LY&day={today - timedelta(days=4)}")


def case(one: Window) -> None:
    one.open("/desk/case-files/")
    one.open(str(one.page.locator('a[href$="/case-check/"]').first.get_attribute("href")))


def overview(one: Window) -> None:
    one.open("/desk/overview/")
    one.page.locator(".lead-legend").last.wait_for()


def item(one: Window) -> None:
    one.open("/desk/catalogue/")
    one.press(one.page.locator("main a", has_text=ITEM).first)


def large_type(one: Window) -> None:
    one.open("/")
    one.press(one.page.locator("form.type button"))


def without_signal(one: Window) -> None:
    """Somebody on the way has reported what nobody can be sent now."""
    one.sign_in(WALKER)
    one.open("/field/")
    one.page.wait_for_function("() => navigator.serviceWorker.ready.then(() => true)")
    one.page.locator('a[href="#report"]').click()
    one.page.context.set_offline(True)
    one.page.locator("main textarea").first.fill(REPORTED)
    one.page.locator("main form button.big").click()
    one.page.locator('a[href="#queue"]').first.wait_for()


SEEN: Mapping[str, Mapping[str, Callable[[Window], None]]] = {
    CLERK: {
        "path": matter(STEPPED),
        "short-answers": asked,
        "register": register,
        "calls": at("/desk/calls/"),
    },
    COORDINATOR: {"whistle": matter(CALLED)},
    AUDITOR: {"case-check": case},
    LEADER: {"overview": overview, "hot-issues": at("/desk/hot/")},
    KEEPER: {
        "procedure": at("/desk/catalogue/procedures/mediation/"),
        "item": item,
        "place": at("/desk/office/places/YC-LY/"),
        "rule": at(f"/desk/office/explanation/?item={ITEM}&place={COMMUNITY}"),
    },
}
OUTSIDE: Mapping[str, tuple[ViewportSize, Callable[[Window], None]]] = {
    "figures": (SCREEN, at("/figures/")),
    "large-type-phone": (PHONE, large_type),
    "field-phone": (PHONE, without_signal),
}
