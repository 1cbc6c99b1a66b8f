"""What a text seems to be about and where: the seam behind which a trained model may stand one day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from qiaomen.catalogue.keywords import Entry, Keywords
from qiaomen.catalogue.models import INDISPENSABLE, Item, ItemVersion
from qiaomen.catalogue.router import Router
from qiaomen.catalogue.stamps import Stamp, stamp
from qiaomen.kernel import clock
from qiaomen.people.models import Unit
from qiaomen.territory import paths
from qiaomen.territory.lookup import gazetteer
from qiaomen.territory.mentions import Gazetteer
from qiaomen.territory.models import Place, PlaceKind
from qiaomen.territory.querysets import spell


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the machine takes a text for. What is not sure is for a person to decide.

    `because` are the keywords of the catalogue that were found.
    """

    item_id: int | None
    place_id: int | None
    item_sure: bool
    place_sure: bool
    because: tuple[str, ...]

    @property
    def sure(self) -> bool:
        """Both what and where."""
        return self.item_sure and self.place_sure


@dataclass(frozen=True, slots=True)
class Suggester:
    """Catalogue and territory as they were when it was taken: one for a batch."""

    keywords: Keywords
    gazetteer: Gazetteer

    def suggest(self, text: str, title: str = "") -> Suggestion:
        guess = self.keywords.guess(text, title)
        finding = self.gazetteer.best(f"{title}\n{text}")
        return Suggestion(guess.item_id, finding.place_id, guess.sure, finding.sure, guess.because)


class Area(NamedTuple):
    """A place that is no building; of those there are too many to hold them all."""

    pk: int
    path: str
    name: str
    code: str
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Machinery:
    """What it takes to propose item, place and unit: one for a batch. Built once until the house changes."""

    suggester: Suggester
    router: Router
    items: Mapping[int, Item]
    units: Mapping[int, Unit]
    says: Mapping[int, ItemVersion]
    """What each item says today."""
    areas: Mapping[str, Area]
    """By path, those above before those below."""

    def full_name(self, place: Place | Area) -> str:
        """As `place.full_name()`, from memory."""
        return spell(
            {**{step: self.areas[step].name for step in paths.line(place.path)[:-1]}, place.path: place.name},
            place.path,
        )


def suggest(text: str, title: str = "") -> Suggestion:
    """For one text; for many hold a `suggester()`."""
    return suggester().suggest(text, title)


def suggester() -> Suggester:
    return machinery().suggester


def machinery() -> Machinery:
    """One small query tells whether what was built before still holds."""
    return _machinery(stamp(), clock.today())


@lru_cache(maxsize=1)
def _machinery(_stamp: Stamp, day: date) -> Machinery:
    items = Item.objects.in_bulk()
    says = {version.item_id: version for version in ItemVersion.objects.in_force(day)}
    return Machinery(
        Suggester(Keywords(_entries(items, says, day)), gazetteer()),
        Router.load(),
        items,
        _units(),
        says,
        _areas(),
    )


def _areas() -> Mapping[str, Area]:
    rows = Place.objects.exclude(kind=PlaceKind.BUILDING).order_by("path")
    return {
        row.path: row for row in map(Area._make, rows.values_list("pk", "path", "name", "code", "ended_on"))
    }


def _units() -> Mapping[int, Unit]:
    """Each with those above it."""
    units = Unit.objects.in_bulk()
    for unit in units.values():
        unit.parent = units.get(unit.parent_id or 0)
    return units


def _entries(items: Mapping[int, Item], says: Mapping[int, ItemVersion], day: date) -> Iterator[Entry]:
    for pk, item in items.items():
        if item.current_on(day) and item.code not in INDISPENSABLE:
            yield Entry(pk, item.parent_id, says[pk].name, tuple(says[pk].keywords))
