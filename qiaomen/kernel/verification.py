"""`qiaomen ledger verify`: every line hashed again, every row held to its lines, every root cut again.

Rows beside a recorded one are held to the last digest of them that its lines name.
"""

import json
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, zip_longest
from operator import attrgetter
from typing import Any, TypeVar

from django.apps import apps
from django.utils.translation import gettext as _

from qiaomen.kernel import roots
from qiaomen.kernel.canonical import canonical, salted
from qiaomen.kernel.ledger import digest
from qiaomen.kernel.models.beside import Beside
from qiaomen.kernel.models.ledger import Event, Recorded
from qiaomen.kernel.models.roots import Root
from qiaomen.kernel.snapshot import snapshot

R = TypeVar("R", Recorded, Beside)


@dataclass(frozen=True, slots=True)
class Break:
    """The first thing that is wrong, as a person may read it."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How much was checked, and the first break if there is one."""

    events: int
    streams: int
    rows: int
    roots: int
    broken: Break | None = None


@dataclass(slots=True)
class Said:
    """What the lines of a stream say of its row: how many they are, the last digest, the columns; and of the
    rows beside it, by their names: the last line about each, and its digest there.
    """

    stream: str
    seq: int = 0
    head: str = ""
    columns: dict[str, Any] = field(default_factory=dict)
    content: dict[str, str] = field(default_factory=dict)
    beside: dict[str, tuple[int, str]] = field(default_factory=dict)
    row: tuple[type[Recorded], int] | None = None  # once it was met: its model and id
    salt: bytes = b""  # of the row

    def hear(self, event: Event) -> None:
        told = json.loads(event.data)
        self.seq, self.head = event.seq, event.digest
        self.columns.update(told.get("set", {}))
        self.content.update(told.get("content", {}))
        self.beside.update({name: (event.seq, known) for name, known in told.get("beside", {}).items()})

    def meet(self, row: Recorded) -> None:
        self.row, self.salt = (type(row), row.pk), row.content_salt


def verify() -> Verdict:
    """Check the whole ledger as it is at one instant; the house works on meanwhile."""
    published = roots.published()  # first: what the file has by then, the snapshot has too
    with snapshot():
        return _verify(published)


def _verify(published: list[str]) -> Verdict:
    """One pass over the lines, one over each table, one over the roots."""
    streams: dict[str, Said] = {}
    lines = Event.objects.order_by("stream", "seq").iterator(chunk_size=2000)
    for stream, group in groupby(lines, key=attrgetter("stream")):
        streams[stream], broken = _check_stream(stream, group)
        if broken:
            return Verdict(_lines(streams), len(streams), 0, 0, broken)
    events, count = _lines(streams), len(streams)
    rows, broken = _check_rows(streams)
    beside, broken = (0, broken) if broken else _check_beside(streams)
    cut, broken = (0, broken) if broken else _check_roots(published)
    return Verdict(events, count, rows + beside, cut, broken)


def _lines(streams: dict[str, Said]) -> int:
    return sum(said.seq for said in streams.values())


def _check_stream(stream: str, lines: Iterator[Event]) -> tuple[Said, Break | None]:
    said = Said(stream)
    for expected, event in enumerate(lines, start=1):
        where = f"{event.stream} {expected}"
        if event.seq != expected:
            return said, Break(where, _("this line is missing"))
        if digest(said.head, event) != event.digest:
            return said, Break(
                where, _("this line does not match its digest: it or the line before was altered")
            )
        said.hear(event)
    return said, None


def recorded_models() -> list[type[Recorded]]:
    return [model for model in apps.get_models() if issubclass(model, Recorded)]


def beside_models() -> list[type[Beside]]:
    return [model for model in apps.get_models() if issubclass(model, Beside)]


def _rows(models: Iterable[type[R]]) -> Iterator[R]:
    for model in models:
        yield from model._default_manager.iterator(chunk_size=2000)


def _check_rows(streams: dict[str, Said]) -> tuple[int, Break | None]:
    rows = 0
    for row in _rows(recorded_models()):
        said = streams.setdefault(row.stream, Said(row.stream))
        if broken := _check_row(row, said):
            return rows, broken
        said.meet(row)
        rows += 1
    for said in streams.values():
        if said.row is None:
            return rows, Break(f"{said.stream} {said.seq}", _("the lines are there but their row is not"))
    return rows, None


def _check_row(row: Recorded, said: Said) -> Break | None:
    if (said.seq, said.head) != (row.ledger_seq, row.ledger_head):
        return Break(
            f"{row.stream} {said.seq + 1}", _("the row says that there are %d lines") % row.ledger_seq
        )
    if canonical(said.columns) != canonical(row.replayed_values()):
        return Break(f"{row.stream} {said.seq}", _("the row is not what its lines say"))
    for name, value in row.content_values().items():
        known = said.content.get(name, "")
        if (value or row.words_stand) and known != (salted(row.content_salt, value) if value else ""):
            return Break(
                f"{row.stream} {said.seq}", _("the words of the row are not those that were recorded")
            )
    return None


def _check_beside(streams: dict[str, Said]) -> tuple[int, Break | None]:
    """Each row against the last line that names it; what is named and not there is missing."""
    owners: dict[Hashable, Said] = {key: said for said in streams.values() for key in (said.stream, said.row)}
    rows = 0
    for row in _rows(beside_models()):
        said = owners.get(row.owner_key) or Said(str(row.owner_key))
        line, known = said.beside.pop(row.name_beside, (said.seq, ""))
        if known != row.digest_beside(said.salt):
            return rows, Break(f"{said.stream} {line}", _("%s is not as it was recorded") % row.name_beside)
        rows += 1
    for said in streams.values():
        for name, (line, _known) in said.beside.items():
            return rows, Break(f"{said.stream} {line}", _("%s is gone") % name)
    return rows, None


def _check_roots(published: list[str]) -> tuple[int, Break | None]:
    """The remembered roots against one another and the ledger, and the file against them."""
    known, heads = list(Root.objects.all()), roots.Heads()
    previous = ""
    for root in known:
        if root.previous != previous:
            return 0, Break(root.stream, _("it does not follow the root before it"))
        if str(heads.advance(root.through).root(root.day, previous=previous)) != str(root):
            return 0, Break(root.stream, _("the ledger is not what it was on that day"))
        previous = root.digest
    return len(known), _check_file(known, published)


def _check_file(known: list[Root], published: list[str]) -> Break | None:
    for root, line in zip_longest(known, published):
        if root is None:
            return Break(
                "roots.txt",
                _("the ledger does not know its root %s: has an older backup of the database been restored?")
                % line,
            )
        if line != str(root):
            return Break(
                root.stream,
                _(
                    "roots.txt does not have this root as it was cut. Put the file back from its copy "
                    "outside, and compare it with what “qiaomen ledger roots” prints."
                ),
            )
    return None
