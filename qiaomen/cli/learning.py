"""`qiaomen learn`: what is learned from decided messages."""

from pathlib import Path

import click
from django.utils.translation import gettext as _

from qiaomen.catalogue.learning.actions import learner, set_confidence
from qiaomen.catalogue.learning.learning import learn as learn_samples
from qiaomen.catalogue.learning.models import THOUSAND
from qiaomen.catalogue.learning.samples import read_samples
from qiaomen.cli.rooms import Room
from qiaomen.cli.terminal import CONSOLE, ENCODING, FILE, SHEET
from qiaomen.matters.learning import own_samples


@click.group("learn", cls=Room)
def learn() -> None:
    """Train the machine on what people have decided."""


@learn.command("items")
@click.argument("file", type=FILE, required=False)
@SHEET
@ENCODING
def learn_items(file: Path | None, sheet: str | None, encoding: str) -> None:
    """Learn items from FILE with the columns text, label and title; without it from the office's own matters.

    Of these the answered and closed ones are read, none that is confidential or forgotten. The model in use
    stays if the new one is not better on messages that neither has seen.
    """
    samples = read_samples(file, sheet=sheet, encoding=encoding) if file else own_samples()
    click.echo(_("%d messages read. Training takes about a minute for three thousand.") % len(samples.rows))
    for line in learn_samples(samples, by=CONSOLE).lines():
        click.echo(line)


@learn.command("confidence")
@click.argument("percent", type=click.IntRange(1, 100), required=False)
def confidence(percent: int | None) -> None:
    """How sure, in percent, a proposed item must be not to wait for a person. Without PERCENT it is shown."""
    row = learner(by=CONSOLE)
    if percent is not None:
        set_confidence(row, thousandths=percent * THOUSAND // 100, by=CONSOLE)
    click.echo(_("A proposed item must be sure to %d %%.") % round(row.confidence * 100 / THOUSAND))
