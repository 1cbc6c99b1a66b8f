"""What changed since last week, in a few plain sentences. Pure."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from qiaomen.indicators.overview.flow import Flow
from qiaomen.indicators.overview.page import Overview, Topic


def changes(overview: Overview) -> list[str]:
    flow = overview.flow
    return [_received(flow), _ended(flow), _open(flow), _late(flow), *_topic(overview.topic)]


def _received(flow: Flow) -> str:
    now, before = flow.last.received, flow.before.received
    if now > before:
        said = _("Came in during the last 7 days: %(now)d, that is %(by)d more than in the 7 days before.")
    elif now < before:
        said = _("Came in during the last 7 days: %(now)d, that is %(by)d fewer than in the 7 days before.")
    else:
        said = _("Came in during the last 7 days: %(now)d, as many as in the 7 days before.")
    return said % {"now": now, "by": abs(now - before)}


def _ended(flow: Flow) -> str:
    now, before = flow.last.ended, flow.before.ended
    if now > before:
        said = _("Ended in the same days: %(now)d, that is %(by)d more than before.")
    elif now < before:
        said = _("Ended in the same days: %(now)d, that is %(by)d fewer than before.")
    else:
        said = _("Ended in the same days: %(now)d, as many as before.")
    return said % {"now": now, "by": abs(now - before)}


def _open(flow: Flow) -> str:
    now, before = flow.open, flow.open_before
    if now > before:
        said = _("So %(now)d are open, %(by)d more than a week ago.")
    elif now < before:
        said = _("So %(now)d are open, %(by)d fewer than a week ago.")
    else:
        said = _("So %(now)d are open, as many as a week ago.")
    return said % {"now": now, "by": abs(now - before)}


def _late(flow: Flow) -> str:
    if not flow.overdue:
        return _("Nothing is overdue.")
    said = _("Overdue: %(late)d, of which %(new)d fell due within the last 7 days.")
    return said % {"late": flow.overdue, "new": flow.newly_overdue}


def _topic(topic: Topic | None) -> Iterator[str]:
    if topic:
        said = _("Told of most: %(item)s, %(last)d in the last 7 days and %(before)d in the 7 before.")
        yield said % {"item": topic.name, "last": topic.last, "before": topic.before}
