"""The lines: none is missing, none was altered; what they say is kept for the rows."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _

from qiaomen.kernel.canonical import salted
from qiaomen.kernel.ledger import digest
from qiaomen.kernel.models.ledger import Event, Recorded
from qiaomen.kernel.verification.verdict import Break, Verdict


@dataclass(slots=True)
class Said:
    """What the lines of a stream say of its row: how many they are, the last digest, the columns (in the end
    their digest); and of the rows beside it, by their names: the last line about each, and its digest there.
    """

    stream: str
    seq: int = 0
    head: str = ""
    columns: dict[str, Any] = field(default_factory=dict)
    state: str = ""
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

    def close(self) -> None:
        """No line follows. What all streams say is kept for the rows; of the columns a digest will do."""
        self.state, self.columns = salted(b"", self.columns), {}

    def meet(self, row: Recorded) -> None:
        self.row, self.salt = (type(row), row.pk), row.content_salt


def check_lines(streams: dict[str, Said], verdict: Verdict) -> Iterator[Break]:
    lines = Event.objects.order_by("stream", "seq").iterator(chunk_size=2000)
    for stream, group in groupby(lines, key=attrgetter("stream")):
        said = streams[stream] = Said(stream)
        verdict.streams += 1
        for event in group:
            yield from _check_line(said, event)
            said.hear(event)
            verdict.events += 1
        said.close()


def _check_line(said: Said, event: Event) -> Iterator[Break]:
    expected = said.seq + 1
    where = f"{said.stream} {expected}"
    if event.seq != expected:
        yield Break(where, _("This line is missing."))
    if digest(said.head, event) != event.digest:
        yield Break(where, _("This line does not match its digest: it or the line before was altered."))
