"""Tests that commit are followed by a flush, which the ledger refuses and which knows no index of words."""

from collections.abc import Callable
from typing import Any

from django.db.backends.base.operations import BaseDatabaseOperations

from qiaomen.kernel.models import Event
from qiaomen.kernel.operations import protecting, releasing
from qiaomen.matters.index import MATTERS_TEXT

Flush = Callable[..., list[str]]


def past_the_ledger(flush: Flush) -> Flush:
    """The same flush with the triggers taken away before it and put back after, in its one transaction.

    The words of the matters go too, lest the next test finds those of the one before.
    """

    def sql_flush(self: BaseDatabaseOperations, *args: Any, **kwargs: Any) -> list[str]:
        vendor, table = self.connection.vendor, Event._meta.db_table
        words = f"DELETE FROM {self.quote_name(MATTERS_TEXT.table)}"
        return [*releasing(vendor, table), *flush(self, *args, **kwargs), words, *protecting(vendor, table)]

    return sql_flush
