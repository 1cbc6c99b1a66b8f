"""`qiaomen learn` and `qiaomen evaluate`: what is learned from decided messages, and how right it is."""

from pathlib import Path

import click
from django.utils.translation import gettext as _

from qiaomen.catalogue.learning.evaluating import evaluate as evaluate_samples
from qiaomen.catalogue.learning.guessing import guesser
from qiaomen.catalogue.learning.learning import learn as learn_samples
from qiaomen.catalogue.learning.samples import read_samples
from qiaomen.catalogue.suggesting import suggester
from qiaomen.cli.report import show
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


@click.group("evaluate", cls=Room)
def evaluate() -> None:
    """How right the machine is on messages that people have labelled."""


@evaluate.command("items")
@click.argument("file", type=FILE)
@SHEET
@ENCODING
@click.option("--json", "as_json", is_flag=True, help="As one line of JSON.")
def evaluate_items(*, file: Path, sheet: str | None, encoding: str, as_json: bool) -> None:
    """Propose an item for each message in FILE (columns text, label and title) and count what is right."""
    samples = read_samples(file, sheet=sheet, encoding=encoding)
    joiner = suggester().joiner
    guess = guesser(joiner, (sample.label for sample in samples.rows))
    show(evaluate_samples(samples, guess, joiner.tree), as_json=as_json)
