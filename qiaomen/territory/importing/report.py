"""What became of the rows of an imported file."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Rejected(NamedTuple):
    """`row` is the line as Excel numbers it, or the feature of a GeoJSON file counted from 1."""

    row: int
    column: str
    reason: "StrOrPromise"


@dataclass(slots=True)
class ImportReport:
    """Each row counts once; `warnings` are about rows that were taken in."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    warnings: list["StrOrPromise"] = field(default_factory=list)

    def reject(self, row: int, column: str, reason: "StrOrPromise") -> None:
        self.rejected.append(Rejected(row, column, reason))
