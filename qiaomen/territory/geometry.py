"""In which place a point lies. Pure: knows rows only as ids, paths and GeoJSON texts."""

from collections.abc import Iterable
from typing import NamedTuple

from qiaomen.territory import paths


class Boundary(NamedTuple):
    place_id: int
    path: str
    geojson: str


class Atlas:
    """All boundaries of one edition of the territory, for many questions.

    The boundaries lie deepest first, equally deep ones by path, so that the first hit is the answer:
    the deepest place, and on a shared edge always the same one.
    """

    def __init__(self, boundaries: Iterable[Boundary]) -> None:
        import shapely  # noqa: PLC0415 - 30 MB that a worker without maps need not carry

        ordered = sorted(boundaries, key=lambda each: (-paths.depth(each.path), each.path))
        self._ids = [each.place_id for each in ordered]
        self._shapes = shapely.from_geojson([each.geojson for each in ordered])
        shapely.prepare(self._shapes)
        self._tree = shapely.STRtree(self._shapes)

    def locate(self, lon: float, lat: float) -> int | None:
        """The id of the deepest place that holds the point (degrees, WGS 84), None outside them all."""
        import shapely  # noqa: PLC0415 - loaded by __init__ already

        near = sorted(self._tree.query(shapely.Point(lon, lat)))
        return next((self._ids[i] for i in near if shapely.intersects_xy(self._shapes[i], lon, lat)), None)
