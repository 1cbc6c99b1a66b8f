"""Tests that commit are followed by a flush, which the ledger's triggers rightly refuse."""

from collections.abc import Callable
from typing import Any

from django.db.backends.base.operations import BaseDatabaseOperations

from qiaomen.kernel.models import Event
from qiaomen.kernel.operations import protecting, releasing

Flush = Callable[..., list[str]]


def past_the_ledger(flush: Flush) -> Flush:
    """The same flush with the triggers taken away before it and put back after, in its one transaction."""

    def sql_flush(self: BaseDatabaseOperations, *args: Any, **kwargs: Any) -> list[str]:
        vendor, table = self.connection.vendor, Event._meta.db_table
        return [*releasing(vendor, table), *flush(self, *args, **kwargs), *protecting(vendor, table)]

    return sql_flush
