"""`qiaomen learn`: what is learned from decided messages."""

from pathlib import Path

import click
from django.utils.translation import gettext as _

from qiaomen.catalogue.learning.learning import learn as learn_samples
from qiaomen.catalogue.learning.samples import read_samples
from qiaomen.cli.rooms import Room
from qiaomen.cli.terminal import CONSOLE, ENCODING, FILE, SHEET


@click.group("learn", cls=Room)
def learn() -> None:
    """Train the machine on what people have decided."""


@learn.command("items")
@click.argument("file", type=FILE)
@SHEET
@ENCODING
def learn_items(file: Path, sheet: str | None, encoding: str) -> None:
    """Learn items from FILE with the columns text, label and title.

    The model in use stays if the new one is not better on messages that neither has seen.
    """
    samples = read_samples(file, sheet=sheet, encoding=encoding)
    click.echo(_("%d messages read. Training takes about a minute for three thousand.") % len(samples.rows))
    for line in learn_samples(samples, by=CONSOLE).lines():
        click.echo(line)
