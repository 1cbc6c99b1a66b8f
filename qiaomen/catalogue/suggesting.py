"""What a text seems to be about and where: the seam behind which a trained model may stand one day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from qiaomen.catalogue.keywords import Entry, Keywords
from qiaomen.catalogue.models import INDISPENSABLE, Item, ItemVersion
from qiaomen.catalogue.router import Router
from qiaomen.catalogue.stamps import Stamp, stamp
from qiaomen.kernel import clock
from qiaomen.people.models import Unit
from qiaomen.territory.lookup import gazetteer
from qiaomen.territory.mentions import Gazetteer


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


@dataclass(frozen=True, slots=True)
class Machinery:
    """What it takes to propose item, place and unit: one for a batch. Built once until the house changes."""

    suggester: Suggester
    router: Router
    items: Mapping[int, Item]
    units: Mapping[int, Unit]
    says: Mapping[int, ItemVersion]
    """What each item says today."""


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
        Unit.objects.in_bulk(),
        says,
    )


def _entries(items: Mapping[int, Item], says: Mapping[int, ItemVersion], day: date) -> Iterator[Entry]:
    for pk, item in items.items():
        if item.current_on(day) and item.code not in INDISPENSABLE:
            yield Entry(pk, item.parent_id, says[pk].name, tuple(says[pk].keywords))
