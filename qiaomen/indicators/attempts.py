"""From call-back attempts to verdicts: who of those who were reached is counted, and by which words."""

from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple


class Voice(NamedTuple):
    """Whoever told of the matter `lead`, however often: a keyed hash, or the telling of somebody unknown."""

    lead: int
    who: str | int


class Attempt(NamedTuple):
    """One call-back that reached its voice. `own`: entered by the very person who gave the answer;
    `written`: by the resident themselves.
    """

    voice: Voice
    own: bool
    written: bool
    answer: int | None
    unit: int | None  # that gave the answer
    contacted: bool | None
    solved: bool | None
    satisfaction: int | None


def last_words(attempts: Iterable[Attempt]) -> list[Attempt]:
    """Of attempts in their order: the last of each voice on each answer, own ones put aside.

    What a resident has written stands above what the desk noted down, before or after.
    """
    heard = [attempt for attempt in attempts if not attempt.own]
    said = {(attempt.voice, attempt.answer): attempt for attempt in sorted(heard, key=attrgetter("written"))}
    return list(said.values())
