"""What the addresses of the queues, of what people arrange about them, and of overviews need to be used."""

from collections.abc import Callable, Mapping

from qiaomen.matters.models import Matter
from qiaomen.matters.tests.walks import assigned
from tests.asks import Ask
from tests.ways import Sent, Way, received, with_a_bulletin, with_a_kept_list

MANY: Mapping[str, tuple[Way, str, Sent]] = {
    "assignment": (received, "clerk", {"unit": "water"}),
    "reminder": (assigned, "leader", {}),
    "classification": (assigned, "clerk", {"item": "unsorted"}),
    "location": (assigned, "clerk", {"place": "cassia"}),
    "priority": (received, "clerk", {"priority": "2"}),
}


def chosen(filled: Sent) -> Callable[[Matter], Sent]:
    """One line of a list, and what is filled in for it."""
    return lambda matter: {"chosen": f"{matter.ledger_seq} {matter.number}", **filled}


QUEUES = {
    "/desk/": Ask(),
    "/desk/queues/sorting/": Ask(),
    "/desk/queues/{name}/": Ask(),
    "/desk/columns/": Ask(sent={"column": ["place"]}, again=303, recorded=True),
    "/desk/lists/": Ask(sent={"name": "电梯", "queue": "all", "query": "item=1"}),
    "/desk/list-name/": Ask(with_a_kept_list, sent={"list": "1", "name": "停水"}, again=303, recorded=True),
    "/desk/list-end/": Ask(with_a_kept_list, sent={"list": "1"}),
    "/desk/overview/": Ask(who="leader", queries=30),  # counted once in five minutes
    "/desk/overview/places/{place}/": Ask(who="leader", queries=30),
    "/desk/overview/units/{unit}/": Ask(who="auditor", queries=26),
    "/desk/overview/places/{place}/page.pdf": Ask(who="leader", queries=27),
    "/desk/overview/places/{place}/bulletin/": Ask(who="leader", sent={"month": "2026-01"}, again=303),
    "/desk/overview/places/{place}/bulletins/{month}.pdf": Ask(with_a_bulletin, "leader"),
    "/desk/overview/units/{unit}/page.pdf": Ask(who="auditor", queries=24),
    "/desk/keys/": Ask(),
    "/desk/keys/switch/": Ask(sent={"wanted": "yes"}, again=303, recorded=True),
    "/desk/matters/{number}/following/": Ask(again=303),
    "/desk/matters/{number}/following-end/": Ask(again=303),
    **{
        f"/desk/many/{noun}/{page}": Ask(way, who, chosen(filled), then=200, again=200)
        for noun, (way, who, filled) in MANY.items()
        for page in ("", "done/")
    },
}
