"""Matters that seem to tell of the same as another, proposed for merging. Nothing is merged by itself."""

from datetime import timedelta

from django.db.models import Q

from qiaomen.catalogue.models import UNSORTED
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.matters.likeness.candidates import says_place_and_trouble, says_the_trouble
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.matters.same_problem import Around, Likely, Words, same_problem
from qiaomen.matters.states import OPEN, State
from qiaomen.matters.voices import merged_below

RECENT = timedelta(days=90)  # how long a matter that has ended may still be meant
COMPARED = 40  # candidates, the newest first


def possible_copies(matter: Matter, *, by: Actor) -> list[Likely]:
    """What `by` may see of open and recent matters that may tell of the same, the most alike first.

    A confidential matter has none and is none: its words are sealed.
    """
    if matter.confidential:
        return []
    item = None if matter.item.code == UNSORTED else matter.item_id
    around, one_voice = Around.of(matter.place), _of_the_same_voices(matter)
    rows = _candidates(matter, around, one_voice, by)
    return same_problem(Words(matter.title, matter.body, around.known, item), around, rows, one_voice)


def _of_the_same_voices(matter: Matter) -> list[int]:
    """Ids of the matters that the voices of this one told of."""
    own = Telling.objects.filter(matter=matter).exclude(who="").values("who")
    return list(Telling.objects.filter(who__in=own).values_list("matter", flat=True))


def _candidates(matter: Matter, around: Around, one_voice: list[int], by: Actor) -> MatterQuerySet:
    says = says_the_trouble if around.known else says_place_and_trouble
    recent = Q(received_at__gte=clock.now() - RECENT) | Q(state__in=sorted(OPEN))
    visible = Matter.objects.visible_to(by).exclude(pk__in=merged_below(matter))
    lasting = visible.filter(recent, around.condition(), confidential=False).exclude(state=State.MERGED)
    alike = lasting.filter(Q(pk__in=one_voice) | says(f"{matter.title}\n{matter.body}"))
    return alike.select_related("place", "unit").order_by("-received_at", "-pk")[:COMPARED]
