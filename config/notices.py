"""Who is told of what: tasks that write all messages about a matter into the outbox, or none.

A message never carries words by or about residents: a number, the name of an office, a day, a link.
"""

from collections.abc import Callable, Mapping

from django.db import transaction

from qiaomen.kernel import clock
from qiaomen.kernel.outbox import send
from qiaomen.kernel.tasks import task
from qiaomen.kernel.wording import Fact
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.tracking import is_weary
from qiaomen.matters.voices import voices
from qiaomen.people.models import Person
from qiaomen.portal.links import call_back_link

Facts = Mapping[str, Fact]


def _with_desk(matter: Matter, telling: Telling) -> Facts:
    """The number is the one that this teller was given, also when their matter was merged."""
    return {"number": telling.matter.number, "unit": matter.desk.name}


def _with_due(matter: Matter, telling: Telling) -> Facts:
    return {**_with_desk(matter, telling), "due": matter.due_at or matter.received_at}


def _with_link(matter: Matter, telling: Telling) -> Facts:
    return {**_with_desk(matter, telling), "link": call_back_link(telling)}


CONFIRMATION = "matter_received"
RESIDENTS: Mapping[str, Callable[[Matter, Telling], Facts]] = {
    CONFIRMATION: _with_due,
    "matter_asked": _with_desk,
    "matter_answered": _with_link,
    "matter_closed": _with_desk,
    "matter_declined": _with_desk,
    "matter_extended": _with_due,
    "matter_suspended": _with_desk,
}


@task
def tell_residents(template: str, number: str) -> None:
    """Everybody who told of the matter, or of one merged into it, and left a contact: one message a voice."""
    matter = Matter.objects.select_related("desk").get(number=number)
    facts = RESIDENTS[template]
    with transaction.atomic():
        for voice in voices(matter):
            if voice.has_contact and not (template == CONFIRMATION and is_weary(voice.telling)):
                send(voice.telling.ref, template, facts(matter, voice.telling))


@task
def tell_unit(template: str, number: str) -> None:
    """Everybody who works today in the unit that has the matter, and has a phone."""
    matter = Matter.objects.select_related("unit").get(number=number)
    officers = Person.objects.people_of(matter.unit, clock.today()).exclude(phone="")
    with transaction.atomic():
        for officer in officers:
            send(officer.ref, template, {"number": matter.number, "unit": matter.unit.name})
