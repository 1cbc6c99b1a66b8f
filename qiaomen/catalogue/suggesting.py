"""What a text seems to be about and where: keywords, what was learned, and the names of places together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from qiaomen.catalogue.keywords import Entry, Keywords
from qiaomen.catalogue.learning.joining import Choice, Joiner
from qiaomen.catalogue.learning.keeping import model_in_use
from qiaomen.catalogue.learning.linking import Labels, Named
from qiaomen.catalogue.learning.models import THOUSAND, USUAL_CONFIDENCE, Learner
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

    `because` are the words that spoke for the item; `choices` the three likeliest items, the best one first;
    `learned` whether a model spoke, or keywords alone.
    """

    item_id: int | None
    place_id: int | None
    item_sure: bool
    place_sure: bool
    because: tuple[str, ...]
    choices: tuple[Choice, ...] = field(default=(), compare=False)
    learned: bool = field(default=False, compare=False)

    @property
    def sure(self) -> bool:
        """Both what and where."""
        return self.item_sure and self.place_sure


@dataclass(frozen=True, slots=True)
class Suggester:
    """Catalogue and territory as they were when it was taken: one for a batch."""

    joiner: Joiner
    gazetteer: Gazetteer

    def suggest(self, text: str, title: str = "") -> Suggestion:
        said = self.joiner.join(text, title)
        best = said.choices[0] if said.choices else None
        finding = self.gazetteer.best(f"{title}\n{text}")
        return Suggestion(
            item_id=best.item_id if best else None,
            place_id=finding.place_id,
            item_sure=said.sure,
            place_sure=finding.sure,
            because=best.because if best else (),
            choices=said.choices,
            learned=said.learned,
        )


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
    model: int
    """The number of the model that is asked, 0 where keywords speak alone."""

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
    asked = {
        pk: item for pk, item in items.items() if item.current_on(day) and item.code not in INDISPENSABLE
    }
    learner = Learner.objects.first()
    joiner = _joiner(asked, says, learner)
    return Machinery(
        Suggester(joiner, gazetteer()),
        Router.load(),
        items,
        _units(),
        says,
        _areas(),
        learner.number if learner and joiner.model else 0,
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


def _joiner(asked: Mapping[int, Item], says: Mapping[int, ItemVersion], learner: Learner | None) -> Joiner:
    confidence = learner.confidence if learner else USUAL_CONFIDENCE
    return Joiner(
        Keywords(_entries(asked, says)),
        Labels(_named(asked, says)),
        model_in_use(learner),
        confidence / THOUSAND,
    )


def _entries(asked: Mapping[int, Item], says: Mapping[int, ItemVersion]) -> Iterator[Entry]:
    for pk, item in asked.items():
        yield Entry(pk, item.parent_id, says[pk].name, tuple(says[pk].keywords))


def _named(asked: Mapping[int, Item], says: Mapping[int, ItemVersion]) -> Iterator[Named]:
    for pk, item in asked.items():
        yield Named(pk, item.parent_id, item.code, (says[pk].name, says[pk].public_name))
