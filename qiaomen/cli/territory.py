"""`qiaomen territory`"""

from pathlib import Path

import click
from django.utils.translation import gettext as _

from qiaomen.cli.rooms import Room
from qiaomen.cli.terminal import CONSOLE, ENCODING, FILE, SHEET, Coded, opened, tell
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.importing.names import places
from qiaomen.territory import lookup
from qiaomen.territory.actions import (
    add_place,
    end_place,
    merge_places,
    move_place,
    name_place,
    rename_place,
    unname_place,
)
from qiaomen.territory.gcj02 import to_wgs84, trued
from qiaomen.territory.importing import import_places, import_polygons
from qiaomen.territory.importing.polygons import as_read
from qiaomen.territory.models import Place, PlaceKind

CHINESE_MAP = click.option(
    "--gcj02",
    is_flag=True,
    help="The coordinates come from a Chinese map (GCJ-02), some 500 m beside WGS 84.",
)


@click.group("territory", cls=Room)
def group() -> None:
    """Places, their boundaries and names."""


@group.command("import")
@click.argument("file", type=FILE)
@SHEET
@ENCODING
def import_(file: Path, sheet: str | None, encoding: str) -> None:
    """Bring in places from a table: code, parent, name, kind, and aliases between semicolons."""
    report = import_places(opened(file, sheet, encoding), by=CONSOLE)
    tell(report, report.warnings)


@group.command()
@click.argument("file", type=FILE)
@CHINESE_MAP
def polygons(file: Path, *, gcj02: bool) -> None:
    """Draw boundaries from a GeoJSON file whose features name the place in properties.code."""
    report = import_polygons(file, by=CONSOLE, true=trued if gcj02 else as_read)
    tell(report, report.warnings)


@group.command()
@click.argument("longitude", type=click.FloatRange(-180, 180))
@click.argument("latitude", type=click.FloatRange(-90, 90))
@CHINESE_MAP
def locate(longitude: float, latitude: float, *, gcj02: bool) -> None:
    """The deepest place around a point (degrees, WGS 84)."""
    point = to_wgs84(longitude, latitude) if gcj02 else (longitude, latitude)
    found = lookup.locate(*point)
    if found is None:
        raise Refusal(_("No boundary holds this point."))
    click.echo(spelled(found))


@group.command()
@click.argument("text")
def mentions(text: str) -> None:
    """The places that a text names, and the one that it is about."""
    named = lookup.mentions(text)
    for mention in named:
        click.echo(f"{mention.text}: {spelled(mention.place_id)}")
    finding = lookup.best_place(text)
    if finding.place_id is None and named:
        raise Refusal(_("Several places are called so, and the text does not tell which one is meant."))
    if finding.place_id is None:
        raise Refusal(_("The text names no place that is known here."))
    sentence = "→ %s" if finding.sure else _("→ %s (not sure)")
    click.echo(sentence % spelled(finding.place_id))


@group.command()
@click.argument("code")
@click.argument("name")
@click.option("--kind", type=Coded(PlaceKind.choices), required=True, help="What it is, as a code.")
@click.option("--below", required=True, help="The place that it lies in.")
def add(code: str, name: str, kind: str, below: str) -> None:
    """Add one place: a new grid or estate."""
    added = add_place(parent=places().row(below), code=code, name=name, kind=kind, by=CONSOLE)
    click.echo(spelled(added.pk))


@group.command()
@click.argument("place")
@click.argument("name")
def rename(place: str, name: str) -> None:
    """Give PLACE (code or name) another NAME; the old one is still understood."""
    found = places().row(place)
    rename_place(found, name=name, by=CONSOLE)
    click.echo(spelled(found.pk))


@group.command()
@click.argument("place")
@click.argument("name")
def name(place: str, name: str) -> None:
    """Add what else people call PLACE, or an estate, a road or a school that lies in it."""
    found = places().row(place)
    name_place(found, text=name, by=CONSOLE)
    click.echo(f"{name}: {spelled(found.pk)}")


@group.command()
@click.argument("place")
@click.argument("name")
def unname(place: str, name: str) -> None:
    """PLACE is no longer called NAME besides its own name."""
    found = places().row(place)
    unname_place(found, text=name, by=CONSOLE)
    click.echo(spelled(found.pk))


@group.command()
@click.argument("merged", metavar="PLACE...", nargs=-1, required=True)
@click.option("--into", required=True, help="The place that takes their names, parts and history.")
def merge(merged: tuple[str, ...], into: str) -> None:
    """Merge places into another one; they end today and keep their history."""
    known = places()
    target = known.row(into)
    merge_places([known.row(place) for place in merged], into=target, by=CONSOLE)
    click.echo(spelled(target.pk))


@group.command()
@click.argument("place")
@click.option("--below", required=True, help="The place that it lies in from now on.")
def move(place: str, below: str) -> None:
    """Hang PLACE and all below it under another one."""
    known = places()
    found = known.row(place)
    move_place(found, parent=known.row(below), by=CONSOLE)
    click.echo(spelled(found.pk))


@group.command()
@click.argument("place")
def end(place: str) -> None:
    """PLACE is no more from today; it stays in history."""
    found = places().row(place)
    end_place(found, by=CONSOLE)
    click.echo(spelled(found.pk))


def spelled(place_id: int) -> str:
    place = Place.objects.get(pk=place_id)
    return f"{place.code} {place.full_name()}"
