"""Tables in text files: comma, semicolon or tab between the cells, read as a stream."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.sheets.cells import Cell, text, unguarded
from qiaomen.kernel.sheets.encoding import encoding_of
from qiaomen.kernel.sheets.table import Problem, Row, Table, headed

_SAMPLE = 1 << 16
# On a tie the first: a table of one column is read with tabs, so that its commas stay text.
_SEPARATORS = "\t;,"
# The reader would stop at a cell of 128 KB; whether a cell is too large is said of its row (`table`).
csv.field_size_limit(2**31 - 1)


def read_delimited(path: Path) -> Table:
    encoding = encoding_of(path)
    separator = _separator(path, encoding)
    return headed(partial(_lines, path, encoding, separator), path.name)


def _separator(path: Path, encoding: str) -> str:
    """The one that makes the most of the first line that is not blank."""
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(_SAMPLE)
    return max(_SEPARATORS, key=partial(_width, sample))


def _width(sample: str, separator: str) -> int:
    records = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    return next((len(record) for record in records if any(map(text, record))), 0)


def _lines(path: Path, encoding: str, separator: str) -> Iterator[Row]:
    """Rejects what is wider than the headings: a separator in a text has shifted what follows."""
    width = 0
    with path.open(encoding=encoding, newline="") as file:
        for row in _records(file, separator):
            width = width or (0 if row.is_blank else len(row.cells))
            shifted = len(row.cells) > width and any(map(text, row.cells[width:]))
            yield replace(row, problem=row.problem or _shifted(width)) if shifted else row


def _shifted(width: int) -> Problem:
    sentence = _(
        "The row has more cells than the %(width)s columns: put quotation marks around text with separators."
    )
    return Problem(sentence % {"width": width})


def _records(file: io.TextIOBase, separator: str) -> Iterator[Row]:
    """Rows numbered as Excel numbers them: a cell of several lines is one row, a blank line is one too."""
    lines = _Lines(file)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    for number in count(1):
        begun = reader.line_num + 1
        lines.since.clear()
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error:
            problem = _unmatched(begun, reader.line_num)
            yield Row(number, _cells(_roughly(lines.since, separator)), problem)
        else:
            yield Row(number, _cells(record))


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a file, those of the present row kept: the reader forgets what it cannot read."""

    file: io.TextIOBase
    since: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[str]:
        for line in self.file:
            self.since.append(line)
            yield line


def _roughly(lines: Iterable[str], separator: str) -> list[str]:
    """The cells of a row whose quotation marks do not match: to be shown and corrected, never taken in."""
    return next(csv.reader(lines, delimiter=separator))


def _unmatched(first: int, last: int) -> Problem:
    sentence = _(
        "The quotation marks in lines %(first)s to %(last)s do not match and were not read: "
        "write a quotation mark inside a cell twice."
    )
    return Problem(sentence % {"first": first, "last": last})


def _cells(record: Iterable[str]) -> tuple[Cell, ...]:
    return tuple(unguarded(written) or None for written in record)
