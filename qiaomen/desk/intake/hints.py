"""What may be meant while somebody is still on the telephone: item and place, each with its reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from qiaomen.catalogue.models import Item
from qiaomen.catalogue.suggesting import machinery
from qiaomen.desk import choices
from qiaomen.desk.fields import Choice
from qiaomen.kernel.lists import listed
from qiaomen.matters.intake import headline
from qiaomen.territory.models import Place, PlaceName

MOST = 4
SHORTEST = 2  # letters of a name, before it is looked for


@dataclass(frozen=True, slots=True)
class Hint:
    """`value` is what the field `field` would hold."""

    field: str
    pk: int
    value: str
    reason: str


def item_hints(words: str) -> list[Hint]:
    """What the words seem to be about; none where nothing speaks for it."""
    if not words.strip():
        return []
    known = machinery()
    said = known.suggester.suggest(words, headline(words))
    item = known.items.get(said.item_id or 0)
    if item is None:
        return []
    return [Hint("item", item.pk, _label(item, known.items), _found(said.because))]


def _label(item: Item, items: Mapping[int, Item]) -> str:
    """Under the names of those above it, as the field lists it."""
    names: list[str] = []
    above: Item | None = item
    while above and len(names) < choices.LEVELS:
        names.insert(0, above.name)
        above = items.get(above.parent_id or 0)
    return " / ".join(names)


def place_hints(words: str, places: Sequence[Choice]) -> list[Hint]:
    """The places of which the words speak, the likeliest first."""
    known = machinery().suggester.gazetteer
    named, best = known.mentions(words), known.best(words).place_id
    ids = dict.fromkeys([*([best] if best else []), *(one.place_id for one in named)])
    offered = {choice.pk: choice for choice in places}
    above = _holders(pk for pk in ids if pk not in offered)
    spoken = {pk: dict.fromkeys(one.text for one in named if one.place_id == pk) for pk in ids}
    found = {above.get(pk, pk): _found(spoken[pk]) for pk in reversed(ids)}
    shown = [Hint("place", pk, offered[pk].label, found[pk]) for pk in reversed(found) if pk in offered]
    return shown[:MOST]


def _holders(ids: Iterable[int]) -> dict[int, int | None]:
    """Of buildings, which no form lists: what they stand in."""
    unlisted = list(ids)
    return dict(Place.objects.filter(pk__in=unlisted).values_list("pk", "parent")) if unlisted else {}


def places_called(text: str, places: Sequence[Choice]) -> list[Hint]:
    """The places whose name, code or other name begins so, then those that hold it."""
    typed = text.strip().casefold()
    if len(typed) < SHORTEST:
        return []
    names = PlaceName.objects.in_use().filter(text__icontains=typed).values_list("place", "text")
    also = dict(names[:100])
    found = [one for one in places if one.pk in also or typed in f"{one.label} {one.code}".casefold()]
    found.sort(
        key=lambda one: (
            not any(name.casefold().startswith(typed) for name in (one.short, also.get(one.pk, "")))
        )
    )
    return [Hint("place", one.pk, one.label, also.get(one.pk, "")) for one in found[: 2 * MOST]]


def _found(words: Iterable[str]) -> str:
    named = list(words)
    return _("words found: %s") % listed(named) if named else ""
