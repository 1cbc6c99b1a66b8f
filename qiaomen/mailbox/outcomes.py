"""What becomes of a mail."""

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    NEW = "new"
    ADDED = "added"
    ALREADY = "already"
    IGNORED = "ignored"  # a machine has written it
    RETURNED = "returned"  # a mail of ours that has come back
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`number` is that of the matter; `reason` says why a mail was refused."""

    fate: Fate
    number: str = ""
    reason: str = ""
