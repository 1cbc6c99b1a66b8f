"""What verification says in the end."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Break:
    """Something that is wrong, and where: `what` is a sentence for people."""

    where: str
    what: str


@dataclass(slots=True)
class Verdict:
    """How much was checked, and the first break if there is one: what comes after it was not looked at."""

    events: int = 0
    streams: int = 0
    rows: int = 0
    roots: int = 0
    files: int = 0
    broken: Break | None = None
