"""What a database must offer so that `TextIndex` can stand on it."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from django.db.models import Q

from qiaomen.kernel.textsearch.entries import Entry
from qiaomen.kernel.textsearch.tokens import Phrase


class Search(NamedTuple):
    """Every phrase (in the title, if `titled`) and every tag. There is one phrase at least."""

    phrases: list[Phrase]
    tags: list[str]
    titled: bool


class Engine(Protocol):
    """One table of one database."""

    def creation(self) -> list[str]:
        """The statements that make the table."""

    def removal(self) -> list[str]:
        """The statements that drop it."""

    def write(self, entries: Sequence[Entry]) -> None:
        """Each entry takes the place of an older one with its key; no key occurs twice."""

    def erase(self, pks: Sequence[int]) -> None:
        """What is not there is no error."""

    def condition(self, search: Search) -> Q:
        """For rows of a model: the primary key is among the matches."""

    def one_of_each(self, groups: Sequence[Sequence[Phrase]]) -> Q:
        """For rows of a model: of every group at least one phrase is in the record."""

    def count(self, search: Search, stop: int) -> int:
        """How many match, at most `stop`."""

    def optimize(self) -> None:
        """Called outside of any transaction."""
