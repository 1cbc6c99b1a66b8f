"""`qiaomen calendar`"""

from datetime import date

import click
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qiaomen.cli.days import Day
from qiaomen.cli.rooms import Room
from qiaomen.cli.terminal import CONSOLE, Coded
from qiaomen.kernel.calendar_actions import correct_day

RULE = Coded([("works", gettext_lazy("a workday")), ("rests", gettext_lazy("a day of rest"))])


@click.group("calendar", cls=Room)
def group() -> None:
    """Workdays and holidays."""


@group.command()
@click.argument("day", type=Day())
@click.argument("rule", type=RULE)
@click.option("--name", required=True, help="What the day is called.")
@click.option("--source", default="", help="The number of the notice.")
def correct(day: date, rule: str, name: str, source: str) -> None:
    """Say that a day is a workday or is not; open matters get their dates anew."""
    correct_day(day, works=rule == "works", name=name, source=source, by=CONSOLE)
    click.echo(_("%s is corrected. The dates of open matters follow within minutes.") % day)
