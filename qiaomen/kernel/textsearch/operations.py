"""The migration operation behind a `TextIndex`."""

from django.db.backends.base.base import BaseDatabaseWrapper

from qiaomen.kernel.operations import OnTable
from qiaomen.kernel.textsearch.index import engine


class CreateTextIndex(OnTable):
    """Make the table of a `TextIndex`, for which no model stands; backwards, drop it."""

    def forwards(self, connection: BaseDatabaseWrapper) -> list[str]:
        return engine(connection, self.table).creation()

    def backwards(self, connection: BaseDatabaseWrapper) -> list[str]:
        return engine(connection, self.table).removal()

    def describe(self) -> str:
        return f"Create the text index {self.table}"
