"""`qiaomen keys`"""

import click
from django.utils.translation import gettext as _

from qiaomen.cli.rooms import Room
from qiaomen.kernel import rotation
from qiaomen.kernel.keys import Keyring
from qiaomen.kernel.models import Event


@click.group("keys", cls=Room)
def group() -> None:
    """The keys under which contacts and confidential words are sealed."""


@group.command()
def show() -> None:
    """Where the keys lie and what they are called; never the keys themselves."""
    keyring = Keyring.load()
    click.echo(keyring.folder)
    for key_id in sorted(keyring.ids):
        sentence = _("%s (in use for what is new)") if key_id == keyring.current.id else "%s"
        click.echo(sentence % key_id)


@group.command()
def rotate() -> None:
    """Make a new key and wrap everything sealed with it; safe to repeat when stopped."""
    Event.objects.exists()  # says before a key is made that there is no database yet
    report = rotation.rotate()
    click.echo(
        _("The new key is %(key)s; %(rows)d records were wrapped again.")
        % {"key": report.current, "rows": report.rewrapped}
    )
    if report.unreadable:
        click.echo(_("%d records could not be opened and keep their key.") % report.unreadable, err=True)
    click.echo(_("When the program has been started again, run “qiaomen keys retire”."))


@group.command()
def retire() -> None:
    """Move the keys aside that no record needs any more."""
    retired = rotation.retire_unused()
    click.echo(_("Moved aside: %s.") % (", ".join(sorted(retired)) or _("none")))
