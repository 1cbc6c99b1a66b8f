"""Migration operations for what Django's models cannot say."""
# ruff: noqa: ARG002 - Django gives each operation both states of the project

from abc import ABC, abstractmethod
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

_SENTENCE = "the ledger is append-only"

_SQLITE = (
    "CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
    "BEGIN SELECT RAISE(ABORT, '" + _SENTENCE + "'); END"
)
_POSTGRES = (
    "CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
)
_POSTGRES_FUNCTION = (
    "CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '" + _SENTENCE + "'; END $$"
)


def protecting(vendor: str, table: str) -> list[str]:
    """The statements that make `table` append-only."""
    if vendor == "sqlite":
        return [_SQLITE.format(table=table, verb=verb) for verb in ("UPDATE", "DELETE")]
    return [
        _POSTGRES_FUNCTION.format(table=table),
        *(_POSTGRES.format(table=table, verb=verb) for verb in ("UPDATE", "DELETE", "TRUNCATE")),
    ]


def releasing(vendor: str, table: str) -> list[str]:
    """The statements that undo `protecting`."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for verb in ("UPDATE", "DELETE")]
    return [
        *(
            f"DROP TRIGGER IF EXISTS {table}_no_{verb} ON {table}"
            for verb in ("UPDATE", "DELETE", "TRUNCATE")
        ),
        f"DROP FUNCTION IF EXISTS {table}_refuse()",
    ]


class OnTable(Operation, ABC):
    """Statements about one table of which the models' state knows nothing."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str) -> None:
        self.table = table

    @abstractmethod
    def forwards(self, connection: BaseDatabaseWrapper) -> list[str]: ...

    @abstractmethod
    def backwards(self, connection: BaseDatabaseWrapper) -> list[str]: ...

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models stay as they are."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        for statement in self.forwards(schema_editor.connection):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        for statement in self.backwards(schema_editor.connection):
            schema_editor.execute(statement, params=None)


class AppendOnly(OnTable):
    """Triggers that refuse UPDATE and DELETE (and TRUNCATE where there is such a thing)."""

    def forwards(self, connection: BaseDatabaseWrapper) -> list[str]:
        return protecting(connection.vendor, self.table)

    def backwards(self, connection: BaseDatabaseWrapper) -> list[str]:
        return releasing(connection.vendor, self.table)

    def describe(self) -> str:
        return f"Make {self.table} append-only"
