"""The places that a resident can choose from: as exact as a list that one can still read allows."""

from collections.abc import Mapping

from qiaomen.kernel import clock
from qiaomen.territory.models import Place, PlaceKind

READABLE = 300  # names in one list

_ABOVE = [PlaceKind.CITY, PlaceKind.DISTRICT, PlaceKind.ZONE]
LEVELS = (
    [*_ABOVE, PlaceKind.STREET, PlaceKind.COMMUNITY],
    [*_ABOVE, PlaceKind.STREET],
    _ABOVE,
)


def readable_kinds() -> list[PlaceKind]:
    """The kinds of the places that are few enough to be read."""
    return next(filter(_at, LEVELS), [])


def choosable() -> Mapping[str, str]:
    """Code -> full name, in the order of the tree."""
    places = _at(readable_kinds())
    names = Place.objects.full_names(places)
    return {code: names[pk] for pk, code in places.items()}


def _at(kinds: list[PlaceKind]) -> Mapping[int, str]:
    """Id -> code of the places of these kinds; none when they are too many to read."""
    current = Place.objects.current(clock.today()).filter(kind__in=kinds).order_by("path")
    rows = dict(current.values_list("pk", "code")[: READABLE + 1])
    return rows if len(rows) <= READABLE else {}


def around(place: Place) -> Place | None:
    """The smallest place that holds `place` and can be chosen."""
    return Place.objects.chain(place).filter(kind__in=readable_kinds()).last()
