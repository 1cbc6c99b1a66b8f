"""`qiaomen evaluate`: how right the machine is on messages that people have labelled."""

from collections.abc import Iterator
from pathlib import Path

import click
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qiaomen.catalogue.learning.evaluating import evaluate as evaluate_samples
from qiaomen.catalogue.learning.guessing import guesser
from qiaomen.catalogue.learning.samples import read_samples
from qiaomen.catalogue.suggesting import suggester
from qiaomen.cli.report import show
from qiaomen.cli.rooms import Room
from qiaomen.cli.terminal import ENCODING, FILE, SHEET
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.lines import Line
from qiaomen.kernel.sheets.mapping import Field, guess
from qiaomen.kernel.sheets.reading import read_table
from qiaomen.matters.importing.names import places
from qiaomen.territory.lookup import gazetteer
from qiaomen.territory.measuring import Labelled, measure

COLUMNS = (
    Field("text", gettext_lazy("text"), ("正文", "内容", "留言详情", "내용"), required=True),
    Field("title", gettext_lazy("title"), ("标题", "主题", "留言主题", "제목")),
    Field("place", gettext_lazy("place"), ("区域", "地点", "구역"), required=True, whole=True),
)


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
    proposing = guesser(joiner, (sample.label for sample in samples.rows))
    show(evaluate_samples(samples, proposing, joiner.tree), as_json=as_json)


@evaluate.command("places")
@click.argument("file", type=FILE)
@SHEET
@ENCODING
@click.option("--json", "as_json", is_flag=True, help="As one line of JSON.")
def evaluate_places(*, file: Path, sheet: str | None, encoding: str, as_json: bool) -> None:
    """Look for the place of each message in FILE: columns text, title, place (code, name or nothing)."""
    texts = list(_read(file, sheet, encoding))
    if not texts:
        raise Refusal(_("The file has no row that can be read."))
    show(measure(texts, gazetteer()), as_json=as_json)


def _read(file: Path, sheet: str | None, encoding: str) -> Iterator[Labelled]:
    table, known = read_table(file, sheet=sheet, encoding=encoding), places()
    columns = guess(table.headers, COLUMNS)
    columns.require_complete()
    for row in table.rows():
        if row.problem:
            raise Refusal(row.problem.reason)
        line = Line(row, columns, columns.values(row))
        label = line.text("place")
        yield Labelled(f"{line.text('title')}\n{line.text('text')}", known.row(label).pk if label else None)
