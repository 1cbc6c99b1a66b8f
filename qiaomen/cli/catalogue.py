"""`qiaomen catalogue`"""

from datetime import date
from pathlib import Path

import click
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from qiaomen.catalogue.actions import end_item, resume_item
from qiaomen.catalogue.explaining import explain as explain_routing
from qiaomen.catalogue.exporting import items_as_toml
from qiaomen.catalogue.history import compare
from qiaomen.catalogue.importing import adopt_items, import_items, import_rules
from qiaomen.catalogue.models import Item, ProcedureVersion
from qiaomen.cli.days import Day
from qiaomen.cli.report import of_a_period, show
from qiaomen.cli.rooms import Room
from qiaomen.cli.terminal import CONSOLE, FILE, SHEET, tell
from qiaomen.indicators.catalogue.quality import quality as quality_of
from qiaomen.indicators.catalogue.uses import uses_of_item, uses_of_procedure
from qiaomen.kernel import clock
from qiaomen.kernel.atomic import atomically
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.importing.names import items, places

ANY = "-"
DAY = Day()


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
@click.option("--at", "day", type=DAY, help="On this day instead of today.")
def explain(item: str, place: str, day: date | None) -> None:
    """Which unit answers for ITEM in PLACE (codes or names; - for any item), by which rule, and why."""
    asked = None if item == ANY else items().row(item)
    at = day or clock.today()
    for line in explain_routing(asked, places().row(place), at).lines():
        click.echo(line)


@group.command()
@click.argument("file", type=FILE)
def export(file: Path) -> None:
    """Write all items into a TOML file, which an import takes for unchanged."""
    with atomically(file) as part:
        part.write_text(items_as_toml(), encoding="utf-8")
    click.echo(_("Written: %s") % file)


@group.command()
def adopt() -> None:
    """Take in the items that come with the program; what the office has revised or ended stays as it is."""
    report = adopt_items(by=CONSOLE)
    tell(report, report.warnings)


@group.command()
@click.argument("item")
@click.option("--from", "from_day", type=DAY, help="What it said on this day.")
@click.option("--to", "to_day", type=DAY, help="What it says on this day.")
def diff(item: str, from_day: date | None, to_day: date | None) -> None:
    """What ITEM says otherwise than before: its last version and the one before it, or those of two days."""
    for line in compare(known(item), from_day, to_day).lines():
        click.echo(line)


@group.command()
@click.argument("code")
@click.option("--json", "as_json", is_flag=True, help="As one line of JSON.")
def uses(*, code: str, as_json: bool) -> None:
    """Who uses the item or the procedure CODE: to be looked at before it is changed."""
    item = Item.objects.filter(code=code).first()
    if item is None and not ProcedureVersion.objects.filter(code=code).exists():
        raise Refusal(_("There is no item and no procedure “%s”. Write the code of one.") % code)
    show(uses_of_item(item) if item else uses_of_procedure(code), as_json=as_json)


@group.command()
@click.argument("item")
@click.option("--on", "day", type=DAY, required=True, help="The first day without it.")
def end(item: str, day: date) -> None:
    """End ITEM on a day. Nothing is deleted: its matters stay, and its code stays taken."""
    ending = known(item)
    for line in uses_of_item(ending).lines():
        click.echo(line)
    end_item(ending, on=day, by=CONSOLE)
    click.echo(_("“%(item)s” ends on %(day)s.") % {"item": ending, "day": date_format(day)})


@group.command()
@click.argument("item")
def resume(item: str) -> None:
    """Take the end of ITEM back: it goes on from today with what it said last."""
    going_on = known(item)
    resume_item(going_on, by=CONSOLE)
    click.echo(_("“%s” goes on from today.") % going_on)


@group.command()
@of_a_period
def quality(*, from_day: date | None, to_day: date | None, as_json: bool) -> None:
    """Items that nobody uses, whose promise is mostly missed, that are often returned, or that lack words."""
    show(quality_of(by=CONSOLE, from_day=from_day, to_day=to_day), as_json=as_json)


def known(code: str) -> Item:
    """In use or ended: the past of both can be looked at."""
    if item := Item.objects.filter(code=code).first():
        return item
    return items().row(code)
