"""What must hold besides state and permission. Actions refuse by it, pages offer only what passes it."""

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.lists import listed
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.matters.models import Assist, Matter, Turnout
from qiaomen.matters.procedure import still_to_do
from qiaomen.matters.states import ENDED
from qiaomen.matters.turnouts import open_turnouts, require_ended


def require_not_final(matter: Matter) -> None:
    if matter.final:
        raise Refusal(_("This was assigned finally in a joint meeting: it stays with %s.") % matter.unit.name)


def require_answerable(matter: Matter, by: Actor) -> None:
    """A unit that only helps, or was called to the spot, passes the matter on to nobody."""
    if not by.may(Permission.MATTER_ASSIGN, matter.answerable):
        raise Forbidden(
            _("%s has this matter. Only its people, those above it and the desk say who else acts on it.")
            % matter.unit.name
        )


def require_holder(matter: Matter, by: Actor) -> None:
    """Only the unit that has the matter handles it, however far the actor's permissions reach."""
    if matter.unit_id not in by.units:
        raise Forbidden(_("%s has this matter. Only its people can do this.") % matter.unit.name)


def require_spokesman(matter: Matter, by: Actor) -> None:
    """Only the unit that has the matter and the desk speak to the resident."""
    if by.units.isdisjoint({matter.unit_id, matter.desk_id}):
        raise Forbidden(_("Only %s and the desk write to the resident. Leave a note.") % matter.unit.name)


def require_not_handler(matter: Matter, by: Actor) -> None:
    """The unit that handles it neither asks the resident nor speaks for them, unless it is the desk."""
    if matter.unit_id in by.units and matter.unit_id != matter.desk_id:
        raise Forbidden(_("The unit that handles this cannot speak for the resident. The desk does that."))


def require_impartial(matter: Matter, by: Actor) -> None:
    """A unit does not grant its own wishes; a desk's are granted by its coordinator."""
    if matter.unit_id in by.units and matter.unit_id != matter.desk_id:
        raise Forbidden(_("Your own unit has this matter. Somebody outside it has to decide."))


def require_counted(matter: Matter, _by: Actor) -> None:
    if matter.excluded:
        raise Refusal(_("It is already left out of the counting."))


def require_excluded(matter: Matter, _by: Actor) -> None:
    if not matter.excluded:
        raise Refusal(_("It already stands in the counting."))


def require_task(matter: Matter, by: Actor) -> Assist | Turnout:
    """What a unit of the actor's was asked to help with, or came to the spot for, and has not reported on."""
    called = open_turnouts(matter, by)
    there = next((turnout for turnout in called if turnout.arrived_at), None)
    asked = (row for row in matter.assists.all() if row.unit_id in by.units and row.reported_at is None)
    task = there or next(asked, None)
    if task is not None:
        return task
    if called:
        raise Refusal(_("First check in on the spot, then report what your unit has done there."))
    raise Forbidden(_("Your unit has not been asked to help with this."))


def require_need_of_contacts(matter: Matter, by: Actor) -> None:
    """A unit calls nobody about what has ended; the desk may have to, when it is taken up again."""
    if matter.state in ENDED and matter.desk_id not in by.units:
        raise Forbidden(_("It has ended, and only the desk still sees the contacts. Ask the desk to call."))


def require_kept(matter: Matter) -> None:
    """With its words a matter's salt is forgotten: whatever came later the ledger would betray."""
    if matter.erased_at is not None:
        raise Refusal(_("Its words have been erased, and nothing is added any more."))


def require_public(matter: Matter, _by: Actor) -> None:
    """What is confidential is in no list, and what has been erased has nothing left to be told."""
    require_kept(matter)
    if matter.confidential:
        raise Refusal(_("A confidential matter is never shown to the public."))


def require_contacts_kept(matter: Matter) -> None:
    if matter.erased_at is not None:
        raise Refusal(_("Its contacts have been erased."))


def require_nothing_open(matter: Matter) -> None:
    """An answer needs each mandatory step completed, each mandatory child ended, and nobody on the way."""
    require_steps_done(matter, after_answer=False)
    child = next((child for child in matter.children.all() if child.mandatory and child.is_open), None)
    if child is not None:
        raise Refusal(_("First bring %s to its end: it belongs to this matter.") % child.number)
    require_ended(matter)


def require_steps_done(matter: Matter, *, after_answer: bool) -> None:
    """The answer waits for the steps before it, the closing for those after it."""
    if steps := still_to_do(matter, after_answer=after_answer):
        raise Refusal(_("First complete: %s.") % listed(step.name for step in steps))
