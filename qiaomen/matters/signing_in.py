"""Signing in by a code that is sent to one's telephone. Nothing is stored: it follows from number and time.

A code holds for the ten minutes in which it was sent and the next ten, and opens once within an hour. Only
numbers that somebody has told from get one, and nobody is told which those are.
"""

from datetime import datetime

from django.db.models import QuerySet

from qiaomen.kernel import clock, outbox, tries
from qiaomen.kernel.lookup import codes_match, lookup_hash, passing_code
from qiaomen.matters.models import Telling

STRETCH = 600  # seconds
SENT_AN_HOUR = 5  # codes to one number
TYPED_AN_HOUR = 20  # codes for one number, from wherever: 40 chances in a million
_OPENED = "sign-in-opened"
_SENT = "sign-in-sent"
_TYPED = "sign-in-typed"


def who_has(phone: str) -> str:
    """The keyed hash of a normalised number."""
    return lookup_hash("phone", phone)


def tellings_of(who: str) -> QuerySet[Telling]:
    """What was told from one number, the newest first."""
    return Telling.objects.filter(who=who).select_related("matter").order_by("-told_at", "-pk")


def send_code(who: str) -> None:
    """To the number, if anything is known of it and it has not had too many within the hour."""
    if tries.tried(_SENT, who) >= SENT_AN_HOUR:
        return
    tries.count(_SENT, who)
    telling = tellings_of(who).filter(sealed_phone__isnull=False).first()
    if telling is not None:
        outbox.send(f"sign_in/{telling.pk}", "sign_in_code", {"minutes": STRETCH // 60, "code": ""})


def code_of(who: str, at: datetime) -> str:
    return passing_code(f"{who} {_stretch(at)}")


def opens(who: str, typed: str) -> bool:
    """Whether this is the code of the number now; it is used up by it."""
    if tries.tried(_TYPED, who) >= TYPED_AN_HOUR:
        return False
    tries.count(_TYPED, who)
    now = _stretch(clock.now())
    for stretch in (now, now - 1):
        used = f"{who} {stretch}"
        if codes_match(typed, passing_code(used)) and not tries.tried(_OPENED, used):
            tries.count(_OPENED, used)
            return True
    return False


def _stretch(at: datetime) -> int:
    return int(at.timestamp()) // STRETCH
