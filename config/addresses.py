"""Where a message goes: looked up, and unsealed, at the moment of sending only (`kernel.outbox`)."""

from qiaomen.kernel import clock
from qiaomen.kernel.outbox import Address
from qiaomen.matters.contacts import open_contact
from qiaomen.matters.models import Telling
from qiaomen.people.models import Person

CHANNEL = "sms"


def lookup(recipient: str) -> Address | None:
    """The address behind `telling/12` or `person/3`; None when there is none, or none any more."""
    kind, _slash, number = recipient.partition("/")
    return {"telling": _of_telling, "person": _of_person}[kind](int(number))


def _of_telling(number: int) -> Address | None:
    telling = Telling.objects.select_related("matter").filter(pk=number, has_contact=True).first()
    if telling is None:
        return None
    return Address(CHANNEL, open_contact(telling.matter, telling, "phone"), telling.language)


def _of_person(number: int) -> Address | None:
    person = Person.objects.selectable(clock.today()).filter(pk=number).exclude(phone="").first()
    return Address(CHANNEL, person.phone, person.language) if person else None
