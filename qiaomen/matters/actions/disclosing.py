"""Looking at what is sealed: every look is a line of the ledger."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.kernel.transitions import move
from qiaomen.matters.conditions import require_contacts_kept, require_need_of_contacts
from qiaomen.matters.contacts import open_contact
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.states import Verb
from qiaomen.matters.voices import Voice, voice_of
from qiaomen.people.models import Unit


@dataclass(frozen=True, slots=True)
class Contact:
    """One voice's contact, for the eyes of who asked only."""

    telling: Telling
    name: str
    phone: str
    email: str


def disclose(matter: Matter, *, by: Actor, telling: Telling, purpose: str) -> Contact:
    """The contact of one voice; `purpose` is one of a few words from the page, kept in the ledger.

    Companies never see contacts; a voice that asked to stay unknown to the unit is shown to the desk only.
    """
    with move(matter, Verb.DISCLOSE, by=by) as change:
        require_contacts_kept(matter)
        require_need_of_contacts(matter, by)
        if Unit.objects.filter(pk__in=sorted(by.units), kind=Unit.Kind.COMPANY).exists():
            raise Forbidden(_("Companies do not see contacts. Ask the desk to pass on your question."))
        if not purpose.strip():
            raise Refusal(_("Say what you need the contact for."))
        if not may_know(matter, voice_of(matter, telling), by):
            raise Forbidden(
                _("This person wants to stay unknown to the unit. Ask the desk to pass on your question.")
            )
        change.tell(purpose=purpose, telling=telling.pk)
    name, phone, email = (open_contact(telling.matter, telling, part) for part in ("name", "phone", "email"))
    return Contact(telling, name, phone, email)


def may_know(matter: Matter, voice: Voice, by: Actor) -> bool:
    return not voice.hides or matter.desk_id in by.units
