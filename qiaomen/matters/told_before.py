"""What has been told already of the trouble that somebody is just telling: looked for while it is typed."""

from datetime import timedelta
from heapq import nlargest

from django.db.models import Q

from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.textsearch.tokens import index_tokens
from qiaomen.matters.intake import headline
from qiaomen.matters.likeness.candidates import says_place_and_trouble
from qiaomen.matters.models import Matter
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.matters.same_problem import Around, Likely, Words, same_problem
from qiaomen.matters.states import OPEN
from qiaomen.territory.models import Place

SHOWN = 3
LOOKED_AT = 200  # of the community, the newest
COMPARED = 40  # those of them that share the most words
RECENT = timedelta(days=30)  # how long somebody may still mean what has been answered and closed
FEWEST = 3  # pairs of characters, before anything is looked for


def told_before(words: str, place: Place | None, *, by: Actor) -> list[Likely]:
    """What `by` may see of open and recent matters that may be the same, the most alike first.

    Never a confidential matter. Where the place is known only its community is asked, and what was told of
    no exact place.
    """
    said = _pairs(words)
    if len(said) < FEWEST:
        return []
    around = Around.of(place)
    seen = _recent(by).filter(around.condition())
    rows = _of_the_community(seen, said) if around.path else _anywhere(seen, words)
    return same_problem(Words(headline(words), words, around.known), around, rows)[:SHOWN]


def _recent(by: Actor) -> MatterQuerySet:
    recent = Q(state__in=sorted(OPEN)) | Q(closed_at__gte=clock.now() - RECENT)
    seen = Matter.objects.visible_to(by).filter(recent, confidential=False, merged_into=None, history=False)
    return seen.select_related("place").order_by("-received_at", "-pk")


def _of_the_community(seen: MatterQuerySet, said: frozenset[str]) -> list[Matter]:
    shares = [
        (len(said & _pairs(f"{row.title}\n{row.body}")), -at, row) for at, row in enumerate(seen[:LOOKED_AT])
    ]
    return [row for share, _at, row in nlargest(COMPARED, shares) if share]


def _anywhere(seen: MatterQuerySet, words: str) -> MatterQuerySet:
    return seen.filter(says_place_and_trouble(words))[:COMPARED]


def _pairs(text: str) -> frozenset[str]:
    return frozenset(token for token in index_tokens(text) if len(token) > 1)
