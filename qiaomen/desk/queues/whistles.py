"""To which spots the asker's units are called, and have still something to do there."""

from dataclasses import dataclass
from urllib.parse import quote

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from qiaomen.desk.countdown import Countdown, Tone, countdown, day_and_time
from qiaomen.desk.queues.paging import SIZE
from qiaomen.desk.queues.tabs import Asker
from qiaomen.matters.models import Turnout
from qiaomen.matters.states import UNANSWERED


def called_to(asker: Asker) -> QuerySet[Turnout]:
    """Open turnouts of the asker's units on matters that they see."""
    mine = Turnout.objects.filter(Turnout.OPEN, unit__in=asker.units)
    return mine.filter(matter__in=asker.matters().filter(state__in=sorted(UNANSWERED)))


@dataclass(frozen=True, slots=True)
class WhistleLine:
    url: str
    number: str
    unit: str
    caller: str
    part: str
    spot: str
    meets: str
    to_do: Countdown


def whistle_lines(asker: Asker, base: str) -> list[WhistleLine]:
    """The next meeting first; a report takes its line away, so there is no second page."""
    rows = called_to(asker).select_related("matter", "unit", "whistle__unit")
    return [_line(row, asker, base) for row in rows.order_by("meet_at", "pk")[:SIZE]]


def _line(turnout: Turnout, asker: Asker, base: str) -> WhistleLine:
    whistle, number = turnout.whistle, turnout.matter.number
    return WhistleLine(
        url=f"{base}{quote(number)}/",
        number=number,
        unit=turnout.unit.name,
        caller=whistle.unit.name,
        part=turnout.task,
        spot=whistle.spot,
        meets=day_and_time(turnout.meet_at),
        to_do=_to_do(turnout, asker),
    )


def _to_do(turnout: Turnout, asker: Asker) -> Countdown:
    if turnout.arrived_at:
        return Countdown(_("report what was done"), Tone.CALM)
    if turnout.answered_at is None:
        left = countdown(turnout.answer_due_at, asker.now)
        return Countdown(_("answer: %s") % left.text, left.tone)
    left = countdown(turnout.meet_at, asker.now)
    return Countdown(_("check in: %s") % left.text, left.tone)
