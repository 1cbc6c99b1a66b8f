"""The hash-chained ledger: every change of a recorded row is a line that cannot be altered unseen.

An unkeyed chain shows accidents and clumsy edits; only a root that is published elsewhere (`roots`) shows a
determined one.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string

from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.canonical import canonical, micros, salted
from qiaomen.kernel.models.ledger import Event, Recorded

ALGORITHM = "sha256"


@dataclass(slots=True)
class Entry:
    """What one line will say, before it has its place in the chain."""

    verb: str
    by: str
    at: datetime
    data: dict[str, Any] = field(default_factory=dict)


def digest(previous: str, event: Event) -> str:
    """`algorithm:hash(previous digest of the stream + text of the line)`."""
    text = "\n".join(
        (
            previous,
            event.stream,
            str(event.seq),
            event.verb,
            event.by,
            str(micros(event.at)),
            event.data,
        )
    )
    return f"{ALGORITHM}:{sha256(text.encode()).hexdigest()}"


def instant_for(row: Recorded) -> datetime:
    """Now, but never before the row's last line: a clock that jumps back must not turn a story around."""
    now = clock.now()
    return max(now, row.ledger_at) if row.ledger_at else now


def line(row: Recorded, entry: Entry) -> Event:
    """The next line of `row`'s stream, unsaved; moves the row's head to it."""
    event = Event(
        stream=row.stream,
        seq=row.ledger_seq + 1,
        verb=entry.verb,
        by=entry.by,
        at=entry.at,
        data=canonical(entry.data),
    )
    event.digest = digest(row.ledger_head, event)
    row.ledger_seq, row.ledger_head, row.ledger_at = event.seq, event.digest, event.at
    return event


def spell(row: Recorded, changed: Mapping[str, Any]) -> dict[str, Any]:
    """The changed columns as the ledger may know them: values of REPLAYED ones, digests of CONTENT."""
    known = {name: value for name, value in changed.items() if name in row.REPLAYED}
    texts = {
        name: salted(row.content_salt, value) if value else ""
        for name, value in changed.items()
        if name in row.CONTENT
    }
    return {**({"set": known} if known else {}), **({"content": texts} if texts else {})}


def begin(row: Recorded, verb: str, *, by: Actor, data: Mapping[str, Any] | None = None) -> Event:
    """Insert a new row and the first line of its stream; needs an open transaction."""
    return begin_many([row], verb, by=by, data=[data or {}])[0]


def begin_many(
    rows: Sequence[Recorded], verb: str, *, by: Actor, data: Sequence[Mapping[str, Any]] = ()
) -> list[Event]:
    """`begin` for a list of one model: one statement for the rows, one for the lines.

    `data` has further facts for each row's line, in the same order, or is empty.
    """
    if not rows:
        return []
    facts = data or [{}] * len(rows)
    events = [line(row, _first_entry(row, verb, by, told)) for row, told in zip(rows, facts, strict=True)]
    type(rows[0])._default_manager.bulk_create(rows)
    write(events)
    return events


def _first_entry(row: Recorded, verb: str, by: Actor, told: Mapping[str, Any]) -> Entry:
    words = {name: value for name, value in row.content_values().items() if value}
    everything = {**row.replayed_values(), **words}
    return Entry(verb, by.ref, clock.now(), {**spell(row, everything), **told})


def write(events: Sequence[Event]) -> None:
    """Insert the lines and let the rest of the house react."""
    Event.objects.bulk_create(events)
    for event in events:
        for react in reactions().get(f"{event.stream.partition('/')[0]}.{event.verb}", ()):
            react(event)


@cache
def reactions() -> Mapping[str, Sequence[Callable[[Event], None]]]:
    table: Mapping[str, Sequence[Callable[[Event], None]]] = import_string(
        f"{settings.QIAOMEN_REACTIONS}.REACTIONS"
    )
    return table


def story(stream: str) -> models.QuerySet[Event]:
    """The lines of a stream, oldest first."""
    return Event.objects.filter(stream=stream).order_by("seq")


def replay(lines: Sequence[Event]) -> dict[str, Any]:
    """What the lines say about the row's REPLAYED columns today, in the ledger's spelling."""
    state: dict[str, Any] = {}
    for event in lines:
        state.update(json.loads(event.data).get("set", {}))
    return state
