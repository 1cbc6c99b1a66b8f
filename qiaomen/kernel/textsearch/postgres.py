"""The index as two `tsvector` columns of PostgreSQL under one GIN index.

`words` holds title, body and tags, `title` only title and tags: a title marked by weights inside
`words` would be looked up row by row (200,000 texts, three common words: 1,061 ms, not 2).
"""
# ruff: noqa: S608 - a table cannot be a parameter: its name comes from our code, and is quoted

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q
from django.db.models.expressions import RawSQL

from qiaomen.kernel.textsearch.engine import Search
from qiaomen.kernel.textsearch.entries import HOLE, Entry
from qiaomen.kernel.textsearch.tokens import Phrase


class PostgresEngine:
    def __init__(self, connection: BaseDatabaseWrapper, table: str) -> None:
        self._connection = connection
        self._table = connection.ops.quote_name(table)
        self._index = connection.ops.quote_name(f"{table}_words")

    def creation(self) -> list[str]:
        columns = "pk bigint PRIMARY KEY, title tsvector NOT NULL, words tsvector NOT NULL"
        return [
            f"CREATE TABLE {self._table} ({columns})",
            f"CREATE INDEX {self._index} ON {self._table} USING gin (title, words)",
        ]

    def removal(self) -> list[str]:
        return [f"DROP TABLE {self._table}"]

    def write(self, entries: Sequence[Entry]) -> None:
        columns = (
            [entry.pk for entry in entries],
            [_vector(entry.title, entry.tags) for entry in entries],
            [_vector([*entry.title, HOLE, *entry.body], entry.tags) for entry in entries],
        )
        self._execute(
            f"INSERT INTO {self._table} (pk, title, words) "
            "SELECT * FROM unnest(%s::bigint[], %s::tsvector[], %s::tsvector[]) "
            "ON CONFLICT (pk) DO UPDATE SET title = EXCLUDED.title, words = EXCLUDED.words",
            columns,
        )

    def erase(self, pks: Sequence[int]) -> None:
        self._execute(f"DELETE FROM {self._table} WHERE pk = ANY(%s::bigint[])", [list(pks)])

    def condition(self, search: Search) -> Q:
        matches = RawSQL(self._matches(search), [_query(search)])  # noqa: S611 - only our names
        return Q(pk__in=matches)

    def one_of_each(self, groups: Sequence[Sequence[Phrase]]) -> Q:
        each = " & ".join(f"({' | '.join(map(_words, group))})" for group in groups)
        found = f"SELECT pk FROM {self._table} WHERE words @@ %s::tsquery"
        return Q(pk__in=RawSQL(found, [each]))  # noqa: S611 - only our names

    def count(self, search: Search, stop: int) -> int:
        counting = f"SELECT count(*) FROM ({self._matches(search)} LIMIT %s) AS found"
        with self._connection.cursor() as cursor:
            cursor.execute(counting, [_query(search), stop])
            return int(cursor.fetchone()[0])

    def optimize(self) -> None:
        """Rewrite the table and its index; searches and writes wait: 90 s for 200,000 texts.

        A plain VACUUM is not enough: it leaves the bytes of dead rows in their pages, and a GIN
        index never gives up a token that it has once held, a telephone number for instance. Dead rows
        that a transaction begun before may still see are copied, and go the next time.
        """
        self._execute(f"VACUUM (FULL, ANALYZE) {self._table}")

    def _matches(self, search: Search) -> str:
        column = "title" if search.titled else "words"
        return f"SELECT pk FROM {self._table} WHERE {column} @@ %s::tsquery"

    def _execute(self, sql: str, params: Sequence[Any] | None = None) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(sql, params)


def _vector(tokens: Sequence[str], tags: Sequence[str]) -> str:
    """The literal of a tsvector: every token with its positions, and the tags without."""
    positions = defaultdict(list)
    for at, token in enumerate(tokens, start=1):
        positions[token].append(str(at))
    positions.pop(HOLE, None)
    placed = [f"{_quoted(token)}:{','.join(at)}" for token, at in positions.items()]
    return " ".join(placed + [_quoted(tag) for tag in tags])


def _query(search: Search) -> str:
    return " & ".join([*map(_words, search.phrases), *map(_quoted, search.tags)])


def _words(phrase: Phrase) -> str:
    words = " <-> ".join(map(_quoted, phrase.tokens))
    return f"({words}{':*' if phrase.prefix else ''})"


def _quoted(token: str) -> str:
    """Tokens are letters and digits alone: there is nothing to escape."""
    return f"'{token}'"
