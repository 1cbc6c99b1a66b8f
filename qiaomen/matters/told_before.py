"""What has been told already of the trouble that somebody is just telling: looked for while it is typed."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.textsearch.tokens import index_tokens
from qiaomen.matters.copies import says_a_piece_of
from qiaomen.matters.models import Matter
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.matters.states import OPEN
from qiaomen.territory import paths
from qiaomen.territory.models import Place, PlaceKind

SHOWN = 3
LOOKED_AT = 200  # candidates, the newest first
RECENT = timedelta(days=30)  # how long somebody may still mean what has been answered and closed
ALIKE = 0.4  # of the shorter text's pairs of characters, where the place is the same
ALIKE_ANYWHERE = 0.6  # the same, where only the words tell
FEWEST = 3  # pairs in common: two short texts share one by chance


@dataclass(frozen=True, slots=True)
class Echo:
    """A matter that may be what somebody tells, and the share of common words (0 to 1)."""

    matter: Matter
    share: float


def told_before(words: str, place: Place | None, *, by: Actor) -> list[Echo]:
    """What `by` may see of open and recent matters that may be the same, the most alike first.

    Of the same community a part of the words is enough; where one of the two places is not known so exactly,
    they must say nearly the same, since two estates with one complaint are two problems. Confidential matters
    are never among them.
    """
    said = _pairs(words)
    if len(said) < FEWEST:
        return []
    around = _community(place).path if place else ""
    rows = _candidates(words, around, by).select_related("place").order_by("-received_at", "-pk")[:LOOKED_AT]
    echoes = [Echo(row, _share(said, _pairs(f"{row.title}\n{row.body}"))) for row in rows]
    found = [echo for echo in echoes if echo.share >= _enough(echo.matter, around)]
    return sorted(found, key=lambda echo: -echo.share)[:SHOWN]


def _community(place: Place) -> Place:
    """The one in which the place lies; the place itself where it is wider."""
    return Place.objects.chain(place).filter(kind=PlaceKind.COMMUNITY).first() or place


def _candidates(words: str, around: str, by: Actor) -> MatterQuerySet:
    """Within this path, or told of no more exactly than by a place that holds it."""
    recent = Q(state__in=sorted(OPEN)) | Q(closed_at__gte=clock.now() - RECENT)
    seen = Matter.objects.visible_to(by).filter(recent, confidential=False, merged_into=None, history=False)
    if not around:
        return seen.filter(says_a_piece_of(words))
    return seen.filter(paths.below(around, "place__path") | Q(place__path__in=paths.line(around)))


def _enough(matter: Matter, around: str) -> float:
    return ALIKE if around and paths.holds(around, matter.place.path) else ALIKE_ANYWHERE


def _pairs(text: str) -> frozenset[str]:
    return frozenset(token for token in index_tokens(text) if len(token) > 1)


def _share(said: frozenset[str], known: frozenset[str]) -> float:
    common = len(said & known)
    return common / min(len(said), len(known)) if common >= FEWEST else 0.0
