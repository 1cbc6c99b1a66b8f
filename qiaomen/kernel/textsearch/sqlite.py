"""The index as an FTS5 table of SQLite; its `rowid` is the primary key of the record.

An ordinary FTS5 table: one without content can delete only from SQLite 3.43 on. The tokens come
ready from Python and hold no sign that FTS5 gives a meaning; the plain `ascii` tokenizer splits
them at spaces, where `unicode61` would fold some a second time by tables of its own.
"""
# ruff: noqa: S608 - a table cannot be a parameter: its name comes from our code, and is quoted

from collections.abc import Sequence
from typing import Any

from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, F, Func, Q
from django.db.models.expressions import RawSQL
from django.db.models.lookups import In

from qiaomen.kernel.textsearch.engine import Search
from qiaomen.kernel.textsearch.entries import Entry
from qiaomen.kernel.textsearch.tokens import Phrase

COMMON = 5_000
"""Matches from which on a list is walked and each row looked up among them, newest first.

Measured with 200,000 texts for the newest 100: 22 ms instead of 77 at 84,000 matches, 8 instead of
18 at 8,000; a rare word would walk the whole list. A correlated EXISTS took 33 to 1,600 ms.
"""
MERGED_PAGES = 1_000
"""Pages that one step of `optimize` writes: under 0.3 s in which other writers wait."""


class SqliteEngine:
    def __init__(self, connection: BaseDatabaseWrapper, table: str) -> None:
        self._connection = connection
        self._table = connection.ops.quote_name(table)

    def creation(self) -> list[str]:
        columns = """title, body, tags, tokenize="ascii tokenchars '#'\""""
        return [f"CREATE VIRTUAL TABLE {self._table} USING fts5({columns})"]

    def removal(self) -> list[str]:
        return [f"DROP TABLE {self._table}"]

    def write(self, entries: Sequence[Entry]) -> None:
        rows = [(e.pk, " ".join(e.title), " ".join(e.body), " ".join(e.tags)) for e in entries]
        columns = "(rowid, title, body, tags) VALUES (%s, %s, %s, %s)"
        with self._connection.cursor() as cursor:
            cursor.executemany(f"INSERT OR REPLACE INTO {self._table} {columns}", rows)

    def erase(self, pks: Sequence[int]) -> None:
        with self._connection.cursor() as cursor:
            cursor.executemany(f"DELETE FROM {self._table} WHERE rowid = %s", [(pk,) for pk in pks])

    def condition(self, search: Search) -> Q:
        matches = RawSQL(self._matches, [_expression(search)])  # noqa: S611 - only the table's name
        if self.count(search, COMMON) < COMMON:
            return Q(pk__in=matches)
        return Q(In(_walked_pk(), matches))

    def one_of_each(self, groups: Sequence[Sequence[Phrase]]) -> Q:
        each = " AND ".join(f"({' OR '.join(map(_quoted, group))})" for group in groups)
        return Q(pk__in=RawSQL(self._matches, [each]))  # noqa: S611 - only the table's name

    def count(self, search: Search, stop: int) -> int:
        counting = f"SELECT count(*) FROM ({self._matches} LIMIT %s)"
        return int(self._row(counting, [_expression(search), stop])[0])

    def optimize(self) -> None:
        """FTS5's own `optimize`, in short steps, and then an empty write-ahead log.

        Deleted tokens stay in the index until its segments are merged; what the merge frees is
        overwritten, as the connection has `secure_delete`. (FTS5's option of that name would
        make the file unreadable for SQLite before 3.42, and does no more once this has run.)
        """
        pages = -MERGED_PAGES  # negative: begin a merge of all segments
        while self._merge(pages):
            pages = MERGED_PAGES
        self._empty_log()

    @property
    def _matches(self) -> str:
        return f"SELECT rowid FROM {self._table} WHERE {self._table} MATCH %s"

    def _merge(self, pages: int) -> bool:
        """Whether there was something to merge: FTS5 then changes two rows or more."""
        changes = self._changes()
        with self._connection.cursor() as cursor:
            step = f"INSERT INTO {self._table} ({self._table}, rank) VALUES ('merge', %s)"
            cursor.execute(step, [pages])
        return self._changes() - changes >= 2

    def _changes(self) -> int:
        return int(self._row("SELECT total_changes()")[0])

    def _empty_log(self) -> None:
        busy = self._row("PRAGMA wal_checkpoint(TRUNCATE)")[0]
        if busy:
            raise OperationalError("the log still holds erased text: readers kept it; try again")

    def _row(self, sql: str, params: Sequence[Any] = ()) -> tuple[Any, ...]:
        with self._connection.cursor() as cursor:
            cursor.execute(sql, params)
            row: tuple[Any, ...] = cursor.fetchone()
        return row


def _walked_pk() -> Func:
    """The key under a unary plus, which keeps SQLite from starting at the matches."""
    return Func(F("pk"), template="+%(expressions)s", output_field=BigIntegerField())


def _expression(search: Search) -> str:
    """In FTS5's language: quoted tokens joined by AND. Tokens are letters and digits alone."""
    words = " AND ".join(map(_quoted, search.phrases))
    scoped = f"title : ({words})" if search.titled else words
    return " AND ".join([scoped, *(f'"{tag}"' for tag in search.tags)])


def _quoted(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.tokens)}"{" *" if phrase.prefix else ""}'
