"""Looking at what is sealed: every look is a line of the ledger."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.kernel.transitions import move
from qiaomen.matters.contacts import open_contact
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.states import Verb
from qiaomen.matters.voices import tellings
from qiaomen.people.models import Unit


@dataclass(frozen=True, slots=True)
class Contact:
    """One voice's contact, for the eyes of who asked only."""

    telling: Telling
    name: str
    phone: str


def disclose(matter: Matter, *, by: Actor, purpose: str) -> list[Contact]:
    """The contacts of all voices; `purpose` is one of a few words from the page, kept in the ledger.

    Companies never see contacts; a voice that asked to stay unknown to the unit is shown to the desk only.
    """
    with move(matter, Verb.DISCLOSE, by=by) as change:
        if Unit.objects.filter(pk__in=sorted(by.units), kind=Unit.Kind.COMPANY).exists():
            raise Forbidden(_("Companies do not see contacts. Ask the desk to pass on your question."))
        if not purpose.strip():
            raise Refusal(_("Say what you need the contact for."))
        shown = [telling for telling in tellings(matter) if _may_see(matter, telling, by)]
        change.tell(purpose=purpose, tellings=[telling.pk for telling in shown])
    return [
        Contact(
            telling,
            open_contact(telling.matter, telling, "name"),
            open_contact(telling.matter, telling, "phone"),
        )
        for telling in shown
    ]


def _may_see(matter: Matter, telling: Telling, by: Actor) -> bool:
    return not telling.hide_from_unit or matter.desk_id in by.units
