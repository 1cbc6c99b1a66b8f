"""An accusation never reaches the accused: what may be one is for the desk alone, until it has looked.

Whom a mail or a form is about, nobody can say before somebody has read it, and words are never guessed from.
"""

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.models import UNSORTED
from qiaomen.kernel.actors import Actor, is_person
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import Change
from qiaomen.matters.context import Context
from qiaomen.matters.models import Matter
from qiaomen.matters.turns import turn
from qiaomen.people.models import Unit


def may_accuse(matter: Matter, by: Actor) -> bool:
    """Whether `matter`, as `by` brings it, may be about anybody. Who sorts has said whom already."""
    if matter.about_unit_id or matter.history:
        return False
    if is_person(by.ref):
        return matter.kind == MatterKind.COMPLAINT and not by.holding(Permission.MATTER_SORT)
    return matter.kind == MatterKind.COMPLAINT or matter.item_version.item.code == UNSORTED


def settle(change: Change[Matter]) -> None:
    """Somebody of the desk has read it and dealt with it."""
    if change.row.unsettled:
        change.set(unsettled=False)


def hand_up(change: Change[Matter], context: Context) -> None:
    """A desk does not work on what it is accused of: the desk above it answers for the matter."""
    matter, accused = change.row, change.row.desk
    above = impartial(accused, accused, context)
    if matter.unit_id == accused.pk:
        change.set(unit_id=above.pk, officer_id=None)
    change.set(desk_id=above.pk)
    turn(change)


def impartial(desk: Unit, accused: Unit | None, context: Context) -> Unit:
    """`desk`, or whoever is above it where it is the accused: the next desk around, else its own superior."""
    if accused is None or desk.pk != accused.pk:
        return desk
    above = context.desk_above(desk) or desk.parent
    if above is None:
        raise Refusal(_("Nobody stands above %s. Enter the desk or the unit above it first.") % desk.name)
    return above
