"""Tables in Excel workbooks: .xlsx and the old .xls."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.archive import damaged, surveys
from qiaomen.kernel.sheets.cells import Cell, text
from qiaomen.kernel.sheets.content import not_a_table
from qiaomen.kernel.sheets.survey import Survey, column_letters
from qiaomen.kernel.sheets.table import Problem, Row, Table, headed
from qiaomen.kernel.sheets.trial import survives

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Value: TypeAlias = str | float | date | time | timedelta  # bool and int are floats to the type checker
Problems: TypeAlias = Mapping[int, Problem]

# The reader allots every cell up to the last one, some 100 bytes each, full or not.
LARGEST_SHEET = 5_000_000
MOST_EXACT = 1e15
# How the directory of an OLE file names what is in it: an old workbook, or an .xlsx behind a password.
_BOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def read_zipped(path: Path, sheet: str | None) -> Table:
    found = surveys(path)
    with _opened(path, ".xlsx") as book:
        return _read(book, path, sheet, found)


def read_ole(path: Path, sheet: str | None) -> Table:
    """An .xls is not surveyed: a formula's error is an empty cell there."""
    content = path.read_bytes()
    if _LOCKED in content:
        raise _locked(path)
    if not any(name in content for name in _BOOKS):
        raise not_a_table(path, str(_("another kind of document")))
    if not survives(path):
        raise damaged(path)
    with _opened(path, ".xls") as book:
        return _read(book, path, sheet, defaultdict(Survey))


def _read(book: "CalamineWorkbook", path: Path, sheet: str | None, found: Mapping[str, Survey]) -> Table:
    names = [_existing(book, sheet)] if sheet else _visible(book)
    for name in names:
        _require_reach(name, found[name])
    chosen = _only([grid for grid in map(book.get_sheet_by_name, names) if grid.height], path)
    errors, merges = _error_problems(found[chosen.name]), _merge_problems(chosen)
    return headed(partial(_lines, chosen, errors, merges), path.name)


@contextmanager
def _opened(path: Path, ending: str) -> "Iterator[CalamineWorkbook]":
    """The reader goes by the ending of the name: it gets a link with the one that fits the content."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415 - a compiled library

    try:
        with TemporaryDirectory() as folder:
            link = Path(folder, f"book{ending}")
            link.symlink_to(path.resolve())
            with CalamineWorkbook.from_path(link) as book:
                yield book
    except PasswordError as locked:
        raise _locked(path) from locked
    except (CalamineError, OSError, KeyError) as fault:  # KeyError: a sheet that the survey did not meet
        raise damaged(path) from fault


def _locked(path: Path) -> Refusal:
    sentence = _(
        "The file %(name)s is protected by a password: remove the password in Excel and save it again."
    )
    return Refusal(sentence % {"name": path.name})


def _existing(book: "CalamineWorkbook", name: str) -> str:
    if name not in book.sheet_names:
        sentence = _("There is no sheet “%(name)s” in the file, but these: %(sheets)s. Name one of them.")
        raise Refusal(sentence % {"name": name, "sheets": ", ".join(book.sheet_names)})
    return name


def _visible(book: "CalamineWorkbook") -> list[str]:
    """What the person sees as sheets of cells: hidden ones hold look-up lists, others are charts."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 - a compiled library

    seen = (SheetTypeEnum.WorkSheet, SheetVisibleEnum.Visible)
    return [sheet.name for sheet in book.sheets_metadata if (sheet.typ, sheet.visible) == seen]


def _only(filled: "list[CalamineSheet]", path: Path) -> "CalamineSheet":
    """The one sheet with something on it: taking the first of several would drop the rest in silence."""
    if not filled:
        raise Refusal(_("The file %(name)s is empty: choose one with a table in it.") % {"name": path.name})
    if len(filled) > 1:
        sentence = _(
            "The file %(name)s has several sheets with data (%(sheets)s): name the one to read with --sheet."
        )
        raise Refusal(sentence % {"name": path.name, "sheets": ", ".join(sheet.name for sheet in filled)})
    return filled[0]


def _require_reach(name: str, reach: Survey) -> None:
    if reach.size > LARGEST_SHEET:
        sentence = _("The sheet “%(sheet)s” reaches to cell %(cell)s: delete what stands far from the table.")
        last = _reference(reach.last_row, reach.last_column)
        raise Refusal(sentence % {"sheet": name, "cell": last})


def _error_problems(found: Survey) -> dict[int, Problem]:
    error = _("Cell %(cell)s shows an error instead of a value: correct its formula.")
    empty = _(
        "Cell %(cell)s holds a formula without a value: open the file in Excel or WPS and save it there."
    )
    hidden = [
        *((at, empty) for at in reversed(found.formulas)),
        *((at, error) for at in reversed(found.errors)),
    ]
    return {
        row: Problem(sentence % {"cell": _reference(row, column)}, column_letters(column))
        for (row, column), sentence in hidden
    }


def _merge_problems(grid: "CalamineSheet") -> dict[int, Problem]:
    """Every row that a merged cell touches: only its first cell has the value, the others look empty."""
    sentence = _("The cells %(cells)s are merged: unmerge them and write into each what belongs there.")
    problems: dict[int, Problem] = {}
    last = grid.end[0] + 1 if grid.end else 0
    for (top, left), (bottom, right) in grid.merged_cell_ranges or []:
        cells = f"{_reference(top + 1, left + 1)}:{_reference(bottom + 1, right + 1)}"
        problem = Problem(sentence % {"cells": cells}, column_letters(left + 1))
        problems |= dict.fromkeys(range(top + 1, min(bottom + 1, last) + 1), problem)
    return problems


def _reference(row: int, column: int) -> str:
    return f"{column_letters(column)}{row}"


def _lines(grid: "CalamineSheet", errors: Problems, merges: Problems) -> Iterator[Row]:
    """An error makes even a blank row one to be rejected, a merged cell does not."""
    for number, values in enumerate(grid.iter_rows(), start=1):
        cells = tuple(map(_cell, values))
        merged = merges.get(number) if any(map(text, cells)) else None
        yield Row(number, cells, errors.get(number) or merged or _lost_digits(number, cells))


def _lost_digits(row: int, cells: tuple[Cell, ...]) -> Problem | None:
    """A long number that was typed as a number: Excel keeps 15 digits and makes zeros of the rest."""
    for column, cell in enumerate(cells, start=1):
        if isinstance(cell, float) and abs(cell) >= MOST_EXACT:
            sentence = _(
                "Cell %(cell)s has a number of more than 15 digits: store it as text, or its end is lost."
            )
            return Problem(sentence % {"cell": _reference(row, column)}, column_letters(column))
    return None


def _cell(value: Value) -> Cell:
    """Truth as Excel writes it; a time without a day, and a duration, as text."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return None if value == "" else value
