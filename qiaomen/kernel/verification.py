"""`qiaomen ledger verify`: every line hashed again, every row held against its head, every root cut again."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.apps import apps
from django.utils.translation import gettext as _

from qiaomen.kernel import roots
from qiaomen.kernel.ledger import digest
from qiaomen.kernel.models.ledger import Event, Recorded


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


def verify() -> Verdict:
    """Check the whole ledger: one pass over the lines, one over the heads of the rows, one over the roots."""
    heads: dict[str, tuple[int, str]] = {}
    events = 0
    lines = Event.objects.order_by("stream", "seq").iterator(chunk_size=2000)
    for stream, group in groupby(lines, key=attrgetter("stream")):
        last, broken = _check_stream(list(group))
        if broken:
            return Verdict(events, len(heads), 0, 0, broken)
        heads[stream] = (last.seq, last.digest)
        events += last.seq
    rows, broken = _check_rows(dict(heads))
    cut, broken = (0, broken) if broken else _check_roots()
    return Verdict(events, len(heads), rows, cut, broken)


def _check_stream(lines: list[Event]) -> tuple[Event, Break | None]:
    previous = ""
    for expected, event in enumerate(lines, start=1):
        where = f"{event.stream} {expected}"
        if event.seq != expected:
            return event, Break(where, _("this line is missing"))
        if digest(previous, event) != event.digest:
            return event, Break(
                where, _("this line does not match its digest: it or the line before was altered")
            )
        previous = event.digest
    return lines[-1], None


def recorded_models() -> list[type[Recorded]]:
    return [model for model in apps.get_models() if issubclass(model, Recorded)]


def _row_heads() -> Iterator[tuple[str, int, str]]:
    for model in recorded_models():
        for row in model._default_manager.iterator(chunk_size=2000):
            yield row.stream, row.ledger_seq, row.ledger_head


def _check_rows(heads: dict[str, tuple[int, str]]) -> tuple[int, Break | None]:
    rows = 0
    for stream, seq, head in _row_heads():
        found, known = heads.pop(stream, (0, ""))
        if (found, known) != (seq, head):
            return rows, Break(f"{stream} {found + 1}", _("the row says that there are %d lines") % seq)
        rows += 1
    for stream, (seq, _head) in heads.items():
        return rows, Break(f"{stream} {seq}", _("the lines are there but their row is not"))
    return rows, None


def _check_roots() -> tuple[int, Break | None]:
    published = roots.published()
    previous = ""
    for root in published:
        if root.previous != previous:
            return 0, Break(f"root {root.day}", _("it does not follow the root before it"))
        if roots.cut(root.day, through=root.through, previous=previous) != root:
            return 0, Break(f"root {root.day}", _("the ledger is not what it was on that day"))
        previous = root.digest
    return len(published), None
