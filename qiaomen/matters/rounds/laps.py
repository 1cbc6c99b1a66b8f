"""How often a round was due, how far it was walked each time, and what was missed. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from qiaomen.kernel.limits import Rhythm
from qiaomen.matters.rounds.models import Round

DAY = timedelta(days=1)
REMEMBERED = 60 * DAY  # how far back laps are told and the missed ones counted


class Seen(NamedTuple):
    """One look; `found` is the id of the matter that came of it."""

    checkpoint: str
    day: date
    by: str
    found: int | None


@dataclass(frozen=True, slots=True)
class Lap:
    """One time that a round is due: a day, a week from Monday, a month."""

    first: date
    last: date
    asked: Sequence[str]
    seen: Sequence[Seen]

    @property
    def open(self) -> list[str]:
        """The checkpoints that nobody has looked at, in order."""
        looked = {each.checkpoint for each in self.seen}
        return [name for name in self.asked if name not in looked]

    @property
    def done(self) -> int:
        return len(self.asked) - len(self.open)

    def is_missed(self, today: date) -> bool:
        """Whether it has ended and something was not looked at."""
        return self.last < today and bool(self.open)


def laps(row: Round, seen: Iterable[Seen], *, today: date, is_workday: Callable[[date], bool]) -> list[Lap]:
    """Of the last two months, newest first. One that the round's end cut short is none."""
    rhythm, by_lap = Rhythm(row.rhythm), defaultdict(list)
    for each in seen:
        by_lap[rhythm.first_day(each.day)].append(each)
    found = [_lap(row, first, by_lap[first]) for first in _firsts(row, today)]
    return [lap for lap in reversed(found) if lap.seen or _is_due(row, lap, is_workday)]


def lap_now(
    row: Round, seen: Iterable[Seen], *, today: date, is_workday: Callable[[date], bool]
) -> Lap | None:
    """The one that is under way; None on a day on which the round is not due."""
    newest = laps(row, seen, today=today, is_workday=is_workday)[:1]
    return next((lap for lap in newest if lap.last >= today), None)


def since(today: date) -> date:
    """The first day of which the looks are needed to tell the laps."""
    return min(rhythm.first_day(today - REMEMBERED) for rhythm in Rhythm)


def _firsts(row: Round, today: date) -> Iterator[date]:
    rhythm = Rhythm(row.rhythm)
    day = rhythm.first_day(max(row.from_day, today - REMEMBERED))
    while max(day, row.from_day) <= today:
        yield day
        day = rhythm.last_day(day) + DAY


def _lap(row: Round, first: date, seen: Sequence[Seen]) -> Lap:
    last = Rhythm(row.rhythm).last_day(first)
    return Lap(first, last, row.asked(max(first, row.from_day), last), seen)


def _is_due(row: Round, lap: Lap, is_workday: Callable[[date], bool]) -> bool:
    if row.ended_on and lap.last >= row.ended_on:
        return False
    return bool(lap.asked) and (row.rhythm != Rhythm.DAY or row.days_off or is_workday(lap.first))
