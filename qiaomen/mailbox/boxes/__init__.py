"""Where mails wait to be taken in. Each box has three places for what has been looked at.

A mail is read, then taken in with everything that follows, then moved: whatever happens in between, it is
found again and nothing is written twice. What was taken in or ignored is cleared away after a month.
"""

from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal

KEPT = timedelta(days=30)
LARGEST = 80 * 1024 * 1024  # bytes; a larger mail is not even fetched


class Shelf(StrEnum):
    """What has become of a mail."""

    TAKEN = "taken"
    IGNORED = "ignored"
    REFUSED = "refused"


class Slip(Protocol):
    """One mail that waits."""

    @property
    def name(self) -> str: ...

    def content(self) -> bytes: ...

    def put(self, shelf: Shelf, reason: str = "") -> str:
        """Where it lies now, as far as that has a name."""


class Box(Protocol):
    def waiting(self) -> Iterator[Slip]: ...

    def shelved(self, shelf: Shelf, name: str, message_id: str) -> Slip | None:
        """A mail that was put on a shelf; None when it is not there any more."""

    def clear(self) -> None: ...


def too_large() -> Refusal:
    return Refusal(_("It is larger than %d megabytes.") % (LARGEST // 1024**2))
