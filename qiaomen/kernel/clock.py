"""The only way to read the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

from django.utils import timezone

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC, in whole microseconds."""
    return _told.get() or datetime.now(UTC)


def today() -> date:
    """The day in the office's time zone."""
    return timezone.localtime(now()).date()


@contextmanager
def told(at: datetime) -> Iterator[None]:
    """Inside, it is `at`: for histories that are played (demonstration, tests), never for a live office."""
    token = _told.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _told.reset(token)
