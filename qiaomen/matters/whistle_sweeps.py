"""What happens to a whistle when nobody acts: who does not answer is urged, what was overtaken ends."""

from datetime import datetime

from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.matters.actions.whistling import end_overtaken, urge
from qiaomen.matters.models import Turnout, Whistle
from qiaomen.matters.states import UNANSWERED
from qiaomen.matters.sweeps import on_each
from qiaomen.matters.whistle_limits import WhistleClock


def urge_silent(*, by: Actor) -> int:
    """Remind, once, who is late with its answer; tell the superior, once, when as much time again is gone."""
    now, times = clock.now(), WhistleClock.load()
    silent = Turnout.objects.filter(
        Turnout.OPEN,
        answered_at=None,
        escalated_at=None,
        answer_due_at__lt=now,
        matter__state__in=sorted(UNANSWERED),
    ).select_related("matter", "unit__parent", "whistle__unit")
    pressing = [turnout for turnout in silent if _urge_from(turnout, times) <= now]
    return on_each(pressing, lambda turnout: urge(turnout.matter, by=by, turnout=turnout))


def _urge_from(turnout: Turnout, times: WhistleClock) -> datetime:
    """The answer's own date, then as long again, at the latest the meeting."""
    if turnout.urged_at is None:
        return turnout.answer_due_at
    return min(times.answer_due(turnout.matter, turnout.answer_due_at), turnout.meet_at)


def end_whistles_overtaken(*, by: Actor) -> int:
    """End what nobody has to come to any more: the matter was merged, declined or withdrawn meanwhile."""
    left = Whistle.objects.filter(ended_at=None).exclude(matter__state__in=sorted(UNANSWERED))
    return on_each(left.select_related("matter"), lambda whistle: end_overtaken(whistle.matter, by=by))
