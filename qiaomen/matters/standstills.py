"""When a matter's clock stood, as its lines tell."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from qiaomen.kernel.canonical import instant
from qiaomen.kernel.models import Event

Stand = tuple[datetime, datetime]  # the clock stood from, to


def stands(lines: Iterable[Event]) -> Iterator[Stand]:
    """The spans, ended by now, in which the clock stood."""
    since: datetime | None = None
    for line in lines:
        stood = columns(line).get("stood_since", line)
        if isinstance(stood, str):
            since = instant(stood)
        elif stood is None and since:
            yield since, line.at
            since = None


def columns(line: Event) -> dict[str, Any]:
    """The new values of columns that a line tells."""
    known: dict[str, Any] = json.loads(line.data).get("set", {})
    return known
