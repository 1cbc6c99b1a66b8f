"""What the office itself has decided, as messages to learn from; how often a proposal was right."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count, Q

from qiaomen.catalogue.learning.actions import ITEMS, learner, propose_learning
from qiaomen.catalogue.learning.models import Learner
from qiaomen.catalogue.learning.samples import LEAST_IN_ALL, LEAST_OF_A_LABEL, Sample, Samples
from qiaomen.catalogue.models import INDISPENSABLE, Item
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models import Event
from qiaomen.kernel.outbox import send
from qiaomen.kernel.permissions import Permission
from qiaomen.matters.models import ItemChoice, Matter
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.matters.states import State
from qiaomen.people.models import Person, Role
from qiaomen.people.querysets import in_force

ENOUGH = 50  # corrections since the last training after which another one is proposed; our own
MOST = 10_000  # the newest matters that are learned from: older ones tell of an older catalogue


class Score(NamedTuple):
    """Of the matters that people sorted: how often the likeliest item was taken, and one of the three."""

    sorted: int
    first: int
    among: int

    @property
    def corrected(self) -> int:
        return self.sorted - self.first


def decided() -> MatterQuerySet:
    """Answered or closed as what they are filed under; nothing confidential, nothing that is forgotten."""
    return Matter.objects.filter(
        state__in=(State.ANSWERED, State.CLOSED), confidential=False, erased_at=None
    ).exclude(item__code__in=INDISPENSABLE)


def own_samples() -> Samples:
    """The newest decided matters, labelled with the codes of their items."""
    rows = decided().order_by("-received_at", "-pk").values_list("body", "title", "item__code")[:MOST]
    parents = dict(Item.objects.exclude(parent=None).values_list("code", "parent__code"))
    return Samples.of(rolled_up([Sample(*row) for row in rows], parents))


def rolled_up(samples: Sequence[Sample], parents: Mapping[str, str]) -> Iterable[Sample]:
    """An item with too few messages to be learned speaks for the one above it. `parents` by code. Pure."""
    rare = _rare(samples) & parents.keys()
    while rare:
        samples = [
            each._replace(label=parents[each.label]) if each.label in rare else each for each in samples
        ]
        rare = _rare(samples) & parents.keys()
    return samples


def _rare(samples: Iterable[Sample]) -> set[str]:
    counts = Counter(sample.label for sample in samples)
    return {label for label, many in counts.items() if many < LEAST_OF_A_LABEL}


def score(row: Learner | None) -> Score:
    """Since the last training, or attempt at one."""
    since = _last_tried(row)
    chosen = ItemChoice.objects.filter(at__gt=since) if since else ItemChoice.objects.all()
    found = chosen.aggregate(
        sorted=Count("pk"), first=Count("pk", filter=Q(rank=1)), among=Count("pk", filter=Q(rank__gt=0))
    )
    return Score(**found)


def _last_tried(row: Learner | None) -> datetime | None:
    tried = Event.objects.filter(stream=row.stream, verb__in=("learn", "keep", "drop")) if row else None
    last = tried.order_by("-seq").first() if tried is not None else None
    return last.at if last else None


def propose(*, by: Actor) -> None:
    """Where enough was corrected and enough is decided: once, to everybody who may say yes."""
    row = Learner.objects.filter(code=ITEMS).first()
    corrected = score(row).corrected
    waits = row is not None and row.proposed_on is not None
    if waits or corrected < ENOUGH or decided().count() < LEAST_IN_ALL:
        return
    with transaction.atomic():
        propose_learning(learner(by=by), decided=corrected, by=by)
        for person in _who_may_say_yes():
            send(person.ref, "learning_proposed", {"count": corrected})


def _who_may_say_yes() -> Iterable[Person]:
    roles = [role.pk for role in Role.objects.all() if Permission.CATALOGUE_EDIT in role.granted]
    today = clock.today()
    posts = Q(posts__role__in=roles) & in_force(today, "posts__")
    people: Iterable[Person] = (
        Person.objects.selectable(today).filter(posts).exclude(phone="").distinct().order_by("pk")
    )
    return people
