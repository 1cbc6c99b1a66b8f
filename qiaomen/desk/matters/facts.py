"""What stands at the head of a matter's page, as text."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from qiaomen.catalogue.suggesting import machinery
from qiaomen.desk.countdown import Countdown, Tone, countdown, moment, span
from qiaomen.matters.models import Matter, Priority
from qiaomen.matters.stack import active, deepest
from qiaomen.matters.states import STANDING_CLOCK, UNANSWERED


@dataclass(frozen=True, slots=True)
class Clock:
    """One of the clocks: whose, until when, and how long that is."""

    label: str
    due: str
    left: Countdown


def clocks(matter: Matter, now: datetime) -> list[Clock]:
    """The resident's promise, the holding unit's own, and its date to accept; none once it is answered."""
    if matter.state not in UNANSWERED:
        return []
    level = deepest(matter)
    dates = [(_("Promised to the resident"), matter.due_at)]
    if level is not None:
        dates.append((_("Answer of %s") % level.unit.name, matter.unit_due_at))
        dates.append((_("To be accepted"), None if level.accepted_at else level.accept_due_at))
    return [Clock(label, moment(due), left(matter, due, now)) for label, due in dates if due]


def left(matter: Matter, due: datetime, now: datetime) -> Countdown:
    if matter.state in STANDING_CLOCK and matter.stood_since:
        return Countdown(_("the clock stands, with %s left") % span(due - matter.stood_since), Tone.CALM)
    return countdown(due, now)


def facts(matter: Matter) -> list[tuple[str, str]]:
    """Label and value; what is not known is left out."""
    values = [
        (_("Item"), matter.item.name),
        (_("Kind"), matter.get_kind_display()),
        (_("Place"), machinery().full_name(matter.place)),
        (_("Address"), matter.address),
        (_("With"), _holders(matter)),
        (_("Officer"), matter.officer.name if matter.officer else ""),
        (_("Priority"), str(Priority(matter.priority).label) if matter.priority else ""),
        (_("Came in by"), matter.get_channel_display()),
        (_("Happened"), moment(matter.happened_at) if matter.happened_at != matter.received_at else ""),
        (_("Received"), moment(matter.received_at)),
        (_("Complaint about"), matter.about_unit.name if matter.about_unit else ""),
        (_("Number elsewhere"), " ".join(filter(None, (matter.origin, matter.external_no)))),
        (_("Verdict elsewhere"), matter.external_verdict),
        (_("Planned for"), date_format(matter.planned_for) if matter.planned_for else ""),
        (_("Ground"), matter.get_ground_display() if matter.ground else ""),
        (_("Public summary"), matter.summary),
    ]
    return [(label, str(value)) for label, value in values if value]


def _holders(matter: Matter) -> str:
    """The levels of the stack from the top down, or the desk."""
    return " → ".join(level.unit.name for level in active(matter)) or matter.unit.name


def marks(matter: Matter) -> list[str]:
    """What sets this matter apart, in a word each."""
    known = [
        (matter.confidential, _("confidential")),
        (matter.unsettled, _("seen by the desk alone")),
        (matter.final, _("assigned finally")),
        (matter.excluded, _("left out of the counting")),
        (matter.history, _("from the records")),
        (matter.on_the_spot, _("answered on the spot")),
        (matter.erased_at is not None, _("words and contacts forgotten")),
    ]
    return [word for holds, word in known if holds]
