"""The territory's answers to the rooms above: where a point lies, which places a text speaks of.

Atlas and gazetteer are built once an edition in each process; one small query tells whether they are stale.
"""

from functools import lru_cache

from qiaomen.kernel import clock
from qiaomen.territory import editions
from qiaomen.territory.geometry import Atlas, Boundary
from qiaomen.territory.mentions import Finding, Gazetteer, Mention, Named
from qiaomen.territory.models import Place, PlaceName


def locate(lon: float, lat: float) -> int | None:
    """The id of the deepest place that holds the point (degrees, WGS 84); None outside all boundaries."""
    return atlas().locate(lon, lat)


def mentions(text: str) -> list[Mention]:
    """The places named in `text`, from left to right. For many texts hold a `gazetteer()`."""
    return gazetteer().mentions(text)


def best_place(text: str) -> Finding:
    """The place that `text` (title first) is about, and whether that is sure."""
    return gazetteer().best(text)


def atlas() -> Atlas:
    return _atlas(editions.token())


def gazetteer() -> Gazetteer:
    return _gazetteer(editions.token())


@lru_cache(maxsize=1)
def _atlas(_edition: str) -> Atlas:
    drawn = Place.objects.current(clock.today()).filter(polygon__isnull=False)
    rows = drawn.values_list("pk", "path", "polygon")
    return Atlas(Boundary(pk, path, polygon) for pk, path, polygon in rows if polygon)


@lru_cache(maxsize=1)
def _gazetteer(_edition: str) -> Gazetteer:
    current = Place.objects.current(clock.today())
    names = PlaceName.objects.in_use().filter(place__in=current)
    own = current.values_list("pk", "path", "name")
    further = names.values_list("place_id", "place__path", "text")
    return Gazetteer(Named(*row) for row in (*own, *further))
