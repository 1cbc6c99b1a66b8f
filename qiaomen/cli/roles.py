"""`qiaomen people roles`"""

import click
from django.utils.translation import gettext as _

from qiaomen.cli.rooms import Room
from qiaomen.cli.terminal import CONSOLE, Coded
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Refusal
from qiaomen.people.actions import add_role, change_role
from qiaomen.people.models import Role

PERMISSION = click.Choice([permission.value for permission in Permission])
REACH = Coded(Role.Reach.choices)


@click.group("roles", cls=Room)
def group() -> None:
    """What posts give their holders the power to do."""


@group.command("list")
def list_() -> None:
    """Every role: its code, name and reach, and what it may do."""
    for role in Role.objects.order_by("code"):
        click.echo(f"{role.code} {role.name} ({role.get_reach_display()})\n  {' '.join(role.permissions)}")


@group.command()
@click.argument("code")
@click.argument("name")
@click.option("--reach", type=REACH, required=True, help="How far it reaches.")
@click.option("--give", type=PERMISSION, multiple=True, required=True, help="What it may do; once for each.")
def add(code: str, name: str, reach: str, give: tuple[str, ...]) -> None:
    """Make a role called CODE; files of staff name it so."""
    add_role(code=code, name=name, permissions=give, reach=Role.Reach(reach), by=CONSOLE)
    click.echo(_("The role %s is there. Give somebody a post with it.") % code)


@group.command()
@click.argument("code")
@click.option("--name", help="Another name.")
@click.option("--reach", type=REACH, help="How far it reaches.")
@click.option("--give", type=PERMISSION, multiple=True, help="What it may do besides; once for each.")
@click.option("--take", type=PERMISSION, multiple=True, help="What it may do no more; once for each.")
def change(
    *, code: str, name: str | None, reach: str | None, give: tuple[str, ...], take: tuple[str, ...]
) -> None:
    """Change what all posts with the role CODE give, from now on."""
    role = Role.objects.filter(code=code).first()
    if role is None:
        known = ", ".join(Role.objects.order_by("code").values_list("code", flat=True))
        raise Refusal(_("There is no role %(code)s. There are: %(known)s.") % {"code": code, "known": known})
    permissions = (set(role.permissions) | set(give)) - set(take)
    change_role(
        role,
        name=name or role.name,
        permissions=permissions,
        reach=Role.Reach(reach or role.reach),
        by=CONSOLE,
    )
    click.echo(
        _("The role %(code)s may now: %(permissions)s")
        % {"code": code, "permissions": " ".join(role.permissions)}
    )
