"""What the machine proposes for a matter that nobody has sorted: item, place and unit, with the reasons."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.learning.joining import Choice
from qiaomen.catalogue.models import UNSORTED, Item
from qiaomen.catalogue.routing import Ruling
from qiaomen.catalogue.suggesting import Machinery, Suggester, machinery
from qiaomen.kernel import clock
from qiaomen.matters.choosing import Proposed
from qiaomen.matters.models import Matter
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place


@dataclass(frozen=True, slots=True)
class Offer:
    """One of the likeliest items and the unit that answers for it; `at_once`: one press may do it all."""

    choice: Choice
    item: Item
    place: Place
    unit: Unit | None
    at_once: bool

    def fields(self) -> dict[str, str]:
        """As the fields of a form name them."""
        unit = {"unit": self.unit.code} if self.unit else {}
        return {"item": self.item.code, "place": self.place.code, **unit}


@dataclass(frozen=True, slots=True)
class Proposal:
    """Each part None where there is nothing to propose; `sure` when all three are and no doubt is left.

    `offers` are for a person to choose from, none where the item is known already; `proposed` is what is kept
    of them.
    """

    item: Item | None
    place: Place | None
    unit: Unit | None
    sure: bool
    reasons: tuple[str, ...]
    offers: tuple[Offer, ...]
    proposed: Proposed

    def fields(self) -> dict[str, str]:
        """As the fields of a form name them."""
        parts = {"item": self.item, "place": self.place, "unit": self.unit}
        return {name: part.code for name, part in parts.items() if part}


@dataclass(frozen=True, slots=True)
class _Guess:
    """The ids, before the rows are read for all proposals together."""

    item: int | None
    item_sure: bool
    named_place: int | None
    place_sure: bool
    choices: tuple[Choice, ...]
    learned: bool


def proposal(matter: Matter) -> Proposal:
    return proposals([matter])[matter.pk]


def proposals(matters: Iterable[Matter]) -> dict[int, Proposal]:
    """By the id of the matter, in a constant number of queries; reads `item`, `place` and `desk` of each."""
    found = list(matters)
    known = machinery()
    guesses = {matter: _guess(matter, known.suggester) for matter in found}
    named = Place.objects.in_bulk({guess.named_place for guess in guesses.values() if guess.named_place})
    return {
        matter.pk: _Case(matter, known, guess, _place(matter, named.get(guess.named_place or 0))).proposal()
        for matter, guess in guesses.items()
    }


def _guess(matter: Matter, machine: Suggester) -> _Guess:
    """What is already known stands; only the rest is guessed, from the words that are not sealed."""
    said = machine.suggest(f"{matter.body}\n{matter.address}", matter.title)
    sorted_in = matter.item.code != UNSORTED
    located = matter.place_id != matter.desk.place_id
    return _Guess(
        item=matter.item_id if sorted_in else said.item_id,
        item_sure=sorted_in or said.item_sure,
        named_place=said.place_id,
        place_sure=said.place_sure if said.place_id else located,
        choices=said.choices,
        learned=said.learned,
    )


def _place(matter: Matter, named: Place | None) -> Place:
    """The place that the words name, where it is more exact than the one that is known."""
    return named if named and matter.place.holds(named) else matter.place


@dataclass(frozen=True, slots=True)
class _Case:
    """A matter with what is known and guessed of it."""

    matter: Matter
    known: Machinery
    guess: _Guess
    place: Place

    def proposal(self) -> Proposal:
        item = self.known.items.get(self.guess.item or 0)
        ruling = self._ruling(item)
        unit = self._unit(ruling)
        elsewhere = self.guess.item_sure and self._is_elsewhere(item)
        unit = None if elsewhere else unit
        return Proposal(
            item=item,
            place=self.place,
            unit=unit,
            sure=self._may_go(item) and unit is not None and self.guess.item_sure,
            reasons=tuple(self._reasons(item, ruling if unit else None)),
            offers=() if self.matter.item.code != UNSORTED else tuple(self._offers()),
            proposed=Proposed(self.known.model if self.guess.learned else 0, self.guess.choices),
        )

    def _offers(self) -> Iterator[Offer]:
        for choice in self.guess.choices:
            item = self.known.items[choice.item_id]
            unit = None if self._is_elsewhere(item) else self._unit(self._ruling(item))
            yield Offer(choice, item, self.place, unit, self._may_be_taken(item))

    def _ruling(self, item: Item | None) -> Ruling | None:
        return self.known.router.ruling(item, self.place, clock.today()) if item else None

    def _unit(self, ruling: Ruling | None) -> Unit | None:
        """Nobody handles a complaint about themselves, and the desk of a place has the matter already."""
        unit = self.known.units.get(ruling.unit_id) if ruling else None
        accused = unit is not None and unit.pk == self.matter.about_unit_id
        return None if unit is None or accused or unit.kind == Unit.Kind.DESK else unit

    def _may_go(self, item: Item | None) -> bool:
        """By one press: not where the place is doubtful, nor what should be looked at first."""
        return self.guess.place_sure and not self._is_elsewhere(item) and not self._may_accuse(item)

    def _may_be_taken(self, item: Item) -> bool:
        """What nobody has read may accuse somebody: of such only what leaves no doubt."""
        return self._may_go(item) and (self.guess.item_sure or not self.matter.unsettled)

    def _is_elsewhere(self, item: Item | None) -> bool:
        """Whether the catalogue sends it elsewhere."""
        version = self.known.says.get(item.pk) if item else None
        return bool(version and version.elsewhere)

    def _may_accuse(self, item: Item | None) -> bool:
        """A complaint that nobody has looked at is not given to a unit by one press."""
        version = self.known.says.get(item.pk) if item else None
        return bool(self.matter.unsettled and version and version.kind == MatterKind.COMPLAINT)

    def _reasons(self, item: Item | None, ruling: Ruling | None) -> Iterator[str]:
        if self._may_accuse(item):
            yield _("a complaint: look whether a unit is accused")
        if self.guess.item_sure and self._is_elsewhere(item):
            yield _("belongs elsewhere")
        if not self.guess.item_sure:
            yield _("the item is not sure")
        if not self.guess.place_sure:
            yield _("the place is not sure")
        if ruling:
            yield _("routing rule %(number)d: %(because)s") % {
                "number": ruling.rule.number,
                "because": ruling.because,
            }
