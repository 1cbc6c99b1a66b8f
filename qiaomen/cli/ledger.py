"""`qiaomen ledger`"""

from dataclasses import asdict

import click
from django.utils.translation import gettext as _

from qiaomen.cli.rooms import Room
from qiaomen.cli.terminal import CONSOLE
from qiaomen.kernel import clock, roots
from qiaomen.kernel.models import Root
from qiaomen.kernel.rotation import require_keys
from qiaomen.kernel.verification import verify as verify_ledger


@click.group("ledger", cls=Room)
def group() -> None:
    """The hash-chained story of everything that was done."""


@group.command()
@click.pass_context
def verify(ctx: click.Context) -> None:
    """Check every line, row, root and file; exit code 1 and the first broken line if there is one."""
    verdict = verify_ledger()
    require_keys()
    if verdict.broken:
        found = {"where": verdict.broken.where, "what": verdict.broken.what}
        click.echo(_("The ledger is broken at %(where)s: %(what)s") % found, err=True)
        ctx.exit(1)
    click.echo(
        _(
            "The ledger is whole: %(events)d lines of %(streams)d records, %(rows)d rows, %(roots)d roots, "
            "%(files)d files."
        )
        % asdict(verdict)
    )


@group.command()
def root() -> None:
    """Cut the root of today, if there is none yet, and print it: to be kept outside this machine."""
    click.echo(roots.publish(clock.today(), by=CONSOLE))


@group.command("roots")
def roots_() -> None:
    """All roots as the database remembers them: what roots.txt must hold, line for line."""
    for known in Root.objects.all():
        click.echo(known)
