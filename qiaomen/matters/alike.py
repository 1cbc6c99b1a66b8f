"""Released matters that may be what somebody is about to tell, shown before it is sent."""

from qiaomen.kernel.textsearch.tokens import index_tokens
from qiaomen.matters.models import Matter
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.matters.states import UNANSWERED
from qiaomen.territory import paths
from qiaomen.territory.models import Place, PlaceKind

SHOWN = 3
LOOKED_AT = 100  # the newest of the community
ALIKE = 0.4  # of the shorter text's pairs of characters
FEWEST = 3  # pairs in common: two short texts share one by chance


def released_nearby(place: Place) -> MatterQuerySet:
    """What is open to join in the community of `place`, or below it where it is wider than one."""
    around = Place.objects.chain(place).filter(kind=PlaceKind.COMMUNITY).first() or place
    nearby = Matter.objects.released().filter(paths.below(around.path, "place__path"))
    return nearby.filter(state__in=sorted(UNANSWERED))


def alike(words: str, place: Place) -> list[Matter]:
    """The most alike first. Only by their summaries: else anybody could try what a resident has written."""
    said = frozenset(index_tokens(words))
    rows = released_nearby(place).only("number", "summary", "released_at")[:LOOKED_AT]
    shares = [(_share(said, row), row) for row in rows]
    found = sorted(((share, row) for share, row in shares if share >= ALIKE), key=lambda pair: -pair[0])
    return [row for _share_of, row in found[:SHOWN]]


def _share(said: frozenset[str], row: Matter) -> float:
    known = frozenset(index_tokens(row.summary))
    common = len(said & known)
    return common / min(len(said), len(known)) if common >= FEWEST else 0.0
