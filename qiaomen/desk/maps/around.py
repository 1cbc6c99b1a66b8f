"""Where a matter is, and what else is open around it: as a map, and as a list beside it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from qiaomen.desk.matters.entries import Entry
from qiaomen.desk.situation import Situation
from qiaomen.matters.nearby import Neighbour, nearby
from qiaomen.territory.maps import Map, Mark


@dataclass(frozen=True, slots=True)
class Surroundings:
    map: Map
    entries: list[Entry]


def surroundings(now: Situation) -> Surroundings | None:
    """None where the point of the matter is not known."""
    if now.matter.point is None:
        return None
    others = nearby(now.matter, by=now.actor)
    entries = [_entry(other) for other in others]
    marks = [_mark(other, entry) for other, entry in zip(others, entries, strict=True)]
    lon, lat = map(float, now.matter.point)
    shown = Map(
        label=_("Map of the matter and of what is open around it"),
        outlines=reverse("desk:map-outlines"),
        focus=now.matter.place.code,
        marks=[*marks, Mark(lon, lat, f"{now.matter.number} {now.matter.title}", own=True)],
    )
    return Surroundings(shown, entries)


def _entry(other: Neighbour) -> Entry:
    matter = other.matter
    away = _("%d metres away") % (round(other.metres / 10) * 10)
    return Entry(
        f"{matter.number} {matter.title}",
        f"{away} · {matter.standing_label}",
        reverse("desk:matter", args=[matter.number]),
    )


def _mark(other: Neighbour, entry: Entry) -> Mark:
    lon, lat = map(float, other.point)
    return Mark(lon, lat, entry.title, entry.url)
