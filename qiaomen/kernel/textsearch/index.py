"""Search by words, the same on both databases."""

from collections.abc import Iterable, Sequence

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q

from qiaomen.kernel.textsearch.engine import Engine, Search
from qiaomen.kernel.textsearch.entries import entry, tag_token
from qiaomen.kernel.textsearch.postgres import PostgresEngine
from qiaomen.kernel.textsearch.sqlite import SqliteEngine
from qiaomen.kernel.textsearch.tokens import query_tokens

NOTHING = Q(pk__in=[])

_ENGINES: dict[str, type[SqliteEngine] | type[PostgresEngine]] = {
    "sqlite": SqliteEngine,
    "postgresql": PostgresEngine,
}


def engine(connection: BaseDatabaseWrapper, table: str) -> Engine:
    """The engine of this connection's database. KeyError for one that is neither."""
    return _ENGINES[connection.vendor](connection, table)


class TextIndex:
    """The words of one kind of record, in a table made by `CreateTextIndex`.

    A query is words between spaces; a record matches when it holds all of them, in title or
    body, each as written (in any width, case or Chinese script). Tags are tokens of the caller
    (lower-case ASCII letters and digits, such as `unit12` or `open`) that no word ever matches;
    with `tags=` a record must bear all of them.

    The index can be rebuilt into the texts, nearly: what is confidential must never be written.

    To show title hits first, fill the page from `title_condition`, newest first, then from
    `condition` without those: sorting by both at once would read every match.
    """

    def __init__(self, table: str) -> None:
        self.table = table

    def write(self, records: Iterable[tuple[int, str, str, Sequence[str]]]) -> None:
        """Index (pk, title, body, tags) of each record in one statement, in place of older text.

        Of a title the first 300 characters, of a body the first 16,000 are searched.
        """
        entries = {record[0]: entry(*record) for record in records}
        self._engine.write(list(entries.values()))

    def erase(self, pks: Iterable[int]) -> None:
        """Take the records out. Their tokens can be recovered until `optimize` has run."""
        self._engine.erase(list(pks))

    def condition(self, query: str, *, tags: Sequence[str] = ()) -> Q:
        """For `filter()`: the record matches. Nothing does when the query has no letter or digit.

        May ask the database how common the words are, to choose the quicker form.
        """
        return self._condition(_search(query, tags, titled=False))

    def one_of_each(self, groups: Iterable[Iterable[str]]) -> Q:
        """For `filter()`: the record says at least one word of every group. Asks nothing beforehand."""
        phrases = [[phrase for word in group for phrase in query_tokens(word)] for group in groups]
        return self._engine.one_of_each(phrases) if phrases and all(phrases) else NOTHING

    def title_condition(self, query: str, *, tags: Sequence[str] = ()) -> Q:
        """For `filter()`: all words are in the title."""
        return self._condition(_search(query, tags, titled=True))

    def count(self, query: str, *, stop: int = 1000, tags: Sequence[str] = ()) -> int:
        """How many records match; `stop` means that many or more. Blind to who may see them."""
        search = _search(query, tags, titled=False)
        return self._engine.count(search, stop) if search.phrases else 0

    def optimize(self) -> None:
        """Make the index small and quick, and what was erased or replaced unrecoverable from it.

        Not inside a transaction (TransactionManagementError). An OperationalError means that
        others used the database: try again. Backups and archived logs keep what they hold.
        """
        _connection().validate_no_atomic_block()
        self._engine.optimize()

    def _condition(self, search: Search) -> Q:
        return self._engine.condition(search) if search.phrases else NOTHING

    @property
    def _engine(self) -> Engine:
        return engine(_connection(), self.table)


def _connection() -> BaseDatabaseWrapper:
    return connections[DEFAULT_DB_ALIAS]


def _search(query: str, tags: Sequence[str], *, titled: bool) -> Search:
    return Search(query_tokens(query), [tag_token(tag) for tag in tags], titled)
