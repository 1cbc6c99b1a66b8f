"""Pages of a long list, each beginning after the last row of the one before (keyset)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal

SIZE = 100

M = TypeVar("M", bound=Model)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Order:
    """By an instant, then by id; both in the same direction, as an index walks."""

    column: str
    descending: bool = False

    @property
    def columns(self) -> tuple[str, str]:
        sign = "-" if self.descending else ""
        return f"{sign}{self.column}", f"{sign}pk"

    def after(self, at: datetime, pk: int) -> Q:
        """Rows behind this one. The first condition keeps the walk within a range of the index."""
        side = "lt" if self.descending else "gt"
        beyond = Q(**{f"{self.column}__{side}": at}) | Q(**{f"pk__{side}": pk})
        return Q(**{f"{self.column}__{side}e": at}) & beyond


OLDEST_DUE = Order("due_at")
NEWEST = Order("received_at", descending=True)
LAST_CHANGED = Order("ledger_at", descending=True)
OLDEST_ASKED = Order("asked_at")


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and where the next page begins ("" on the last one)."""

    rows: list[Row]
    next: str


def page(rows: QuerySet[M], order: Order, columns: tuple[str, ...], after: str, *, size: int = SIZE) -> Page:
    """The page of `rows` that begins after `after` ("" for the first)."""
    if after:
        rows = rows.filter(order.after(*_parse(after)))
    found = list(rows.order_by(*order.columns).values("pk", order.column, *columns)[: size + 1])
    return Page(found[:size], _mark(found[size - 1], order) if len(found) > size else "")


def _mark(row: Row, order: Order) -> str:
    return f"{row[order.column].isoformat()}_{row['pk']}"


def _parse(mark: str) -> tuple[datetime, int]:
    """The instant and id of the last row of the page before."""
    at, _underscore, pk = mark.partition("_")
    try:
        instant = datetime.fromisoformat(at)
        return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)), int(pk)
    except ValueError:
        raise Refusal(_("This link to a page is damaged. Begin at the first page.")) from None
