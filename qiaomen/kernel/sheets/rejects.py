"""The file of what an import could not take."""

import csv
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from itertools import zip_longest
from pathlib import Path
from types import TracebackType
from typing import Self

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.atomic import atomically
from qiaomen.kernel.sheets.cells import Cell, cut
from qiaomen.kernel.sheets.table import Problem, Row
from qiaomen.kernel.sheets.writing import csv_line

_HEADINGS = (_("Rejected: row"), _("Rejected: column"), _("Rejected: reason"))


class RejectsFile:
    """A CSV file with row number, column and reason before the cells as they were, to be corrected.

    Used as a context. The file appears at its end, whole, and only when something was rejected; after an
    exception there is none. A cell that is too large to be taken is cut off.
    """

    def __init__(self, path: Path, headers: tuple[str, ...]) -> None:
        self.path = path
        self.count = 0
        self._headers = headers
        self._stack = ExitStack()
        self._write: Callable[[Iterable[str]], object] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def add(self, row: Row, problem: Problem) -> None:
        self._write = self._write or self._begun()
        self._write(csv_line([row.number, problem.column, str(problem.reason), *self._kept(row.cells)]))
        self.count += 1

    def _begun(self) -> Callable[[Iterable[str]], object]:
        part = self._stack.enter_context(atomically(self.path))
        file = self._stack.enter_context(part.open("w", encoding="utf-8-sig", newline=""))
        write = csv.writer(file).writerow
        write(csv_line([*map(str, _HEADINGS), *self._kept(self._headers)]))
        return write

    def _kept(self, cells: tuple[Cell, ...]) -> Iterable[Cell]:
        """Without the three columns of an earlier round: a corrected file may be rejected in part again."""
        own = set(map(str, _HEADINGS))
        return (cut(cell) for header, cell in zip_longest(self._headers, cells) if header not in own)
