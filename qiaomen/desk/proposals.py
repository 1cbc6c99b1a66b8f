"""What the machine proposes for a matter that nobody has sorted: item, place and unit, with the reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.models import UNSORTED, Item
from qiaomen.catalogue.routing import Ruling
from qiaomen.catalogue.suggesting import Machinery, Suggester, machinery
from qiaomen.kernel import clock
from qiaomen.kernel.lists import listed
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
    named_place: int | None
    place_sure: bool


def proposal(matter: Matter) -> Proposal:
    return proposals([matter])[matter.pk]


def proposals(matters: Iterable[Matter]) -> dict[int, Proposal]:
    """By the id of the matter, in a constant number of queries; reads `item`, `place` and `desk` of each."""
    found = list(matters)
    known = machinery()
    guesses = {matter: _guess(matter, known.suggester) for matter in found}
    items = known.items
    named = Place.objects.in_bulk({guess.named_place for guess in guesses.values() if guess.named_place})
    places = {matter: _place(matter, named.get(guess.named_place or 0)) for matter, guess in guesses.items()}
    routed = {
        matter: known.router.ruling(items.get(guess.item or 0), places[matter], clock.today())
        for matter, guess in guesses.items()
    }
    return {
        matter.pk: _cautious(
            matter,
            known,
            _propose(
                guess,
                items.get(guess.item or 0),
                places[matter],
                routed[matter],
                _answerable(matter, known.units),
                elsewhere=_elsewhere(known, guess),
            ),
        )
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
        words=() if sorted_in else said.because,
        named_place=said.place_id,
        place_sure=said.place_sure if said.place_id else located,
    )


def _place(matter: Matter, named: Place | None) -> Place:
    """The place that the words name, where it is more exact than the one that is known."""
    return named if named and matter.place.holds(named) else matter.place


def _answerable(matter: Matter, units: Mapping[int, Unit]) -> Mapping[int, Unit]:
    """Nobody handles a complaint about themselves."""
    return {pk: unit for pk, unit in units.items() if pk != matter.about_unit_id}


def _elsewhere(known: Machinery, guess: _Guess) -> bool:
    """Whether it surely is what the catalogue sends elsewhere."""
    version = known.says.get(guess.item or 0)
    return bool(version and version.elsewhere and guess.item_sure)


def _propose(
    guess: _Guess,
    item: Item | None,
    place: Place,
    ruling: Ruling | None,
    units: Mapping[int, Unit],
    *,
    elsewhere: bool,
) -> Proposal:
    if elsewhere and item:
        reasons = _reasons(guess, None)
        return Proposal(item, place, None, sure=False, reasons=(_("belongs elsewhere"), *reasons))
    unit = units.get(ruling.unit_id) if ruling and item else None
    if unit and unit.kind == Unit.Kind.DESK:  # the default unit of a place: it has the matter already
        unit = None
    sure = unit is not None and guess.item_sure and guess.place_sure
    return Proposal(item, place, unit, sure, tuple(_reasons(guess, ruling if unit else None)))


def _cautious(matter: Matter, known: Machinery, proposed: Proposal) -> Proposal:
    """A complaint that nobody has looked at is not given to a unit by one press."""
    version = known.says.get(proposed.item.pk) if proposed.item else None
    if not matter.unsettled or version is None or version.kind != MatterKind.COMPLAINT:
        return proposed
    reasons = (_("a complaint: look whether a unit is accused"), *proposed.reasons)
    return replace(proposed, sure=False, reasons=reasons)


def _reasons(guess: _Guess, ruling: Ruling | None) -> Iterable[str]:
    if guess.words:
        yield _("words found: %s") % listed(guess.words)
    if not guess.item_sure:
        yield _("the item is not sure")
    if not guess.place_sure:
        yield _("the place is not sure")
    if ruling:
        yield _("routing rule %(number)d: %(because)s") % {
            "number": ruling.rule.number,
            "because": ruling.because,
        }
