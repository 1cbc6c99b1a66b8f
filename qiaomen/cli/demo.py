"""`qiaomen demo`"""

import sys

import click
from django.utils.translation import gettext as _

from qiaomen.cli.founding import prepare
from qiaomen.demo.district import PASSWORD, require_empty
from qiaomen.demo.player import play
from qiaomen.people.models import Person

LONGEST = 90  # days for which there are messages


@click.command("demo")
@click.option("--days", type=click.IntRange(1, LONGEST), default=LONGEST, show_default=True)
def demo(days: int) -> None:
    """Make a demonstration district in an empty installation, with the work of its last days."""
    prepare()
    require_empty()
    click.echo(_("Playing %d days of an invented district; this takes about a minute.") % days, err=True)
    with click.progressbar(length=days + 1, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        played = play(days, told=lambda _day: bar.update(1))
    for name, reason in played.broken.items():
        click.echo(f"{name}: {reason}", err=True)
    click.echo(_("%d matters are there.") % played.matters)
    click.echo(_("Sign in with the password %s as:") % PASSWORD)
    for line in sign_ins():
        click.echo(f"  {line}")


def sign_ins() -> list[str]:
    """Login, name and roles of everybody."""
    people = Person.objects.prefetch_related("posts__role").order_by("pk")
    return [f"{person.login:12} {person.name} {roles(person)}" for person in people]


def roles(person: Person) -> str:
    return "、".join(sorted({post.role.name for post in person.posts.all()}))
