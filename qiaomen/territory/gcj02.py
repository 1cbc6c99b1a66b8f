"""Between WGS 84, in which places are kept, and GCJ-02, in which maps of mainland China are printed.

The state publishes no formula. This is the one that was worked out from its products and that all libraries
share (Wikipedia, "Restrictions on geographic data in China", section GCJ-02): polynomials and waves around
105° E, 35° N on the Krasovsky ellipsoid, some 500 m in all. The libraries shift a whole rectangle, Korea with
it; here only points in `mainland.SHIFTED` move. Longitude before latitude, in degrees.
"""

from functools import cache
from math import cos, pi, radians, sin, sqrt
from typing import TYPE_CHECKING, Any

from qiaomen.territory.mainland import SHIFTED

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_AXIS = 6_378_245.0  # Krasovsky 1940, metres
_ECCENTRICITY = 0.006_693_421_622_965_943_23  # squared
_ROUNDS = 6  # each brings the inverse some thousand times closer: the rest is below a nanodegree


def from_wgs84(lon: float, lat: float) -> tuple[float, float]:
    """The point on a Chinese map; unchanged where these are not shifted."""
    return _shifted(lon, lat) if is_shifted(lon, lat) else (lon, lat)


def to_wgs84(lon: float, lat: float) -> tuple[float, float]:
    """The true place of a point on a Chinese map, to a millimetre; unchanged where these are not shifted."""
    if not _is_near(lon, lat):
        return lon, lat
    true_lon, true_lat = lon, lat
    for _round in range(_ROUNDS):
        map_lon, map_lat = _shifted(true_lon, true_lat)
        true_lon, true_lat = true_lon + lon - map_lon, true_lat + lat - map_lat
    return (true_lon, true_lat) if is_shifted(true_lon, true_lat) else (lon, lat)


def trued(read: dict[str, Any]) -> dict[str, Any]:
    """An object of a GeoJSON file that was drawn on a Chinese map; what is no geometry stays as it is."""
    return {**read, "coordinates": _trued(read["coordinates"])} if "coordinates" in read else read


def _trued(coordinates: Any) -> Any:
    match coordinates:
        case [int() | float() as lon, int() | float() as lat, *height]:
            return [*to_wgs84(lon, lat), *height]
        case list():
            return [_trued(part) for part in coordinates]
        case _:
            return coordinates


def is_shifted(lon: float, lat: float) -> bool:
    """Whether Chinese maps shift this point (WGS 84)."""
    import shapely  # noqa: PLC0415 - 30 MB that a worker without maps need not carry

    return bool(shapely.intersects_xy(_area(), lon, lat))


def _is_near(lon: float, lat: float) -> bool:
    """Whether the formula makes sense at all; far away it has no inverse, and no point is infinitely far."""
    return 70 < lon < 140 and 15 < lat < 56


@cache
def _area() -> "BaseGeometry":
    import shapely  # noqa: PLC0415 - see above

    area = shapely.from_wkt(SHIFTED)
    shapely.prepare(area)
    return area


def _shifted(lon: float, lat: float) -> tuple[float, float]:
    x, y = lon - 105, lat - 35
    ripple = _waves(x, (20, 6), (20, 2))
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + ripple
    north += _waves(y, (20, 1), (40, 1 / 3), (160, 1 / 12), (320, 1 / 30))
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + ripple
    east += _waves(x, (20, 1), (40, 1 / 3), (150, 1 / 12), (300, 1 / 30))
    curve = 1 - _ECCENTRICITY * sin(radians(lat)) ** 2
    metres_north = radians(1) * _AXIS * (1 - _ECCENTRICITY) / curve**1.5  # of one degree, here
    metres_east = radians(1) * _AXIS / sqrt(curve) * cos(radians(lat))
    return lon + east / metres_east, lat + north / metres_north


def _waves(at: float, *waves: tuple[float, float]) -> float:
    """Two thirds of the sum of sines, each given by height and frequency."""
    return sum(height * sin(at * pi * frequency) for height, frequency in waves) * 2 / 3
