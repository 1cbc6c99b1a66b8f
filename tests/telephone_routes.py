"""What the addresses of the phone desk and of the list of call-backs need to be used."""

from qiaomen.matters.models import Matter
from qiaomen.matters.tests.walks import answered
from tests.asks import KEY, Ask
from tests.ways import TEXT, Sent, with_a_short_answer
from tests.world import PHONE

NEW = {"body": TEXT, "channel": "phone"}
NAMED = f"?form={KEY}"
VERDICT = {"contacted": "yes", "solved": "yes", "satisfaction": "5"}


def voice(matter: Matter) -> Sent:
    return {"telling": matter.tellings.get().pk}


TELEPHONE = {
    "/desk/matters/new/": Ask(sent=NEW, again=303, query=NAMED),
    "/desk/matters/new/answers/": Ask(sent=lambda _: NEW, then=200, again=200, query=NAMED),
    "/desk/matters/new/reply/": Ask(
        with_a_short_answer, sent=lambda _: {**NEW, "take": "all"}, then=200, again=200
    ),
    "/desk/matters/new/places/": Ask(sent={"place": "春江"}, then=200, again=200),
    "/desk/matters/new/filling/": Ask(
        sent=lambda _: {**NEW, "fill": "place grid"}, then=200, again=200, query=NAMED
    ),
    "/desk/matters/new/voice/": Ask(
        sent=lambda matter: {**NEW, "into": matter.number}, again=303, query=NAMED
    ),
    "/desk/matters/new/addition/": Ask(
        sent=lambda matter: {**NEW, "to": f"{matter.number} {matter.ledger_seq}"}, query=NAMED
    ),
    "/desk/matters/new/caller/": Ask(sent={"phone": PHONE}, then=200, again=200, recorded=True),
    "/desk/calls/": Ask(answered),
    "/desk/calls/script/": Ask(who="coordinator", sent={"zh-hans": TEXT, "seen": "0"}),
    "/desk/calls/{number}/telephone/": Ask(answered, sent=voice, then=200, again=200, recorded=True),
    "/desk/calls/{number}/verdict/": Ask(answered, sent=lambda matter: {**voice(matter), **VERDICT}),
    "/desk/calls/{number}/unreached/": Ask(answered, sent=voice),
    "/desk/calls/{number}/postponement/": Ask(
        answered, sent=lambda matter: {**voice(matter), "until": "2026-03-02T15:00"}
    ),
    "/desk/calls/{number}/skip/": Ask(answered, sent=voice),
}
