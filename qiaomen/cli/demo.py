"""`qiaomen demo`"""

import gc
import sys

import click
from django.utils.translation import gettext as _

from qiaomen.cli.founding import prepare
from qiaomen.cli.rooms import Founding
from qiaomen.demo import PASSWORD
from qiaomen.demo.district import is_empty, require_empty, sign_ins
from qiaomen.demo.player import play

LONGEST = 90  # days for which there are messages


@click.command("demo", cls=Founding)
@click.option("--days", type=click.IntRange(1, LONGEST), default=LONGEST, show_default=True)
@click.option("--if-empty", is_flag=True, help="Only prepare an installation that is in use already.")
def demo(*, days: int, if_empty: bool) -> None:
    """Make a demonstration district in an empty installation, with the work of its last days."""
    prepare()
    if if_empty and not is_empty():
        return
    require_empty()
    gc.freeze()  # what is loaded stays: who collects the rows of ninety days need not look through it
    click.echo(_("Playing %d days of an invented district; this takes a minute or a few.") % days, err=True)
    with click.progressbar(length=days + 1, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        played = play(days, progress=bar.update)
    for name, reason in played.broken.items():
        click.echo(f"{name}: {reason}", err=True)
    click.echo(_("%d matters are there.") % played.matters)
    click.echo(_("Sign in with the password %s as:") % PASSWORD)
    for line in sign_ins():
        click.echo(f"  {line}")
