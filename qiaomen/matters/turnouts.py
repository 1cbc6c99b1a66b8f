"""Who is called to the spot and has still something to do there; what must hold before anybody acts on it."""

from datetime import UTC, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.refusal import Conflict, Forbidden, Refusal
from qiaomen.matters.models import Matter, Turnout, Whistle
from qiaomen.matters.stack import active
from qiaomen.people.models import Unit

_NOT_YET = datetime.min.replace(tzinfo=UTC)


def going_on(matter: Matter) -> Whistle | None:
    """The whistle that was blown and has not ended."""
    return next((whistle for whistle in matter.whistles.all() if whistle.ended_at is None), None)


def is_over(whistle: Whistle) -> bool:
    """Everybody who was called has come and reported, or is excused."""
    return not whistle.turnouts.filter(reported_at=None, excused_at=None).exists()


def open_turnouts(matter: Matter, by: Actor) -> list[Turnout]:
    """What the actor's units have still to do on the spot; who serves two answers for both in turn."""
    theirs = [turnout for turnout in matter.turnouts.all() if turnout.unit_id in by.units and turnout.is_open]
    return sorted(theirs, key=lambda turnout: (turnout.answered_at or _NOT_YET, turnout.pk))


def awaited(matter: Matter, by: Actor) -> Turnout | None:
    """The first of them that has not come."""
    return next((turnout for turnout in open_turnouts(matter, by) if turnout.arrived_at is None), None)


def excusable(matter: Matter, by: Actor) -> list[Turnout]:
    """Who has not come, or not yet, and is no unit of the actor's: nobody excuses themselves.

    Where the meeting was called off nobody had to come.
    """
    absent = (row for row in matter.turnouts.all() if row.arrived_at is None and row.excused_at is None)
    return [row for row in absent if row.unit_id not in by.units and row.had_to_come]


def dismissible(matter: Matter, by: Actor) -> list[Turnout]:
    """Who is called, has not come yet, and is no unit of the actor's: nobody lets themselves go."""
    absent = (row for row in matter.turnouts.all() if row.arrived_at is None and row.unit_id not in by.units)
    return [row for row in absent if row.is_open]


def caller(matter: Matter, by: Actor) -> Unit:
    """The unit of the actor's that answers for the matter: who has it, those above in the stack, the desk."""
    above = [level.unit for level in reversed(active(matter))]
    answerable = (matter.unit, *above, matter.desk)
    unit = next((unit for unit in answerable if unit.pk in by.units), None)
    if unit is None:
        raise Forbidden(_("Only %s, those above it and the desk call others to the spot.") % matter.unit.name)
    return unit


def require_no_whistle(matter: Matter, _by: Actor) -> None:
    whistle = going_on(matter)
    if whistle is not None:
        raise Conflict(
            _("%(unit)s has already called to the spot for %(moment)s. End that first, with the reason.")
            % {"unit": whistle.unit.name, "moment": when(whistle)}
        )


def require_open_matter(matter: Matter, _by: Actor) -> None:
    if matter.confidential:
        raise Refusal(_("This is confidential: offices that have no part in it must not learn of it."))


def require_whistle(matter: Matter, _by: Actor) -> Whistle:
    whistle = going_on(matter)
    if whistle is None:
        raise Refusal(_("Nobody is called to the spot for this now."))
    return whistle


def require_called(matter: Matter, by: Actor) -> Turnout:
    """What a unit of the actor's is called to and has not come to yet."""
    turnout = awaited(matter, by)
    if turnout is None:
        there = next(iter(open_turnouts(matter, by)), None)
        raise (_arrived(there) if there else _no_call(matter, by))
    return turnout


def _arrived(turnout: Turnout) -> Refusal:
    return Conflict(_("%s has already checked in on the spot.") % turnout.unit.name)


def _no_call(matter: Matter, by: Actor) -> Refusal:
    """Never called, or called no longer."""
    called = [turnout for turnout in matter.turnouts.all() if turnout.unit_id in by.units]
    if not called:
        return Forbidden(_("Your unit has not been called to the spot for this."))
    if called[-1].excused_at:
        return Refusal(_("%s was excused: it does not have to come.") % called[-1].unit.name)
    return Refusal(_("The whistle has ended: nobody has to come any more."))


def require_absent(matter: Matter, by: Actor) -> None:
    if not excusable(matter, by):
        raise Refusal(_("There is nobody to excuse: whoever was called has come or is excused."))


def require_dismissible(matter: Matter, by: Actor) -> None:
    if not dismissible(matter, by):
        raise Refusal(_("There is nobody to let go: whoever was called has come or is excused."))


def require_ended(matter: Matter) -> None:
    """No answer while others are on their way to the spot."""
    if whistle := going_on(matter):
        raise Refusal(
            _("First end the whistle: offices are called to the spot for %s.") % when(whistle),
        )


def when(called_for: Whistle | Turnout) -> str:
    return date_format(localtime(called_for.meet_at), "DATETIME_FORMAT")
