"""A table with a heading row, whatever kind of file it was read from."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.cells import Cell, text, too_large
from qiaomen.kernel.sheets.dates import moment

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_NO_NAME = re.compile(r"[\d\W_]+")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be taken; `column` is its heading or letter where one column is to blame."""

    reason: "StrOrPromise"
    column: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: `number` as Excel shows it, a cell for each heading.

    With a problem it is to be rejected, and may have cells beyond the headings.
    """

    number: int
    cells: tuple[Cell, ...]
    problem: Problem | None = None

    @property
    def is_blank(self) -> bool:
        return self.problem is None and not any(map(text, self.cells))


Lines = Callable[[], Iterator[Row]]
"""Reads a file again from its first line, that of the headings included."""


@dataclass(frozen=True)
class Table:
    """Headings and the rows below them; `rows` reads the file again each time, blank lines left out.

    `read_as` says how a text file was read, which may have been guessed wrongly; "" for a workbook.
    """

    headers: tuple[str, ...]
    lines: Lines
    read_as: "StrOrPromise" = ""

    def rows(self) -> Iterator[Row]:
        for row in islice(_filled(self.lines), 1, None):
            yield _fitted(row, self.headers)

    @cached_property
    def total(self) -> int:
        """How many rows there are: reads the file once, some 50,000 rows in a fraction of a second."""
        return sum(1 for _row in self.rows())


def headed(lines: Lines, name: str) -> Table:
    """The table whose headings are the first line that is not blank; `name` is the file's, for a Refusal."""
    first = next(_filled(lines), None)
    if first is None:
        raise Refusal(_("The file %(name)s is empty: choose one with a table in it.") % {"name": name})
    return Table(headers=_headings(first), lines=lines)


def _filled(lines: Lines) -> Iterator[Row]:
    return (row for row in lines() if not row.is_blank)


def _headings(row: Row) -> tuple[str, ...]:
    """The names of the columns without trailing blanks; a column without a name in between is ""."""
    if row.problem:
        raise _no_headings(row, row.problem.reason)
    for cell in row.cells:
        if _is_value(cell):
            reason = _("“%(cell)s” is a value, not the name of a column.") % {"cell": text(cell)}
            raise _no_headings(row, reason)
    names = [" ".join(text(cell).split()) for cell in row.cells]
    while not names[-1]:
        names.pop()
    _require_different(names)
    return tuple(names)


def _no_headings(row: Row, reason: "StrOrPromise") -> Refusal:
    sentence = _("Row %(number)s must hold the names of the columns, with no title above it. %(reason)s")
    return Refusal(sentence % {"number": row.number, "reason": reason})


def _is_value(cell: Cell) -> bool:
    """Numbers, dates and bare punctuation are never the name of a column: the headings are missing."""
    if not isinstance(cell, str):
        return cell is not None
    if _NO_NAME.fullmatch(text(cell)):
        return True
    try:
        moment(cell, UTC)
    except Refusal:
        return False
    return True


def _require_different(names: list[str]) -> None:
    twice = [name for name, times in Counter(filter(None, names)).items() if times > 1]
    if twice:
        sentence = _(
            "Several columns have the same name (%(names)s): give each its own and save the file again."
        )
        raise Refusal(sentence % {"names": ", ".join(twice)})


def _fitted(row: Row, headers: tuple[str, ...]) -> Row:
    width = len(headers)
    cells = (*row.cells, *(None,) * (width - len(row.cells)))
    if row.problem:
        return replace(row, cells=cells)
    return replace(row, cells=cells[:width], problem=_too_large(cells[:width], headers))


def _too_large(cells: tuple[Cell, ...], headers: tuple[str, ...]) -> Problem | None:
    for cell, header in zip(cells, headers, strict=True):
        if too_large(cell):
            return Problem(_("The cell holds more than 1 MB of text: shorten it."), header)
    return None
