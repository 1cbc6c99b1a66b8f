"""A mail of ours that could not be delivered: its message is marked, and the desk reads it at the matter."""

import re

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from qiaomen.kernel.actors import machine
from qiaomen.kernel.mailing import Sent, sent_by_us
from qiaomen.kernel.outbox import returned
from qiaomen.mailbox.outcomes import Fate, Outcome
from qiaomen.mailbox.reading import Arrival
from qiaomen.matters.actions.speaking import note
from qiaomen.matters.models import Matter

_ACTION = re.compile(r"^action:\s*(\w+)", re.IGNORECASE | re.MULTILINE)
_STATUS = re.compile(r"^status:\s*(\d\.\d+\.\d+)", re.IGNORECASE | re.MULTILINE)


def take_back(mail: Arrival) -> Outcome:
    """A delay is no failure, and what was not sent by us is nobody's business here."""
    actions = {action.lower() for action in _ACTION.findall(mail.reports)}
    ours = next(sent_by_us(f"{mail.reports}\n{mail.answers}\n{mail.text}"), None)
    if ours is None or (actions and "failed" not in actions):
        return Outcome(Fate.IGNORED)
    return _mark(ours, " ".join(_STATUS.findall(mail.reports)))


def _mark(ours: Sent, status: str) -> Outcome:
    matter = Matter.objects.filter(number=ours.about).first()
    with transaction.atomic():
        message = returned(ours.message, f"Returned {status}".strip())
        if message is None or matter is None:
            return Outcome(Fate.ALREADY, ours.about)
        if matter.erased_at is None:
            with translation.override(settings.LANGUAGE_CODE):  # it is read in the office
                note(matter, by=machine("mailbox"), text=_("A mail to the resident could not be delivered."))
    return Outcome(Fate.RETURNED, ours.about)
