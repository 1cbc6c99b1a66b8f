"""Who has the same concern as a matter becomes one more voice of it: a neighbour on the web, a caller."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.actors import Actor, machine
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import move
from qiaomen.matters.actions.receiving import receive
from qiaomen.matters.actions.sorting import merge
from qiaomen.matters.intake import Fate, Receipt, Told
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.states import UNANSWERED, Verb


def join(told: Told, *, into: Matter, by: Actor) -> Receipt:
    """Take the telling in and merge it at once: number and code of its own, one matter to work on.

    The desk can split it off again like any merged matter.
    """
    with transaction.atomic():
        require_joinable(into)
        receipt = receive(replace(told, joined=True, place=into.place), by=by)
        if receipt.fate == Fate.NEW:
            merge(Matter.objects.get(number=receipt.number), by=machine("neighbours"), into=into)
    return receipt


def tell_again(told: Told, *, into: Matter, by: Actor) -> Receipt:
    """Take the telling in as one more voice of `into`: number and code of its own, one matter to work on.

    It is where that one is, and about the same unit. Sent again, it only says its number once more.
    """
    with transaction.atomic():
        receipt = receive(replace(told, place=into.place, about_unit=into.about_unit), by=by)
        matter = Matter.objects.get(number=receipt.number)
        if matter.merged_into_id != into.pk:
            merge(matter, by=by, into=into)
    return receipt


def require_joinable(matter: Matter) -> None:
    if matter.released_at is None or matter.state not in UNANSWERED:
        raise Refusal(_("This is no longer open for others to join. Please report yours on its own."))


def verify(telling: Telling, *, by: Actor) -> Event:
    """Whoever told so has shown that the number is theirs."""
    with move(telling.matter, Verb.VERIFY, by=by) as change:
        telling.verified_at = change.at
        change.keep(telling)
    return change.event
