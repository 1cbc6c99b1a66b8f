"""Who is called to the spot and has still something to do there; what must hold before anybody acts on it."""

from django.db.models import F, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.refusal import Conflict, Forbidden, Refusal
from qiaomen.matters.models import Matter, Turnout, Whistle
from qiaomen.matters.stack import active
from qiaomen.people.models import Unit


def going_on(matter: Matter) -> Whistle | None:
    """The whistle that was blown and has not ended."""
    return matter.whistles.filter(ended_at=None).select_related("unit").first()


def is_over(whistle: Whistle) -> bool:
    """Everybody who was called has come and reported, or is excused."""
    return not whistle.turnouts.filter(reported_at=None, excused_at=None).exists()


def open_turnouts(matter: Matter, by: Actor) -> QuerySet[Turnout]:
    """What the actor's units have still to do on the spot; who serves two answers for both in turn."""
    theirs = matter.turnouts.filter(Turnout.OPEN, unit__in=sorted(by.units))
    return theirs.select_related("unit", "whistle").order_by(F("answered_at").asc(nulls_first=True), "pk")


def excusable(matter: Matter, by: Actor) -> QuerySet[Turnout]:
    """Who has not come, or not yet, and is no unit of the actor's: nobody excuses themselves.

    Where the meeting was called off nobody had to come.
    """
    absent = matter.turnouts.filter(arrived_at=None, excused_at=None)
    held = absent.exclude(whistle__ended_at__lt=F("meet_at"))
    return held.exclude(unit__in=sorted(by.units)).select_related("unit", "whistle")


def dismissible(matter: Matter, by: Actor) -> QuerySet[Turnout]:
    """Who is called, has not come yet, and is no unit of the actor's: nobody lets themselves go."""
    awaited = matter.turnouts.filter(Turnout.OPEN, arrived_at=None).exclude(unit__in=sorted(by.units))
    return awaited.select_related("unit", "whistle")


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
    waits = open_turnouts(matter, by)
    turnout = waits.filter(arrived_at=None).first()
    if turnout is None:
        raise (_arrived(there) if (there := waits.first()) else _no_call(matter, by))
    return turnout


def _arrived(turnout: Turnout) -> Refusal:
    return Conflict(_("%s has already checked in on the spot.") % turnout.unit.name)


def _no_call(matter: Matter, by: Actor) -> Refusal:
    """Never called, or called no longer."""
    last = matter.turnouts.filter(unit__in=sorted(by.units)).select_related("unit").last()
    if last is None:
        return Forbidden(_("Your unit has not been called to the spot for this."))
    if last.excused_at:
        return Refusal(_("%s was excused: it does not have to come.") % last.unit.name)
    return Refusal(_("The whistle has ended: nobody has to come any more."))


def require_absent(matter: Matter, by: Actor) -> None:
    if not excusable(matter, by).exists():
        raise Refusal(_("There is nobody to excuse: whoever was called has come or is excused."))


def require_dismissible(matter: Matter, by: Actor) -> None:
    if not dismissible(matter, by).exists():
        raise Refusal(_("There is nobody to let go: whoever was called has come or is excused."))


def require_ended(matter: Matter) -> None:
    """No answer while others are on their way to the spot."""
    if whistle := going_on(matter):
        raise Refusal(
            _("First end the whistle: offices are called to the spot for %s.") % when(whistle),
        )


def when(called_for: Whistle | Turnout) -> str:
    return date_format(localtime(called_for.meet_at), "DATETIME_FORMAT")
