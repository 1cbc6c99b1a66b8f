"""What the machine proposes for a matter that nobody has sorted: item, place and unit, with the reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from qiaomen.catalogue.models import UNSORTED, Item
from qiaomen.catalogue.router import Router
from qiaomen.catalogue.routing import Ruling
from qiaomen.catalogue.suggesting import Suggester, suggester
from qiaomen.kernel import clock
from qiaomen.matters.models import Matter
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place


@dataclass(frozen=True, slots=True)
class Proposal:
    """Each part None where there is nothing to propose; `sure` when all three are and no doubt is left."""

    item: Item | None
    place: Place | None
    unit: Unit | None
    sure: bool
    reasons: tuple[str, ...]

    def fields(self) -> dict[str, str]:
        """As the fields of a form name them."""
        parts = {"item": self.item, "place": self.place, "unit": self.unit}
        return {name: part.code for name, part in parts.items() if part}


@dataclass(frozen=True, slots=True)
class _Guess:
    """The ids, before the rows are read for all proposals together."""

    item: int | None
    item_sure: bool
    words: tuple[str, ...]
    place: int
    place_sure: bool


def proposal(matter: Matter) -> Proposal:
    return proposals([matter])[matter.pk]


def proposals(matters: Iterable[Matter]) -> dict[int, Proposal]:
    """By the id of the matter, in a constant number of queries; reads `item` and `desk` of each."""
    found = list(matters)
    machine, router = suggester(), Router.load()
    guesses = {matter.pk: _guess(matter, machine) for matter in found}
    items = Item.objects.in_bulk({guess.item for guess in guesses.values() if guess.item})
    places = Place.objects.in_bulk({guess.place for guess in guesses.values()})
    routed = {
        pk: router.ruling(items.get(guess.item or 0), places[guess.place], clock.today())
        for pk, guess in guesses.items()
    }
    units = Unit.objects.in_bulk({ruling.unit_id for ruling in routed.values() if ruling})
    return {pk: _propose(guess, routed[pk], items, places, units) for pk, guess in guesses.items()}


def _guess(matter: Matter, machine: Suggester) -> _Guess:
    """What is already known stands; only the rest is guessed, from the words that are not sealed."""
    said = machine.suggest(f"{matter.body}\n{matter.address}", matter.title)
    sorted_in = matter.item.code != UNSORTED
    located = matter.place_id != matter.desk.place_id
    return _Guess(
        item=matter.item_id if sorted_in else said.item_id,
        item_sure=sorted_in or said.item_sure,
        words=() if sorted_in else said.because,
        place=matter.place_id if located or not said.place_id else said.place_id,
        place_sure=located or said.place_sure,
    )


def _propose(
    guess: _Guess,
    ruling: Ruling | None,
    items: Mapping[int, Item],
    places: Mapping[int, Place],
    units: Mapping[int, Unit],
) -> Proposal:
    item, place = items.get(guess.item or 0), places[guess.place]
    unit = units.get(ruling.unit_id) if ruling and item else None
    if unit and unit.kind == Unit.Kind.DESK:  # the default unit of a place: it has the matter already
        unit = None
    sure = unit is not None and guess.item_sure and guess.place_sure
    return Proposal(item, place, unit, sure, tuple(_reasons(guess, ruling if unit else None)))


def _reasons(guess: _Guess, ruling: Ruling | None) -> Iterable[str]:
    if guess.words:
        yield _("words found: %s") % "、".join(guess.words)
    if not guess.item_sure:
        yield _("the item is not sure")
    if not guess.place_sure:
        yield _("the place is not sure")
    if ruling:
        yield _("%(rule)s: %(because)s") % {"rule": ruling.rule, "because": ruling.because}
