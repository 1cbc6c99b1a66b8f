"""What became of the rows of an imported file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from django.db import transaction
from django_stubs_ext import StrOrPromise

from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.lines import Line, Unfit
from qiaomen.kernel.sheets.mapping import Field, guess
from qiaomen.kernel.sheets.table import Table


class Outcome(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class Rejection(NamedTuple):
    """A row that was left out, the heading to blame if one is, and why.

    `row` is the line as Excel numbers it, or the feature of a GeoJSON file counted from 1.
    """

    row: int
    column: str
    reason: StrOrPromise


@dataclass(slots=True)
class ImportReport:
    """Each row counts once; `warnings` are about rows that were taken in; `unread`: headings left aside."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    warnings: list[StrOrPromise] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def read(self, table: Table, fields: tuple[Field, ...]) -> Iterator[Line]:
        """The lines of `table`; a Refusal when it lacks a required column."""
        columns = guess(table.headers, fields)
        columns.require_complete()
        self.unread = columns.unread
        return (Line(row, columns, columns.values(row)) for row in table.rows())

    def take(self, line: Line, taking: Callable[[Line], Outcome]) -> None:
        """Do `taking` for one line: whole, in a transaction of its own, or not at all."""
        try:
            with transaction.atomic():
                outcome = taking(line)
        except Refusal as refusal:
            self.turn_away(line, refusal)
        else:
            setattr(self, outcome, getattr(self, outcome) + 1)

    def turn_away(self, line: Line, refusal: Refusal) -> None:
        column = refusal.column if isinstance(refusal, Unfit) else ""
        self.reject(line.number, column, refusal.sentence)

    def reject(self, row: int, column: str, reason: StrOrPromise) -> None:
        self.rejected.append(Rejection(row, column, reason))

    def in_order(self) -> "ImportReport":
        """With the rejected rows in the order of the file."""
        self.rejected.sort(key=lambda rejection: rejection.row)
        return self
