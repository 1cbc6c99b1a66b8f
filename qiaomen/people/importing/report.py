"""What became of each row of a file."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import transaction
from django_stubs_ext import StrOrPromise

from qiaomen.kernel.refusal import Refusal
from qiaomen.people.importing.lines import Line, Unfit


class Outcome(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row (numbered as Excel shows it) that was left out, the heading to blame if one is, and why."""

    row: int
    column: str
    reason: StrOrPromise


@dataclass(slots=True)
class ImportReport:
    """How many rows were added, changed or already so, and those that were rejected."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: list[Rejection] = field(default_factory=list)

    def take(self, line: Line, taking: Callable[[Line], Outcome]) -> None:
        """Do `taking` for one line: whole, in a transaction of its own, or not at all."""
        try:
            with transaction.atomic():
                outcome = taking(line)
        except Refusal as refusal:
            self.reject(line, refusal)
        else:
            setattr(self, outcome, getattr(self, outcome) + 1)

    def reject(self, line: Line, refusal: Refusal) -> None:
        column = refusal.column if isinstance(refusal, Unfit) else ""
        self.rejected.append(Rejection(line.number, column, refusal.sentence))

    def in_order(self) -> "ImportReport":
        """With the rejected rows in the order of the file."""
        self.rejected.sort(key=lambda rejection: rejection.row)
        return self
