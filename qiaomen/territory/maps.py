"""Maps of the territory: what is drawn on them, and between a point and the place that holds it.

A point is kept in WGS 84. On a map it stands where the tiles want it, which may be GCJ-02.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from dataclasses import field as attribute
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Count
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from qiaomen.kernel import clock
from qiaomen.territory import editions, gcj02, lookup, positions
from qiaomen.territory.models import Place, PlaceKind
from qiaomen.territory.outlines import Drawn, Point, as_it_is, collection

MOST_DRAWN = 600  # outlines on one map: where there are more, the smallest places are left out
ALL_KINDS = frozenset(PlaceKind.values)


class Mark(NamedTuple):
    """A point on a map, in WGS 84; `text` is what it says when pointed at."""

    lon: float
    lat: float
    text: str
    url: str = ""
    own: bool = False  # what the map is about, on which it opens


class Shade(NamedTuple):
    """How deep a place is coloured, 0 to 4, and what it says when pointed at."""

    step: int
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """What the fragment `territory/map.html` shows. Whatever it says stands beside it as text too.

    `outlines` is the address of the GeoJSON, `focus` the code of the place on which it opens. Where a point
    is asked for, `ask` is the address that says what lies there, `field` the id of the field for the point
    and `names` that of the field for its place.
    """

    label: str
    outlines: str
    focus: str = ""
    marks: Sequence[Mark] = ()
    shades: Mapping[str, Shade] = attribute(default_factory=dict)
    ask: str = ""
    field: str = ""
    names: str = ""
    folded: bool = False

    def data(self) -> str:
        """For the script, as JSON."""
        told = {name: getattr(self, name) for name in ("outlines", "focus", "ask", "field", "names")}
        marks = [{**mark._asdict(), "at": on_map(mark.lon, mark.lat)} for mark in self.marks]
        shades = {code: shade._asdict() for code, shade in self.shades.items()}
        behind = asdict(settings.QIAOMEN_TILES) if settings.QIAOMEN_TILES else None
        return json.dumps(
            {**told, "marks": marks, "shades": shades, "tiles": behind, "words": _words()},
            ensure_ascii=False,
        )


def _words() -> Mapping[str, str]:
    return {
        "nearer": _("Zoom in"),
        "farther": _("Zoom out"),
        "unreached": _("What lies there could not be asked. Try again, or say it in words."),
    }


def on_map(lon: float, lat: float) -> Point:
    """Where the map shows a point of WGS 84."""
    return gcj02.from_wgs84(lon, lat) if _is_gcj02() else as_it_is(lon, lat)


def off_map(lon: float, lat: float) -> Point:
    """The point of WGS 84 that the map shows there."""
    return gcj02.to_wgs84(lon, lat) if _is_gcj02() else as_it_is(lon, lat)


def _is_gcj02() -> bool:
    return bool(settings.QIAOMEN_TILES and settings.QIAOMEN_TILES.is_gcj02)


class Ground(NamedTuple):
    """What outlines depend on: another edition, another day or other tiles, and they are drawn anew."""

    edition: str
    day: date
    gcj02: bool


def _ground() -> Ground:
    return Ground(editions.token(), clock.today(), _is_gcj02())


def has_ground() -> bool:
    """Whether a map would show anything: a boundary, or tiles."""
    return bool(settings.QIAOMEN_TILES) or _is_drawn(_ground())


@lru_cache(maxsize=1)
def _is_drawn(ground: Ground) -> bool:
    return Place.objects.current(ground.day).filter(polygon__isnull=False).exists()


def outlines(tops: Iterable[str], kinds: frozenset[str] = ALL_KINDS) -> str:
    """The boundaries of these kinds below the paths `tops`, as GeoJSON for a map."""
    return _outlines(_ground(), frozenset(tops), kinds)


@lru_cache(maxsize=32)
def _outlines(ground: Ground, tops: frozenset[str], kinds: frozenset[str]) -> str:
    below = Place.objects.current(ground.day).below_any(tops)
    drawn = below.filter(kind__in=kinds, polygon__isnull=False)
    rows = drawn.annotate(length=Length("path")).filter(length__lte=_longest(drawn))
    values = rows.values_list("code", "name", "path", "polygon")
    return collection((Drawn(code, name, path, line) for code, name, path, line in values if line), on_map)


def _longest(drawn: Any) -> int:
    """The length of path down to which the places fit on one map."""
    levels = drawn.order_by().values(length=Length("path")).annotate(many=Count("pk")).order_by("length")
    longest = total = 0
    for level in levels:
        total += level["many"]
        if longest and total > MOST_DRAWN:
            break
        longest = level["length"]
    return longest


@dataclass(frozen=True, slots=True)
class Spot:
    """A point in WGS 84, and the smallest place around it that is no building, if any is drawn there."""

    lon: float
    lat: float
    place: Place | None

    def told(self) -> dict[str, Any]:
        """For the script of a map."""
        name = self.place.full_name() if self.place else ""
        outside = _("It lies outside all boundaries that are drawn.")
        return {
            "position": f"{self.lat:.6f}, {self.lon:.6f}",
            "at": on_map(self.lon, self.lat),
            "place": name,
            "code": self.place.code if self.place else "",
            "said": _("It lies in %s.") % name if name else outside,
        }


def spot(lon: float, lat: float) -> Spot:
    found = Place.objects.filter(pk=lookup.locate(lon, lat) or 0).first()
    if found and found.kind == PlaceKind.BUILDING:
        found = Place.objects.chain(found).exclude(kind=PlaceKind.BUILDING).last()
    return Spot(lon, lat, found)


def spot_of(asked: Mapping[str, str]) -> Spot:
    """What a map asks: the point typed under `position`, or the one tapped under `map`."""
    if "map" in asked:
        lon, lat = positions.read(asked["map"])
        return spot(*off_map(float(lon), float(lat)))
    lon, lat = positions.read(asked.get("position", ""))
    return spot(float(lon), float(lat))
