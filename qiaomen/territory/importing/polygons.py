"""Boundaries from a GeoJSON file."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.kernel.sheets.report import ImportReport
from qiaomen.territory import actions, boundaries
from qiaomen.territory.boundaries import overlaps
from qiaomen.territory.editions import revising
from qiaomen.territory.models import Place
from qiaomen.territory.neighbours import overlap

Object = dict[str, Any]


def as_read(found: Object) -> Object:
    """Of a map in WGS 84."""
    return found


def import_polygons(path: Path, *, by: Actor, true: Callable[[Object], Object] = as_read) -> ImportReport:
    """Draw the places named by `properties.code` of a FeatureCollection; safe to repeat, one transaction.

    A feature of an unknown place or with a faulty boundary is reported and the others are drawn. Siblings of
    one kind that overlap are drawn too, with a warning. `true` makes WGS 84 of each object of the file.
    """
    features = _features(path, true)
    report = ImportReport()
    with revising():
        places = Place.objects.in_bulk(set(map(_code, features)), field_name="code")
        drawn = [
            place
            for row, feature in enumerate(features, start=1)
            if (place := _drawn(row, feature, places, report, by))
        ]
        _warn_of_overlaps(drawn, report)
    return report


def _features(path: Path, true: Callable[[Object], Object]) -> list[Any]:
    try:
        collection = json.loads(path.read_text(encoding="utf-8-sig"), object_hook=true)
    except OSError as error:
        raise Refusal(_("%(file)s cannot be read. Choose another file.") % {"file": path.name}) from error
    except (ValueError, RecursionError) as error:
        raise _no_geojson(path) from error
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        raise _no_geojson(path)
    return features


def _no_geojson(path: Path) -> Refusal:
    return Refusal(
        _("%(file)s is no GeoJSON FeatureCollection. Export the boundaries again as GeoJSON.")
        % {"file": path.name}
    )


def _code(feature: Any) -> str:
    properties = feature.get("properties") if isinstance(feature, Mapping) else None
    code = properties.get("code") if isinstance(properties, Mapping) else None
    return str(code).strip() if isinstance(code, str | int) else ""


def _drawn(
    row: int, feature: Any, places: Mapping[str, Place], report: ImportReport, by: Actor
) -> Place | None:
    """The place of the feature with its new boundary, None if it was rejected."""
    place = places.get(code := _code(feature))
    if place is None:
        reason = _("There is no place with the code “%(code)s”. Correct properties.code.")
        report.reject(row, "code", reason % {"code": code})
        return None
    try:
        _draw(place, feature.get("geometry"), report, by)
    except Forbidden:
        raise
    except Refusal as refusal:
        report.reject(row, "geometry", refusal.sentence)
        return None
    return place


def _draw(place: Place, geometry: Any, report: ImportReport, by: Actor) -> None:
    before = place.polygon
    text = boundaries.checked(geometry, of=place.name)
    if text == before:
        report.unchanged += 1
        return
    actions.draw_place(place, geometry=geometry, by=by)
    if before is None:
        report.added += 1
    else:
        report.changed += 1


def _warn_of_overlaps(drawn: Iterable[Place], report: ImportReport) -> None:
    """Only siblings of one kind share an area out among them; a zone may well lie across streets."""
    siblings: defaultdict[tuple[int | None, str], dict[str, str]] = defaultdict(dict)
    parents = {place.parent_id for place in drawn}
    current = Place.objects.filter(parent__in=parents).current(clock.today())
    for parent, kind, name, code, polygon in current.values_list(
        "parent_id", "kind", "name", "code", "polygon"
    ):
        if polygon:
            siblings[parent, kind][f"{name} ({code})"] = polygon
    for group in siblings.values():
        report.warnings += [overlap(*found) for found in overlaps(group)]
