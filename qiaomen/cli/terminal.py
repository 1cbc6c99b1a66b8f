"""What the commands have in common: who acts, in which language, and how an import tells what it did."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

import click
from django.conf import settings
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from qiaomen.kernel.actors import machine
from qiaomen.kernel.lists import coded
from qiaomen.kernel.sheets.reading import read_table
from qiaomen.kernel.sheets.table import Table

CONSOLE = machine("console")
FILE = click.Path(path_type=Path)
SHEET = click.option("--sheet", help="The sheet of a workbook that has several.")
ENCODING = click.option(
    "--encoding",
    default="",
    metavar="NAME",
    help="How a text file is written, where it is guessed wrongly: UTF-8, GB18030, CP949.",
)


class Coded(click.Choice[str]):
    """Codes to choose from; whoever writes another is told what each means."""

    def __init__(self, choices: Iterable[tuple[str, StrOrPromise]]) -> None:
        self.labelled = tuple(choices)
        super().__init__([code for code, _label in self.labelled])

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:  # noqa: ARG002 - click's
        sentence = _("%(value)s is none of these: %(choices)s.")
        return sentence % {"value": value, "choices": coded(self.labelled)}


class Rejected(Protocol):
    @property
    def row(self) -> int: ...
    @property
    def column(self) -> str: ...
    @property
    def reason(self) -> StrOrPromise: ...


class Report(Protocol):
    """What the imports of all rooms give."""

    @property
    def added(self) -> int: ...
    @property
    def changed(self) -> int: ...
    @property
    def unchanged(self) -> int: ...
    @property
    def rejected(self) -> Sequence[Rejected]: ...
    @property
    def unread(self) -> Sequence[str]: ...


def language() -> str:
    """QIAOMEN_LANGUAGE, else the terminal's own if this program speaks it, else the office's."""
    named = os.environ.get("QIAOMEN_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG", "")
    spoken = named.partition(".")[0].replace("_", "-").lower()
    known = [code for code, _name in settings.LANGUAGES]
    exact = [code for code in known if code == spoken]
    alike = [code for code in known if code.partition("-")[0] == spoken.partition("-")[0]]
    return next(iter([*exact, *alike]), settings.LANGUAGE_CODE)


def opened(file: Path, sheet: str | None, encoding: str) -> Table:
    """The table in the file; how a text file was read is told first, since a wrong guess gives nonsense."""
    table = read_table(file, sheet=sheet, encoding=encoding)
    if table.read_as:
        click.echo(f"{file.name}: {table.read_as}", err=True)
    if not table.total:
        click.echo(_("%s has headings and no rows below them.") % file.name, err=True)
    return table


def not_read(headings: Sequence[str]) -> str:
    return _("Not read: %s") % ", ".join(headings)


def tell(report: Report, warnings: Iterable[StrOrPromise] = ()) -> None:
    """The counts on the output; rejected rows, columns left aside and warnings on the error stream."""
    if report.unread:
        click.echo(not_read(report.unread), err=True)
    click.echo(
        _("%(added)d added, %(changed)d changed, %(unchanged)d unchanged, %(rejected)d rejected.")
        % {
            "added": report.added,
            "changed": report.changed,
            "unchanged": report.unchanged,
            "rejected": len(report.rejected),
        }
    )
    for rejected in report.rejected:
        where = _("Row %d") % rejected.row + (f", {rejected.column}" if rejected.column else "")
        click.echo(f"{where}: {rejected.reason}", err=True)
    for warning in warnings:
        click.echo(warning, err=True)
