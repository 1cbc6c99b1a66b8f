"""One boundary: GeoJSON (RFC 7946, longitude before latitude) in degrees of WGS 84, sound or refused.

Shapely is imported where it is used: it costs 30 MB, and most workers never look at a boundary.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

AREAS = frozenset({"Polygon", "MultiPolygon"})
OVERLAP = 0.01  # share of the smaller area above which two neighbours are said to overlap
_FAULT = re.compile(r"(?P<what>.+)\[(?P<lon>\S+) (?P<lat>\S+)\]")


def checked(geometry: object, *, of: str) -> str:
    """`geometry` (a GeoJSON object) as the text that a place keeps; `of` is the place's name for refusals."""
    import shapely  # noqa: PLC0415 - see above

    shape = shapely.force_2d(_read(geometry, of))
    _require_degrees(shape, of)
    _require_sound(shape, of)
    return str(shapely.to_geojson(shape))


def overlaps(boundaries: Mapping[str, str]) -> Iterator[tuple[str, str, float]]:
    """Pairs of keys whose areas overlap by more than `OVERLAP`, with the share of the smaller (0 to 1)."""
    import shapely  # noqa: PLC0415 - see above

    keys = sorted(boundaries)
    shapes = shapely.from_geojson([boundaries[key] for key in keys])
    pairs = shapely.STRtree(shapes).query(shapes, predicate="intersects").T
    for one, other in sorted((int(a), int(b)) for a, b in pairs if a < b):
        smaller = min(shapes[one].area, shapes[other].area)
        share = shapes[one].intersection(shapes[other]).area / smaller
        if share > OVERLAP:
            yield keys[one], keys[other], share


def _read(geometry: Any, of: str) -> "BaseGeometry":
    import shapely  # noqa: PLC0415 - see above

    if not isinstance(geometry, Mapping) or geometry.get("type") not in AREAS:
        raise Refusal(_("The boundary of “%(place)s” must be a polygon in GeoJSON.") % {"place": of})
    try:
        shape = shapely.from_geojson(json.dumps(geometry, allow_nan=False))
    except (shapely.errors.GEOSException, ValueError) as error:
        raise _unreadable(of) from error
    if shape.is_empty:
        raise _unreadable(of)
    return shape


def _unreadable(of: str) -> Refusal:
    return Refusal(
        _("The boundary of “%(place)s” cannot be read: each ring needs four points, the last like the first.")
        % {"place": of}
    )


def _require_degrees(shape: "BaseGeometry", of: str) -> None:
    west, south, east, north = shape.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise Refusal(
            _(
                "The boundary of “%(place)s” is not in degrees of longitude, then latitude (it reaches"
                " %(east)s, %(north)s). Export it again in WGS 84 (EPSG:4326)."
            )
            % {"place": of, "east": f"{east:g}", "north": f"{north:g}"}
        )


def _require_sound(shape: "BaseGeometry", of: str) -> None:
    import shapely  # noqa: PLC0415 - see above

    fault = _FAULT.fullmatch(shapely.is_valid_reason(shape))
    if fault is None:
        return
    where = {"place": of, "lon": f"{float(fault['lon']):.6f}", "lat": f"{float(fault['lat']):.6f}"}
    if "intersection" in fault["what"].lower():
        raise Refusal(
            _("The boundary of “%(place)s” crosses itself at %(lon)s, %(lat)s. Correct it there.") % where
        )
    raise Refusal(
        _("The boundary of “%(place)s” encloses no clear area at %(lon)s, %(lat)s. Correct it there.") % where
    )
