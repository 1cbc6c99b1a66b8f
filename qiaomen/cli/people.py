"""`qiaomen people`"""

from datetime import date
from pathlib import Path

import click
from django.utils.translation import gettext as _

from qiaomen.cli.days import Day
from qiaomen.cli.roles import group as roles
from qiaomen.cli.rooms import Room
from qiaomen.cli.terminal import CONSOLE, ENCODING, FILE, SHEET, opened, tell
from qiaomen.kernel.refusal import Refusal
from qiaomen.people.actions import deactivate_person, reactivate_person, set_password, stand_in_everywhere
from qiaomen.people.importing import import_staff, import_units
from qiaomen.people.models import Person


@click.group("people", cls=Room)
def group() -> None:
    """Units, and who works in them."""


@group.group()
def units() -> None:
    """Offices, departments, communities, companies."""


@units.command("import")
@click.argument("file", type=FILE)
@SHEET
@ENCODING
def import_units_(file: Path, sheet: str | None, encoding: str) -> None:
    """Bring in units from a table: code, parent, name, kind, place, phone."""
    tell(import_units(opened(file, sheet, encoding), by=CONSOLE))


group.add_command(roles)


@group.group()
def staff() -> None:
    """Persons and their posts."""


@staff.command("import")
@click.argument("file", type=FILE)
@SHEET
@ENCODING
def import_staff_(file: Path, sheet: str | None, encoding: str) -> None:
    """Bring in staff from a table: login, name, unit, place, role, from, to, phone, language."""
    tell(import_staff(opened(file, sheet, encoding), by=CONSOLE))


@group.command()
@click.argument("login")
def password(login: str) -> None:
    """Give somebody a password; it is asked for and never stands in the command."""
    person = known(login)
    wanted = click.prompt(_("Password"), hide_input=True, confirmation_prompt=True)
    set_password(person, password=wanted, by=CONSOLE)
    click.echo(_("%s can sign in now.") % person.name)


@group.command()
@click.argument("login")
@click.argument("deputy")
@click.option("--from", "from_day", type=Day(), required=True, help="The first day.")
@click.option("--to", "to_day", type=Day(), required=True, help="The last day.")
def away(login: str, deputy: str, from_day: date, to_day: date) -> None:
    """While LOGIN is away, DEPUTY stands in for them in all their posts."""
    holder, other = known(login), known(deputy)
    posts = stand_in_everywhere(holder, deputy=other, from_day=from_day, to_day=to_day, by=CONSOLE)
    names = {"deputy": other.name, "holder": holder.name, "count": len(posts)}
    click.echo(_("%(deputy)s stands in for %(holder)s. Posts: %(count)d.") % names)


@group.command()
@click.argument("login")
def deactivate(login: str) -> None:
    """Somebody leaves: their posts end today, nothing can be entrusted to them, history keeps them."""
    person = known(login)
    deactivate_person(person, by=CONSOLE)
    click.echo(_("%s can no longer sign in.") % person.name)


@group.command()
@click.argument("login")
def reactivate(login: str) -> None:
    """Somebody is back; their posts are given anew."""
    person = known(login)
    reactivate_person(person, by=CONSOLE)
    sentence = _(
        "%s can sign in again. Their posts ended: import new ones, with a first day of today or later."
    )
    click.echo(sentence % person.name)


def known(login: str) -> Person:
    person: Person | None = Person.objects.filter(login=Person.normalize_username(login)).first()
    if person is None:
        raise Refusal(_("Nobody has the login %s. Check it, or import the staff first.") % login)
    return person
