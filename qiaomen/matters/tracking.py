"""A telling in the hands of its teller: found by number and code, spoken for on the web or by mail."""

from django.db.models import QuerySet
from django.utils import timezone

from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor, resident
from qiaomen.kernel.lookup import codes_match
from qiaomen.matters.channels import Channel
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.voices import tellings

WAYS = ("web", "mail")  # on which tellers act themselves
MOST_CONFIRMED = 10  # mails of one sender within a day: who sends more may be a machine that answers ours


def find(number: str, code: str) -> Telling | None:
    """The telling with this code in the matter of this number; the code as people type it."""
    return next((telling for telling in told_of(number) if codes_match(code, telling.code)), None)


def told_of(number: str) -> list[Telling]:
    """All tellings of the matter of this number, in any one case."""
    matter = Matter.objects.filter(number__in={number, number.upper(), number.lower()}).first()
    return tellings(matter) if matter else []


def chain(telling: Telling) -> list[Matter]:
    """The matter that was told, the one that it was merged into, and so on to where it is worked now."""
    found = [telling.matter]
    while found[-1].merged_into is not None:
        found.append(found[-1].merged_into)
    return found


def acting(telling: Telling, way: str) -> Actor:
    """The teller as an actor; names the telling, so that voices of a merged matter are told apart."""
    return resident(f"{way}/{telling.pk}")


def mailed_today(who: str) -> QuerySet[Telling]:
    """What one sender, known by the keyed hash `who`, told by mail; of what we wrote down since midnight."""
    midnight = timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    return Telling.objects.filter(who=who, channel=Channel.EMAIL, matter__recorded_at__gte=midnight)


def is_weary(telling: Telling) -> bool:
    """Whether the sender of a mail has been answered often enough for today."""
    if telling.channel != Channel.EMAIL:
        return False
    return mailed_today(telling.who).filter(pk__lte=telling.pk).count() > MOST_CONFIRMED
