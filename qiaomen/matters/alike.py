"""Released matters that may be what somebody is about to tell, shown before it is sent."""

from qiaomen.kernel.textsearch.tokens import index_tokens
from qiaomen.matters.models import Matter
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.matters.same_problem import Words, likenesses
from qiaomen.matters.states import UNANSWERED
from qiaomen.territory import paths
from qiaomen.territory.models import Place, PlaceKind

SHOWN = 3
LOOKED_AT = 100  # the newest of the community
FEWEST = 3  # pairs of characters, before anything is looked for


def released_nearby(place: Place) -> MatterQuerySet:
    """What is open to join in the community of `place`, or below it where it is wider than one."""
    around = Place.objects.chain(place).filter(kind=PlaceKind.COMMUNITY).first() or place
    nearby = Matter.objects.released().filter(paths.below(around.path, "place__path"))
    return nearby.filter(state__in=sorted(UNANSWERED))


def alike(words: str, place: Place) -> list[Matter]:
    """The most alike first. Only by their summaries: else anybody could try what a resident has written."""
    if sum(len(token) > 1 for token in index_tokens(words)) < FEWEST:
        return []
    rows = list(released_nearby(place).only("number", "summary", "released_at")[:LOOKED_AT])
    shares = likenesses(Words("", words, here=True), (Words("", row.summary, here=True) for row in rows))
    found = sorted(zip(shares, rows, strict=True), key=lambda pair: -pair[0])
    return [row for share, row in found[:SHOWN] if share]
