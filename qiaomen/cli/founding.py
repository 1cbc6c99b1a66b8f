"""What an empty installation needs before anything can come in."""

from collections.abc import Iterator

from django.core.management import call_command
from django.db import transaction
from django.utils.translation import gettext as _

from qiaomen.catalogue.setup import set_up_catalogue
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.keys import Keyring
from qiaomen.kernel.lists import listed
from qiaomen.kernel.rotation import require_keys
from qiaomen.people.actions import add_unit
from qiaomen.people.actions.units import code_said
from qiaomen.people.models import Unit
from qiaomen.people.roles import ship_roles
from qiaomen.territory.actions import found_root
from qiaomen.territory.checks import clean_name
from qiaomen.territory.models import Place, PlaceKind

DESK = "诉求受理中心"  # data, and so in the language of the office


def prepare() -> None:
    """Keys, tables and the files of the pages as this version of the program needs them; safe to repeat."""
    Keyring.load()  # makes the folder an installation
    call_command("migrate", verbosity=0, interactive=False)
    require_keys()
    lay_out_files()


def lay_out_files() -> None:
    """The files of the pages as this version has them, under names that change with what is in them."""
    call_command("collectstatic", verbosity=0, interactive=False)


def require_sound(name: str, desk_code: str) -> None:
    """Refuse before anything is made what could not be founded."""
    clean_name(name)
    code_said(desk_code)


def found(name: str, desk_code: str, *, by: Actor) -> list[str]:
    """A root of the places, a desk, roles, first items: what is missing is made, all or none, and told."""
    with transaction.atomic():
        return list(_found(name, desk_code, by))


def _found(name: str, desk_code: str, by: Actor) -> Iterator[str]:
    root = Place.objects.filter(kind=PlaceKind.ROOT).first()
    if root is None:
        root = found_root(name, by=by)
        yield _("The root of the places: %s") % root.name
    else:
        yield _("The root of the places stays as it is: %s") % root.name
    desk = Unit.objects.filter(kind=Unit.Kind.DESK, ended_on=None).order_by("place__path", "pk").first()
    if desk is None:
        desk = add_unit(code=desk_code, name=DESK, kind=Unit.Kind.DESK, place=root, by=by)
        yield _("A desk that takes matters in: %(name)s (%(code)s)") % {"name": desk.name, "code": desk.code}
    else:
        yield _("The desk stays as it is: %(name)s (%(code)s)") % {"name": desk.name, "code": desk.code}
    if roles := ship_roles(by=by):
        yield _("Roles: %s") % listed(role.name for role in roles)
    set_up_catalogue(desk=desk, by=by)
