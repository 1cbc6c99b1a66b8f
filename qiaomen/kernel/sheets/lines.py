"""One row of a file by the names of its fields; an empty cell says nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.cells import Cell, text
from qiaomen.kernel.sheets.dates import moment
from qiaomen.kernel.sheets.mapping import Mapping
from qiaomen.kernel.sheets.table import Row

M = TypeVar("M", bound=Model)


class Unfit(Refusal):
    """One cell is to blame: the one below the heading `column`."""

    def __init__(self, column: str, sentence: StrOrPromise) -> None:
        super().__init__(sentence)
        self.column = column


@dataclass(frozen=True, slots=True)
class Line:
    row: Row
    columns: Mapping
    cells: dict[str, Cell]

    @property
    def number(self) -> int:
        return self.row.number

    def text(self, field: str) -> str:
        return text(self.cells[field])

    def needed(self, field: str) -> str:
        if not (said := self.text(field)):
            raise self.unfit(field, _("This cell is empty. Fill it in."))
        return said

    def day(self, field: str) -> date | None:
        """The day in the cell, None for an empty one."""
        if not self.text(field):
            return None
        with self.blaming(field):
            return moment(self.cells[field], timezone.get_current_timezone()).date()

    def known(self, field: str, rows: QuerySet[M]) -> M:
        """The one of `rows` whose code the cell holds, or its name where only one is called so."""
        code = self.needed(field)
        named = list(rows.filter(name=code)[:2])
        row = rows.filter(code=code).first() or (named[0] if len(named) == 1 else None)
        if row is None:
            sentence = _("%s is not known here. Correct the code, or add it first.")
            raise self.unfit(field, sentence % code)
        return row

    def require_sound(self) -> None:
        if problem := self.row.problem:
            raise Unfit(problem.column, problem.reason)

    @contextmanager
    def blaming(self, field: str) -> Iterator[None]:
        """A Refusal inside is for the cell of this field."""
        try:
            yield
        except Refusal as no:
            raise self.unfit(field, no.sentence) from None

    def unfit(self, field: str, sentence: StrOrPromise) -> Unfit:
        return Unfit(self.columns.chosen.get(field, field), sentence)
