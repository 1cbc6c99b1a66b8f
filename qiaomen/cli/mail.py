"""`qiaomen mail`"""

import click
from django.utils.translation import gettext as _

from qiaomen.cli.rooms import Room
from qiaomen.mailbox.fetching import Report
from qiaomen.mailbox.fetching import fetch as fetch_all
from qiaomen.mailbox.naming import mailboxes, opened
from qiaomen.mailbox.outcomes import Fate


@click.group("mail", cls=Room)
def group() -> None:
    """Mails of residents."""


@group.command()
def fetch() -> None:
    """Take in what waits in the mail box, which QIAOMEN_MAIL names; the worker does so every few minutes."""
    report = fetch_all()
    click.echo(in_words(report))
    for name, reason in [*report.shut, *report.refused]:
        click.echo(f"{name}: {reason}", err=True)


@group.command()
def check() -> None:
    """Say how many mails wait, and take none in: whether address and password are right."""
    for mailbox in mailboxes():
        with opened(mailbox) as box:
            waiting = _("%d mails are waiting.") % sum(1 for _slip in box.waiting())
        click.echo(f"{mailbox.name}: {waiting}" if mailbox.name else waiting)


def in_words(report: Report) -> str:
    sentence = _(
        "%(new)d new, %(added)d added to a matter, %(already)d in already, %(ignored)d written by machines, "
        "%(returned)d of ours came back, %(refused)d refused."
    )
    return sentence % {fate.value: report.fates[fate] for fate in Fate}
