"""A closed matter's file is looked through by somebody outside the unit that handled it (抽查)."""

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Forbidden
from qiaomen.kernel.transitions import move
from qiaomen.matters.actions.supervising import order_child
from qiaomen.matters.conditions import require_kept
from qiaomen.matters.models import Audience, Matter
from qiaomen.matters.states import Verb
from qiaomen.matters.words import require_words, say


def inspect(matter: Matter, *, by: Actor, remarks: str = "") -> Event:
    """The file was checked; `remarks` stay beside the matter, and are forgotten with its words."""
    with move(matter, Verb.INSPECT, by=by) as change:
        require_outside(matter, by)
        require_kept(matter)
        if remarks.strip():
            say(change, by, Audience.INTERNAL, remarks)
    return change.event


def correct(matter: Matter, *, by: Actor, order: str) -> Matter:
    """What a check found is put right: an order to report for the unit that answered, with its own due date.

    `order` says no words of the matter: whoever holds the order may read it, however confidential that is.
    """
    with move(matter, Verb.CORRECT, by=by) as change:
        require_outside(matter, by)
        words = require_words(order, _("Write what has to be put right."))
        child = order_child(matter, words, key=f"correction:{matter.number}:{matter.ledger_seq + 1}")
        change.tell(child=child.number)
    return child


def require_outside(matter: Matter, by: Actor) -> None:
    """Nobody checks the work of their own unit."""
    if matter.unit_id in by.units:
        raise Forbidden(_("Your own unit handled this. Somebody outside it checks the file."))
