"""From call-back attempts to verdicts: who of those who were reached is counted, and by which words."""

from collections.abc import Iterable
from typing import NamedTuple


class Voice(NamedTuple):
    """Whoever told of the matter `lead`, however often: a keyed hash, or the telling of somebody unknown."""

    lead: int
    who: str | int


class Attempt(NamedTuple):
    """One call-back that reached its voice. `own`: entered by the very person who gave the answer."""

    voice: Voice
    own: bool
    answer: int | None
    unit: int | None  # that gave the answer
    contacted: bool | None
    solved: bool | None
    satisfaction: int | None


def last_words(attempts: Iterable[Attempt]) -> list[Attempt]:
    """Of attempts in their order: the last of each voice on each answer, own ones put aside."""
    said = {(attempt.voice, attempt.answer): attempt for attempt in attempts if not attempt.own}
    return list(said.values())
