"""`qiaomen setup`"""

import click
from django.conf import settings
from django.utils.translation import gettext as _

from qiaomen.cli.founding import found, prepare, require_sound
from qiaomen.cli.rooms import Founding
from qiaomen.cli.terminal import CONSOLE
from qiaomen.kernel.keys import Keyring


@click.command("setup", cls=Founding)
@click.option("--name", default="本辖区", show_default=True, help="The name of the whole territory.")
@click.option("--desk-code", default="JY", show_default=True, help="Begins the numbers of matters.")
def setup(name: str, desk_code: str) -> None:
    """Make an installation, or bring it up to this version of the program; safe to repeat.

    Stopped in the middle, it is finished by running it again.
    """
    require_sound(name, desk_code)
    prepare()
    click.echo(_("The database in %s is ready.") % settings.QIAOMEN_HOME)
    click.echo(_("The keys lie in %s. Keep a copy elsewhere: without them no contact can be read.") % keys())
    for done in found(name, desk_code, by=CONSOLE):
        click.echo(done)
    click.echo(_("Next: qiaomen territory import, people units import, people staff import, then serve."))


def keys() -> str:
    return str(Keyring.load().folder)
