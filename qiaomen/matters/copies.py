"""Matters that seem to be the same concern told again, proposed for merging. Nothing is merged by itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.textsearch.tokens import index_tokens
from qiaomen.matters.index import MATTERS_TEXT
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.matters.states import OPEN, State
from qiaomen.matters.voices import family

RECENT = timedelta(days=90)  # how long a matter that has ended may still be meant
ALIKE = 0.8  # share of common bigrams from which the words alone tell
ALIKE_OF_ONE_VOICE = 0.5  # the same, of two tellings of one voice
LOOKED_AT = 200  # candidates, the newest first
PROBES = (0.2, 0.4, 0.6, 0.8)  # where in the text the pieces lie by which the index is asked
RARE = 50  # a piece that so many matters say leads to none of them
PIECE_LENGTH = 4  # a shorter piece stands in too many texts

# Up to four Latin words, or eight letters of a script without spaces: long enough to be rare, short enough
# for some to survive when a text is told a little differently.
_PIECE = re.compile(r"[^\W\da-zA-Z_]{4,8}|[\da-zA-Z]+(?:[^\w]+[\da-zA-Z]+){0,3}")


@dataclass(frozen=True, slots=True)
class Copy:
    """Another matter, the share of common words (0 to 1), and whether one voice told of both."""

    matter: Matter
    share: float
    same_voice: bool

    @property
    def because(self) -> str:
        if self.same_voice:
            return _("told by the same person, %d %% the same words") % round(100 * self.share)
        return _("%d %% the same words") % round(100 * self.share)


def possible_copies(matter: Matter, *, by: Actor) -> list[Copy]:
    """What `by` may see of open and recent matters that say nearly the same, the most alike first.

    A confidential matter has none and is none: its words are sealed.
    """
    if matter.confidential:
        return []
    words, one_voice = _bigrams(matter), _of_the_same_voices(matter)
    copies = [
        Copy(other, _share(words, _bigrams(other)), other.pk in one_voice)
        for other in _candidates(matter, one_voice, by)
    ]
    return sorted(filter(_is_alike, copies), key=attrgetter("share"), reverse=True)


def _is_alike(copy: Copy) -> bool:
    return copy.share >= (ALIKE_OF_ONE_VOICE if copy.same_voice else ALIKE)


def _bigrams(matter: Matter) -> frozenset[str]:
    return frozenset(index_tokens(f"{matter.title}\n{matter.body}"))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard's index: what both have of what either has."""
    return len(one & other) / len(one | other) if one or other else 0.0


def _of_the_same_voices(matter: Matter) -> frozenset[int]:
    """Ids of the matters that the voices of this one told of."""
    own = Telling.objects.filter(matter=matter).exclude(who="").values("who")
    return frozenset(Telling.objects.filter(who__in=own).values_list("matter", flat=True))


def _candidates(matter: Matter, one_voice: Iterable[int], by: Actor) -> MatterQuerySet:
    recent = Q(received_at__gte=clock.now() - RECENT)
    visible = Matter.objects.visible_to(by).exclude(pk__in=family(matter))
    lasting = visible.exclude(state=State.MERGED).filter(recent | Q(state__in=sorted(OPEN)))
    alike = lasting.filter(Q(pk__in=one_voice) | says_a_piece_of(matter.body))
    return alike.order_by("-received_at", "-pk")[:LOOKED_AT]


def says_a_piece_of(text: str) -> Q:
    """The index knows words, not likeness: who says nearly the same says one of a few pieces of it."""
    pieces = [piece for piece in _PIECE.findall(text) if len(piece) >= PIECE_LENGTH] or [text]
    found = Q(pk__in=())
    for piece in {pieces[int(len(pieces) * part)] for part in PROBES}:
        if MATTERS_TEXT.count(piece, stop=RARE) < RARE:
            found |= MATTERS_TEXT.condition(piece)
    return found
