"""`qiaomen people`"""

from pathlib import Path

import click
from django.utils.translation import gettext as _

from qiaomen.cli.rooms import Room
from qiaomen.cli.terminal import CONSOLE, FILE, SHEET, tell
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.reading import read_table
from qiaomen.people.actions import set_password
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
def import_units_(file: Path, sheet: str | None) -> None:
    """Bring in units from a table: code, parent, name, kind, place, phone."""
    tell(import_units(read_table(file, sheet=sheet), by=CONSOLE))


@group.group()
def staff() -> None:
    """Persons and their posts."""


@staff.command("import")
@click.argument("file", type=FILE)
@SHEET
def import_staff_(file: Path, sheet: str | None) -> None:
    """Bring in staff from a table: login, name, unit, place, role, from, to, phone, language."""
    tell(import_staff(read_table(file, sheet=sheet), by=CONSOLE))


@group.command()
@click.argument("login")
def password(login: str) -> None:
    """Give somebody a password; it is asked for and never stands in the command."""
    person = Person.objects.filter(login=Person.normalize_username(login)).first()
    if person is None:
        raise Refusal(_("Nobody has the login %s. Check it, or import the staff first.") % login)
    wanted = click.prompt(_("Password"), hide_input=True, confirmation_prompt=True)
    set_password(person, password=wanted, by=CONSOLE)
    click.echo(_("%s can sign in now.") % person.name)
