"""From one overview to the next: those above and those below."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q

from qiaomen.desk.leading.links import page_of
from qiaomen.indicators.overview.subjects import Kind
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Permission
from qiaomen.people.models import Unit
from qiaomen.territory import paths
from qiaomen.territory.models import Place


class Way(NamedTuple):
    name: str
    url: str


class Around(NamedTuple):
    above: list[Way]
    below: list[Way]


def around(one: Place | Unit, by: Actor) -> Around:
    """Of those that `by` may look at; one query."""
    return _places(one, by) if isinstance(one, Place) else _units(one, by)


def _places(place: Place, by: Actor) -> Around:
    near = Q(path__in=paths.line(place.path)[:-1]) | Q(parent=place)
    found = list(Place.objects.current(clock.today()).filter(near).order_by("path"))
    above = [one for one in found if len(one.path) < len(place.path)]
    return Around(_ways(Kind.PLACE, above, by), _ways(Kind.PLACE, found[len(above) :], by))


def _units(unit: Unit, by: Actor) -> Around:
    near = Q(pk=unit.parent_id) | Q(parent=unit)
    found = list(Unit.objects.current(clock.today()).filter(near).select_related("place").order_by("code"))
    above = [one for one in found if one.pk == unit.parent_id]
    below = [one for one in found if one.pk != unit.parent_id]
    return Around(_ways(Kind.UNIT, above, by), _ways(Kind.UNIT, below, by))


def _ways(kind: Kind, found: Iterable[Place | Unit], by: Actor) -> list[Way]:
    open_to = (one for one in found if by.may(Permission.REPORT_READ, one.scope))
    return [Way(one.name, page_of(kind, one.code)) for one in open_to]
