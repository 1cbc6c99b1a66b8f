"""Boundaries as a map draws them: simplified to what a screen can show, as GeoJSON. Pure.

Shapely is imported where it is used: it costs 30 MB, and most workers never look at a boundary.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from qiaomen.territory import paths

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]
FINE = 4000  # a map's longer side is told in that many steps: four to a pixel of the smallest screens
DIGITS = 6  # of a degree: a decimetre


class Drawn(NamedTuple):
    """A place that has a boundary, as GeoJSON in degrees of WGS 84."""

    code: str
    name: str
    path: str
    boundary: str


def as_it_is(lon: float, lat: float) -> Point:
    """Where a point stands on a map in WGS 84."""
    return lon, lat


def collection(places: Iterable[Drawn], on_map: Callable[[float, float], Point] = as_it_is) -> str:
    """A FeatureCollection of `places`, larger ones first; `on_map` says where the map shows a point.

    `level` counts from the root down, `label` is a point within for the name, and `leaf` says that no
    smaller place of the collection lies in this one.
    """
    ordered = sorted(places, key=lambda place: (paths.depth(place.path), place.path))
    above = {path for place in ordered for path in paths.line(place.path)[:-1]}
    features = [
        _feature(place, shape, on_map, leaf=place.path not in above)
        for place, shape in zip(ordered, _simplified(ordered), strict=True)
    ]
    return json.dumps(
        {"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":")
    )


def _simplified(ordered: Sequence[Drawn]) -> list["BaseGeometry"]:
    """Level by level: what neighbours share stays shared."""
    import shapely  # noqa: PLC0415 - see above

    shapes = shapely.from_geojson([place.boundary for place in ordered])
    if not ordered:
        return []
    west, south, east, north = shapely.total_bounds(shapes)
    tolerance = max(east - west, north - south) / FINE
    by_level = groupby(zip(ordered, shapes, strict=True), key=lambda pair: paths.depth(pair[0].path))
    levels = ([shape for _place, shape in pairs] for _level, pairs in by_level)
    return [shape for level in levels for shape in shapely.coverage_simplify(level, tolerance)]


def _feature(
    place: Drawn, shape: "BaseGeometry", on_map: Callable[[float, float], Point], *, leaf: bool
) -> dict[str, Any]:
    import shapely  # noqa: PLC0415 - see above

    shown = shapely.transform(shape, lambda points: [_rounded(on_map(*point)) for point in points.tolist()])
    label = shapely.point_on_surface(shown)
    about = {"code": place.code, "name": place.name, "level": paths.depth(place.path), "leaf": leaf}
    return {
        "type": "Feature",
        "properties": {**about, "label": _rounded((label.x, label.y))},
        "geometry": json.loads(shapely.to_geojson(shown)),
    }


def _rounded(point: Point) -> Point:
    return round(point[0], DIGITS), round(point[1], DIGITS)
