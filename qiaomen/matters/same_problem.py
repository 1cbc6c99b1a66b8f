"""Which of some matters tell of the same problem, the same place and the same trouble, and how sure it is."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import Q
from django.utils.translation import gettext as _

from qiaomen.matters.likeness.comparing import compare
from qiaomen.matters.likeness.traits import read
from qiaomen.matters.likeness.vocabulary import remembered
from qiaomen.matters.models import Matter
from qiaomen.territory import paths
from qiaomen.territory.models import Place, PlaceKind

HERE = 1  # instead of the id of a place: told of the same community


@dataclass(frozen=True, slots=True)
class Likely:
    """A matter that may tell of the same, how alike it is (0 to 1), and whether one voice told of both."""

    matter: Matter
    likeness: float
    same_voice: bool = False

    @property
    def because(self) -> str:
        alike = _("the same place and trouble, %d %% alike") % round(100 * self.likeness)
        return " · ".join([_("told by the same person"), alike]) if self.same_voice else alike


@dataclass(frozen=True, slots=True)
class Around:
    """The community in which something is; where that is not known, the place as it is known, or ""."""

    path: str = ""
    known: bool = False

    @classmethod
    def of(cls, place: Place | None) -> "Around":
        if place is None:
            return cls()
        community = Place.objects.chain(place).filter(kind=PlaceKind.COMMUNITY).first()
        return cls(community.path, known=True) if community else cls(place.path)

    def condition(self) -> Q:
        """Matters within it, or told of no more exactly than by a place that holds it."""
        if not self.path:
            return Q()
        return paths.below(self.path, "place__path") | Q(place__path__in=paths.line(self.path))

    def here(self, path: str) -> bool:
        """Whether a matter of that place is known to be of this community."""
        return self.known and paths.holds(self.path, path)


@dataclass(frozen=True, slots=True)
class Words:
    """What is compared. `here`: of the community in question; `item`: id of what it is known to be about."""

    title: str
    body: str
    here: bool
    item: int | None = None


def likenesses(one: Words, others: Iterable[Words]) -> list[float]:
    """How alike each is, 0 to 1; 0 for another place or another trouble. Asks the database once."""
    first, *rest = (
        read(each.title, each.body, place=HERE if each.here else None, item=each.item)
        for each in (one, *others)
    )
    return compare(first, rest, remembered([first, *rest])) if rest else []


def same_problem(
    one: Words, around: Around, rows: Iterable[Matter], voices: Collection[int] = ()
) -> list[Likely]:
    """The most alike first. `voices`: ids of the matters that the same person told of."""
    matters = list(rows)
    others = [
        Words(row.title, row.body, around.here(row.place.path), row.item_id if one.item else None)
        for row in matters
    ]
    shares = zip(matters, likenesses(one, others), strict=True)
    found = [Likely(row, share, row.pk in voices) for row, share in shares if share]
    return sorted(found, key=attrgetter("likeness"), reverse=True)
