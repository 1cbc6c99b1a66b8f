"""When things happen: the hours of work, and how long a script waits."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.utils import timezone

SWEPT_AT, OPENS, CLOSES = time(8), time(9), time(17, 20)

Wait = int | date | datetime
"""So many workdays (0: later on the same day), a day or the next workday after it, or that very instant."""

Script = Iterator[Wait]


def instant(day: date, at: time) -> datetime:
    return datetime.combine(day, at, timezone.get_default_timezone())


def at_work(day: date, share: float) -> datetime:
    """A moment of the working day: its opening for 0, nearly its close for 1."""
    opens = instant(day, OPENS)
    return opens + (instant(day, CLOSES) - opens) * share
