"""The migration operation behind a `TextIndex`."""
# ruff: noqa: ARG002 - Django gives each operation both states of the project

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

from qiaomen.kernel.textsearch.index import engine


class CreateTextIndex(Operation):
    """Make the table of a `TextIndex`; backwards, drop it. The models' state does not change."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: Any) -> None:
        """No model stands for the table."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        self._execute(schema_editor, engine(schema_editor.connection, self.table).creation())

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        self._execute(schema_editor, engine(schema_editor.connection, self.table).removal())

    def describe(self) -> str:
        return f"Create the text index {self.table}"

    def _execute(self, schema_editor: BaseDatabaseSchemaEditor, statements: list[str]) -> None:
        for statement in statements:
            schema_editor.execute(statement, params=None)
