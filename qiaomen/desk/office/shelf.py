"""A shelf: all that the office keeps of one kind, as a list, a page for each, and what can be done."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from django.urls import reverse

from qiaomen.desk.office.deeds import Beginning, Deed
from qiaomen.desk.office.story import Told, story
from qiaomen.indicators.catalogue.uses import Uses
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.transitions import Living

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

R = TypeVar("R", bound=Living)

MOST = 200  # lines of a list: beyond that one searches


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list: its name leads to `url`; `cells` stand in the further columns."""

    url: str
    name: str
    cells: tuple[str, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Listing:
    """A table. `nothing` is said where it has no line."""

    columns: Sequence["StrOrPromise"]
    rows: Sequence[Row]
    nothing: "StrOrPromise" = ""
    heading: "StrOrPromise" = ""

    @property
    def lines(self) -> Iterable[tuple[Row, Iterable[tuple["StrOrPromise", str]]]]:
        """The first `MOST`, each cell with the heading of its column."""
        return [(row, list(zip(self.columns[1:], row.cells, strict=True))) for row in self.rows[:MOST]]

    @property
    def more(self) -> int:
        """How many lines are left out."""
        return max(len(self.rows) - MOST, 0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page of one says."""

    title: str
    facts: Sequence[tuple["StrOrPromise", str]]
    code: str = ""
    note: str = ""
    further: Sequence[Listing] = ()
    uses: Uses | None = None
    links: Sequence[tuple["StrOrPromise", str]] = ()


class Shelf(ABC, Generic[R]):
    """`name` stands in addresses, `key` is what names one there, `done` says what each verb did.

    `undoing` is the noun of the deed that can say again what was said before, `files` the name of what goes
    from and to Excel, "" for none.
    """

    name: ClassVar[str]
    key: ClassVar[str]
    permission: ClassVar[Permission]
    title: ClassVar["StrOrPromise"]
    advice: ClassVar["StrOrPromise"] = ""
    columns: ClassVar[Sequence["StrOrPromise"]]
    nothing: ClassVar["StrOrPromise"]
    done: ClassVar[Mapping[str, "StrOrPromise"]]
    undoing: ClassVar[str] = ""
    files: ClassVar[str] = ""

    @property
    @abstractmethod
    def beginning(self) -> type[Beginning[R]] | None:
        """The form of a new one; None where they begin elsewhere."""

    @property
    @abstractmethod
    def deeds(self) -> Sequence[type[Deed[R]]]:
        """What can be done to one."""

    @abstractmethod
    def rows(self, actor: Actor, words: str, *, ended: bool) -> Sequence[Row]:
        """Those that hold `words`; the ended ones too where they are wanted."""

    @abstractmethod
    def find(self, actor: Actor, name: str) -> R:
        """The one with this name, or a 404."""

    @abstractmethod
    def sheet(self, row: R, actor: Actor) -> Sheet:
        """What its page says."""

    @abstractmethod
    def name_of(self, row: R) -> str:
        """What names it in an address."""

    def story(self, row: R) -> list[Told]:
        return story(row, self.done)

    def listing(self, actor: Actor, words: str, *, ended: bool) -> Listing:
        return Listing(self.columns, self.rows(actor, words.strip(), ended=ended), self.nothing)

    @property
    def files_url(self) -> str:
        return reverse(f"desk:office-file-{self.files}") if self.files else ""

    @property
    def url(self) -> str:
        return reverse(f"desk:office-{self.name}")

    def page_of(self, row: R) -> str:
        return url_of(self.name, self.name_of(row))

    def may(self, actor: Actor, row: R) -> bool:
        return actor.may(self.permission, row.scope)


def url_of(shelf: str, name: object) -> str:
    return reverse(f"desk:office-{shelf}-one", args=[name])
