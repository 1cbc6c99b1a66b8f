"""Parts of a matter that are worked by themselves, each as a matter below it."""

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.models import SUPERVISION, Item
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models import Event
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import move
from qiaomen.matters.actions.receiving import receive
from qiaomen.matters.channels import Channel
from qiaomen.matters.intake import Told
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Verb
from qiaomen.territory.models import Place


def divide(matter: Matter, *, by: Actor, body: str, item: Item, place: Place, mandatory: bool) -> Matter:
    """Make a part of it a matter of its own, to be sorted; a mandatory one ends before the answer."""
    with move(matter, Verb.DIVIDE, by=by) as change:
        told = Told(
            key=f"part:{matter.number}:{matter.ledger_seq + 1}",
            channel=Channel.STAFF,
            body=body,
            item=item,
            place=place,
            happened_at=matter.happened_at,
            about_unit=matter.about_unit,
            parent=matter,
            mandatory=mandatory,
        )
        child = Matter.objects.get(number=receive(told, by=by).number)
        if matter.confidential and not child.confidential:
            raise Refusal(_("This matter is confidential, and so are its parts: choose a confidential item."))
        change.tell(child=child.number)
    return child


def detach_child(matter: Matter, *, by: Actor, child: Matter) -> Event:
    """The child goes its own way; it holds up the answer no more. Only who may supervise loosens an order."""
    with move(matter, Verb.DETACH_CHILD, by=by) as change:
        if child.parent_id != matter.pk:
            raise Refusal(_("%s does not hang below this matter.") % child.number)
        if child.item.code == SUPERVISION:
            by.require(Permission.MATTER_SUPERVISE, matter.scope)
        with move(child, Verb.DETACH, by=by) as loosened:
            loosened.set(parent_id=None, mandatory=False)
        change.tell(child=child.number)
    return change.event
