"""Tables in text files: comma, semicolon or tab between the cells, read as a stream."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.sheets.cells import Cell, text, unguarded
from qiaomen.kernel.sheets.encoding import encoding_of, named, require_readable, spelled
from qiaomen.kernel.sheets.table import Problem, Row, Table, headed

_SAMPLE = 1 << 16
# On a tie the first: a table of one column is read with tabs, so that its commas stay text.
_SEPARATORS = {"\t": _("tabs"), ";": _("semicolons"), ",": _("commas")}
_MARK = "\ufeff"  # of the byte order; some encodings keep it as the first character
# The reader would stop at a cell of 128 KB; whether a cell is too large is said of its row (`table`).
csv.field_size_limit(2**31 - 1)


def read_delimited(path: Path, encoding: str = "") -> Table:
    """In the encoding that a person names, else in the one that it seems to be written in."""
    codec = _required(path, encoding) if encoding else encoding_of(path)
    separator = _separator(path, codec)
    table = headed(partial(_lines, path, codec, separator), path.name)
    return replace(table, read_as=_read_as(codec, separator, len(table.headers)))


def _required(path: Path, encoding: str) -> str:
    require_readable(path, codec := named(encoding))
    return codec


def _read_as(codec: str, separator: str, width: int) -> str:
    if width == 1:
        return _("read as %(encoding)s, with a single column") % {"encoding": spelled(codec)}
    sentence = _("read as %(encoding)s, separated by %(separator)s")
    return sentence % {"encoding": spelled(codec), "separator": _SEPARATORS[separator]}


def _opened(path: Path, codec: str) -> TextIO:
    """From its first character that is not the mark of the byte order."""
    file = path.open(encoding=codec, newline="")
    if file.read(1) != _MARK:
        file.seek(0)
    return file


def _separator(path: Path, codec: str) -> str:
    """The one that makes the most of the first line that is not blank."""
    with _opened(path, codec) as file:
        sample = file.read(_SAMPLE)
    return max(_SEPARATORS, key=partial(_width, sample))


def _width(sample: str, separator: str) -> int:
    records = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    return next((len(record) for record in records if any(map(text, record))), 0)


def _lines(path: Path, codec: str, separator: str) -> Iterator[Row]:
    """Rejects what is wider than the headings: a separator in a text has shifted what follows."""
    width = 0
    with _opened(path, codec) as file:
        for row in _records(file, separator):
            width = width or (0 if row.is_blank else len(row.cells))
            shifted = len(row.cells) > width and any(map(text, row.cells[width:]))
            yield replace(row, problem=row.problem or _shifted(width)) if shifted else row


def _shifted(width: int) -> Problem:
    sentence = _(
        "The row has more cells than the %(width)s columns: put quotation marks around text with separators."
    )
    return Problem(sentence % {"width": width})


def _records(file: TextIO, separator: str) -> Iterator[Row]:
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

    file: TextIO
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
