"""Tables for people: files that Excel shows rightly and that run nothing."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.atomic import atomically
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.cells import Cell, guarded, text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# What a worksheet and a cell can hold; of a longer number Excel would forget the last digits.
_ROWS = 1_048_576
_CHARACTERS = 32_767
_EXACT = 10**15
_OPTIONS = {"constant_memory": True, "default_date_format": "yyyy-mm-dd hh:mm:ss"}


def write_xlsx(path: Path, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """In constant memory; text stays text whatever it begins with. Finished whole or not at all.

    A Refusal when there is more than Excel can hold, or the disk is full.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - only for exports

    with (
        atomically(path) as part,
        TemporaryDirectory() as scratch,
        Workbook(part, {**_OPTIONS, "tmpdir": scratch}) as book,
    ):
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        _fill(book.add_worksheet(), chain([headers], rows), day)


def _fill(sheet: "Worksheet", rows: Iterable[Sequence[Cell]], day: "Format") -> None:
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows):
        if number == _ROWS:
            raise Refusal(_("Excel holds no more than 1,048,576 rows: choose fewer, or write a .csv file."))
        for column, cell in enumerate(row):
            _place(sheet, number, column, cell, day)


def _place(sheet: "Worksheet", row: int, column: int, cell: Cell, day: "Format") -> None:
    if isinstance(cell, datetime):
        sheet.write_datetime(row, column, _wall_clock(cell))
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
    elif isinstance(cell, int | float) and abs(cell) < _EXACT:
        sheet.write_number(row, column, cell)
    elif cell is not None:
        sheet.write_string(row, column, _bounded(_verbatim(cell)))


def _bounded(value: str) -> str:
    if len(value) > _CHARACTERS:
        raise Refusal(_("A cell holds more text than Excel can keep (32,767 characters): write a .csv file."))
    return value


def write_csv(path: Path, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """With the mark by which Excel knows UTF-8, and nothing that it would run as a formula.

    `read_table` gives the same text back. Finished whole or not at all; a Refusal when the disk is full.
    """
    with atomically(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(map(csv_line, chain([headers], rows)))


def csv_line(cells: Iterable[Cell]) -> list[str]:
    """The cells of one line; a number may begin with its sign, text may not. Zero bytes are dropped."""
    return [guarded(cell.replace("\0", "")) if isinstance(cell, str) else _verbatim(cell) for cell in cells]


def _verbatim(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    return text(_wall_clock(cell) if isinstance(cell, datetime) else cell)


def _wall_clock(cell: datetime) -> datetime:
    """As the office's clock shows it: neither Excel nor a CSV file knows time zones."""
    return timezone.localtime(cell).replace(tzinfo=None) if timezone.is_aware(cell) else cell
