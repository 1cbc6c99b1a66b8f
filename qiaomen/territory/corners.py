"""A boundary as text that people can read and correct: one corner a line, latitude before longitude.

An empty line begins another ring: a further part, or, inside a part, a hole.
"""

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from qiaomen.kernel.refusal import Refusal
from qiaomen.territory import boundaries, positions

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Ring = list[tuple[float, float]]  # longitude, latitude; not closed
FEWEST = 3


def written(boundary: str | None) -> str:
    """The text of a boundary that is kept as GeoJSON; "" for none."""
    return "\n\n".join("\n".join(map(corner, ring)) for ring in rings(boundary))


def corner(point: tuple[float, float]) -> str:
    """To a decimetre."""
    return f"{point[1]:.6f}, {point[0]:.6f}"


def rings(boundary: str | None) -> list[Ring]:
    if boundary is None:
        return []
    shape = json.loads(boundary)
    parts = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    return [[(lon, lat) for lon, lat in ring[:-1]] for part in parts for ring in part]


def read(text: str, *, of: str) -> dict[str, Any]:
    """The GeoJSON geometry of a text; `of` is the place's name for refusals."""
    import shapely  # noqa: PLC0415 - 30 MB that most workers need not carry

    found = [shapely.from_geojson(boundaries.checked(_polygon(ring), of=of)) for ring in _rings(text)]
    geometry: dict[str, Any] = json.loads(shapely.to_geojson(_combined(found, of)))
    return geometry


def _rings(text: str) -> list[Ring]:
    """Refuses what is no corner, and says in which line."""
    found: list[Ring] = [[]]
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            found[-1].append(_point(number, line))
        elif found[-1]:
            found.append([])
    whole = [ring for ring in found if ring]
    if not whole or any(len(ring) < FEWEST for ring in whole):
        raise Refusal(_("A boundary has at least three corners, and so has each of its parts."))
    return whole


def _point(number: int, line: str) -> tuple[float, float]:
    try:
        lon, lat = positions.read(re.sub(r"[;；]$", "", line.strip()))
    except Refusal as no:
        raise Refusal(_("Line %(number)d: %(no)s") % {"number": number, "no": no}) from None
    return float(lon), float(lat)


def _polygon(ring: Ring) -> dict[str, Any]:
    """Closed, be its first corner repeated at the end or not."""
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]] if ring[0] != ring[-1] else ring]}


def _combined(shapes: Sequence["BaseGeometry"], of: str) -> "BaseGeometry":
    """A ring inside another is a hole in it; rings that lie across one another are refused."""
    larger_first = sorted(shapes, key=lambda shape: -shape.area)
    whole = larger_first[0]
    for shape in larger_first[1:]:
        if not (whole.covers(shape) or whole.disjoint(shape) or whole.touches(shape)):
            raise Refusal(_("Two parts of “%s” lie across one another. Correct their corners.") % of)
        whole = whole.symmetric_difference(shape)
    return whole
