"""What the newer addresses of the portal, and the desk's announcements and rounds, need to be used."""

from qiaomen.kernel import phones
from qiaomen.matters.rounds.tests.walked import with_a_round
from qiaomen.matters.signing_in import code_of, who_has
from tests.asks import ANYBODY, CALLED, KEY, TELLER, Ask
from tests.ways import (
    TEXT,
    with_a_published_month,
    with_a_summary,
    with_an_announcement,
    with_hot_issues,
)
from tests.world import MONDAY, PHONE

NEWS = {
    "title": "停水通知",
    "text": "周三上午停水。",
    "place": "willow",
    "unit": "willow",
    "from_day": "2026-03-02",
}
ANNOUNCEMENTS = {
    "/desk/announcements/": Ask(with_an_announcement, "willow"),
    "/desk/announcements/new/": Ask(who="willow", sent=NEWS),
    "/desk/announcements/{notice}/": Ask(with_an_announcement, "willow", {**NEWS, "seen": "1"}),
    "/desk/announcements/{notice}/end/": Ask(with_an_announcement, "willow", {"seen": "1"}),
}
ROUND = {
    "name": "消防巡查",
    "checkpoints": "东门消火栓\n三栋配电箱",
    "place": "grid",
    "unit": "willow",
    "rhythm": "same_week",
    "from_day": "2026-03-02",
}
ROUNDS = {
    "/desk/rounds/": Ask(with_a_round, "willow"),
    "/desk/rounds/new/": Ask(who="willow", sent=ROUND),
    "/desk/rounds/{round_no}/": Ask(with_a_round, "willow"),
    "/desk/rounds/{round_no}/revision/": Ask(with_a_round, "willow", {**ROUND, "seen": "1"}),
    "/desk/rounds/{round_no}/end/": Ask(with_a_round, "willow", {"seen": "1"}),
}
ISSUES = {
    "/desk/hot/": Ask(with_hot_issues, "coordinator", queries=11),
    "/desk/hot/{issue}/": Ask(with_hot_issues, "coordinator", queries=13),
    "/desk/hot/{issue}/name/": Ask(
        with_hot_issues, "coordinator", {"name": "柳岸楼道灯"}, again=303, recorded=True
    ),
    "/desk/hot/{issue}/pin/": Ask(with_hot_issues, "coordinator", again=303, recorded=True),
    "/desk/hot/{issue}/pin-end/": Ask(with_hot_issues, "coordinator", again=303, recorded=True),
    "/desk/hot/{issue}/joining/": Ask(with_hot_issues, "coordinator", {"into": "2"}, again=422),
    "/desk/hot/{issue}/parting/": Ask(
        with_hot_issues, "coordinator", lambda matter: {"matter": matter.pk}, again=422
    ),
}

PORTAL = {
    "/announcements/": Ask(with_an_announcement, ANYBODY),
    "/large-type/": Ask(who=ANYBODY, sent={"on": "1"}, again=303),
    "/one-by-one/": Ask(who=ANYBODY, sent={"key": KEY, "body": TEXT, "asked": "phone"}, again=303),
    "/figures/": Ask(who=ANYBODY),
    "/figures/{month}.csv": Ask(with_a_published_month, ANYBODY),
    "/neighbourhood/": Ask(with_a_summary, ANYBODY),
    "/neighbourhood/feed.xml": Ask(with_a_summary, ANYBODY),
    "/neighbourhood/{number}/voice/": Ask(with_a_summary, ANYBODY, {"key": KEY, "phone": PHONE}, again=303),
    "/mine/": Ask(who=CALLED),
    "/mine/sign-in/": Ask(who=ANYBODY, sent={"phone": PHONE}, again=303),
    "/mine/code/": Ask(
        who=CALLED, sent=lambda _: {"code": code_of(who_has(phones.normalise(PHONE)), MONDAY)}, again=303
    ),
    "/thanks/{number}/card.png": Ask(who=TELLER),
    "/similar/": Ask(who=ANYBODY, sent={"body": TEXT}, then=200, again=200),
}
