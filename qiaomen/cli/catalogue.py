"""`qiaomen catalogue`"""

from datetime import date
from pathlib import Path

import click

from qiaomen.catalogue.explaining import explain as explain_routing
from qiaomen.catalogue.importing import import_items, import_rules
from qiaomen.cli.days import Day
from qiaomen.cli.rooms import Room
from qiaomen.cli.terminal import CONSOLE, FILE, SHEET, tell
from qiaomen.kernel import clock
from qiaomen.matters.importing.names import items, places

ANY = "-"


@click.group("catalogue", cls=Room)
def group() -> None:
    """What can be asked, who answers for it, and how fast."""


@group.command("import")
@click.argument("file", type=FILE)
@SHEET
def import_(file: Path, sheet: str | None) -> None:
    """Bring in items: a table with three levels of names, or TOML with [[item]] tables."""
    report = import_items(file, sheet=sheet, by=CONSOLE)
    tell(report, report.warnings)


@group.command()
@click.argument("file", type=FILE)
@SHEET
def rules(file: Path, sheet: str | None) -> None:
    """Bring in routing rules from a table: item, place, unit, from, to, note."""
    report = import_rules(file, sheet=sheet, by=CONSOLE)
    tell(report, report.warnings)


@group.command()
@click.argument("item")
@click.argument("place")
@click.option("--at", "day", type=Day(), help="On this day instead of today.")
def explain(item: str, place: str, day: date | None) -> None:
    """Which unit answers for ITEM in PLACE (codes or names; - for any item), by which rule, and why."""
    asked = None if item == ANY else items().row(item)
    at = day or clock.today()
    for line in explain_routing(asked, places().row(place), at).lines():
        click.echo(line)
