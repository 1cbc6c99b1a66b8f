"""What a device sends is done once, however often it arrives: a reply may be lost on the way back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models.sendings import Sending

Outcome = dict[str, Any]


def outcome_of(key: UUID, *, by: Actor) -> Outcome | None:
    """What the sender was told when this came the first time; None as long as nothing has come of it."""
    return Sending.objects.filter(by=by.ref, key=key).values_list("outcome", flat=True).first()


def once(key: UUID, act: Callable[[], Outcome], *, by: Actor) -> Outcome:
    """What `act` gives; where it was done already, what it gave then. A Refusal leaves the key unused.

    Insert first: two of the same that come at one moment wait for each other, and one of them is told.
    """
    try:
        with transaction.atomic():
            sending = Sending(by=by.ref, key=key, at=clock.now())
            sending.save(force_insert=True)
            sending.outcome = act()
            sending.save(update_fields=["outcome"])
    except IntegrityError:
        told = outcome_of(key, by=by)
        if told is None:  # it was another rule of the database
            raise
        return told
    outcome: Outcome = sending.outcome
    return outcome
