"""Following a matter: to see when it has changed, without having a part in it."""

from django.db import transaction

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Permission
from qiaomen.matters.models import Follow, Matter
from qiaomen.people.models import Person


def follow(matter: Matter, *, person: Person, by: Actor) -> None:
    """From now on; whoever follows it already goes on from where they looked last."""
    by.require(Permission.MATTER_READ, matter.scope)
    with transaction.atomic():
        Follow.objects.get_or_create(person=person, matter=matter, defaults={"seen": matter.ledger_seq})


def stop_following(matter: Matter, *, person: Person) -> None:
    Follow.objects.filter(person=person, matter=matter).delete()


def looked(matter: Matter, *, person: int) -> bool:
    """Whether the person follows it; what has happened until now they have then seen.

    Reading writes only where something is new, so that a page costs no turn at writing.
    """
    mine = [follow for follow in matter.follows.all() if follow.person_id == person]
    if any(follow.seen < matter.ledger_seq for follow in mine):
        Follow.objects.filter(person=person, matter=matter).update(seen=matter.ledger_seq)
    return bool(mine)
