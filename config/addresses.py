"""Where a message goes: looked up, and unsealed, at the moment of sending only (`kernel.outbox`)."""

from django.conf import settings
from django.shortcuts import resolve_url

from qiaomen.kernel import clock, wording
from qiaomen.kernel.outbox import Address
from qiaomen.matters.actions.mailing import message_id
from qiaomen.matters.contacts import open_contact
from qiaomen.matters.models import Telling
from qiaomen.matters.signing_in import code_of
from qiaomen.people.models import Person

CHANNEL, BY_MAIL = "sms", "email"


def lookup(recipient: str) -> Address | None:
    """The address behind `telling/12`, `sign_in/12` or `person/3`; None when there is none (any more)."""
    kind, _slash, number = recipient.partition("/")
    return {"telling": _of_telling, "sign_in": _of_sign_in, "person": _of_person}[kind](int(number))


def _of_telling(number: int) -> Address | None:
    telling = Telling.objects.select_related("matter").filter(pk=number, has_contact=True).first()
    if telling is None:
        return None
    if telling.sealed_email and not telling.sealed_phone:
        return _mail_of(telling)
    return Address(CHANNEL, open_contact(telling.matter, telling, "phone"), telling.language)


def _of_sign_in(number: int) -> Address | None:
    """The telephone of that telling, with the code of this moment, however long the message waited."""
    telling = Telling.objects.select_related("matter").filter(pk=number, sealed_phone__isnull=False).first()
    if telling is None:
        return None
    phone = open_contact(telling.matter, telling, "phone")
    return Address(CHANNEL, phone, telling.language, secrets={"code": code_of(telling.who, clock.now())})


def _mail_of(telling: Telling) -> Address:
    """A mail that replies to the last one of the teller. Only here the code is written: nothing keeps it."""
    number, language = telling.matter.number, telling.language or settings.LANGUAGE_CODE
    link = f"{settings.QIAOMEN_ADDRESS}{resolve_url('portal:track')}?number={number}"
    last = telling.mails.last()
    return Address(
        BY_MAIL,
        open_contact(telling.matter, telling, "email"),
        language,
        subject=wording.text("mail_subject", {"number": number}, language),
        foot=wording.text("mail_foot", {"number": number, "link": link, "code": telling.code}, language),
        about=number,
        replying_to=message_id(last) if last else "",
    )


def _of_person(number: int) -> Address | None:
    person = Person.objects.selectable(clock.today()).filter(pk=number).exclude(phone="").first()
    return Address(CHANNEL, person.phone, person.language) if person else None
