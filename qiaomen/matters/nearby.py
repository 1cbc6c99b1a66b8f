"""What else is open around the point of a matter."""

from dataclasses import dataclass
from decimal import Decimal
from math import cos, hypot, radians

from qiaomen.kernel.actors import Actor
from qiaomen.matters.models import Matter
from qiaomen.territory.positions import Position

NEAR = 300  # metres: one walks there
MOST = 8
_LOOKED_AT = 200
_DEGREE = 111_320  # metres of latitude


@dataclass(frozen=True, slots=True)
class Neighbour:
    matter: Matter
    point: Position
    metres: int


def nearby(matter: Matter, *, by: Actor) -> list[Neighbour]:
    """Open matters that `by` may see within `NEAR` metres, the nearest first; none without a point."""
    if matter.point is None:
        return []
    around = Matter.objects.visible_to(by).open().exclude(pk=matter.pk).filter(**_box(matter.point))
    placed = ((other, other.point) for other in around[:_LOOKED_AT])
    found = [Neighbour(other, at, metres(matter.point, at)) for other, at in placed if at]
    within = (one for one in found if one.metres <= NEAR)
    return sorted(within, key=lambda one: (one.metres, one.matter.pk))[:MOST]


def metres(one: Position, other: Position) -> int:
    """How far two points lie apart that are near one another."""
    east = float(one[0] - other[0]) * _DEGREE * cos(radians(float(one[1])))
    return round(hypot(east, float(one[1] - other[1]) * _DEGREE))


def _box(point: Position) -> dict[str, tuple[Decimal, Decimal]]:
    """A little more than the circle, for the index."""
    lon, lat = point
    high = Decimal(NEAR) / _DEGREE
    wide = high / Decimal(max(cos(radians(float(lat))), 0.01))
    return {"latitude__range": (lat - high, lat + high), "longitude__range": (lon - wide, lon + wide)}
