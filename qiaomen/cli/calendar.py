"""`qiaomen calendar`"""

from datetime import date

import click
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qiaomen.cli.days import Day
from qiaomen.cli.rooms import Room
from qiaomen.cli.terminal import CONSOLE, Coded
from qiaomen.kernel import clock
from qiaomen.kernel.calendar import calendar_now
from qiaomen.kernel.calendar_actions import correct_day
from qiaomen.kernel.models.calendar import SpecialDay
from qiaomen.kernel.state_days import days_off, make_up_workdays

WORKS, RESTS = gettext_lazy("a workday"), gettext_lazy("a day of rest")
RULE = Coded([("works", WORKS), ("rests", RESTS)])


@click.group("calendar", cls=Room)
def group() -> None:
    """Workdays and holidays."""


@group.command()
@click.argument("year", type=click.IntRange(2014, 2100), required=False)
def show(year: int | None) -> None:
    """What differs from Monday to Friday in a YEAR (this one): days off, make-up days, the office's own."""
    wanted = year or clock.today().year
    corrections = {day.day: day for day in SpecialDay.objects.filter(day__year=wanted)}
    for day in sorted(days_off(wanted) | make_up_workdays(wanted) | corrections.keys()):
        works = corrections[day].works if day in corrections else day in make_up_workdays(wanted)
        said = f" {corrections[day].name} {corrections[day].source}".rstrip() if day in corrections else ""
        click.echo(f"{date_format(day, 'D')} {day} {WORKS if works else RESTS}{said}")
    if not calendar_now().known(wanted):
        click.echo(
            _("The holidays of %d are not arranged yet: dates in it may still move.") % wanted, err=True
        )


@group.command()
@click.argument("day", type=Day())
@click.argument("rule", type=RULE)
@click.option("--name", required=True, help="What the day is called.")
@click.option("--source", default="", help="The number of the notice.")
def correct(day: date, rule: str, name: str, source: str) -> None:
    """Say that a day is a workday or is not; open matters get their dates anew."""
    correct_day(day, works=rule == "works", name=name, source=source, by=CONSOLE)
    click.echo(_("%s is corrected. The dates of open matters follow within minutes.") % day)
