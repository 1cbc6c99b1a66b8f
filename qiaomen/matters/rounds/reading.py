"""The laps of rounds as they stand today, in two queries however many rounds there are."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from qiaomen.kernel import clock
from qiaomen.kernel.calendar import calendar_now
from qiaomen.matters.rounds.laps import Lap, Seen, lap_now, laps, since
from qiaomen.matters.rounds.models import Look, Round


def laps_of(rows: Iterable[Round]) -> Mapping[int, list[Lap]]:
    """By the id of the round, newest first."""
    rounds, today = list(rows), clock.today()
    seen, is_workday = _seen(rounds, today), _workdays()
    return {row.pk: laps(row, seen[row.pk], today=today, is_workday=is_workday) for row in rounds}


def laps_now(rows: Iterable[Round]) -> list[tuple[Round, Lap]]:
    """The rounds that are due, each with its lap."""
    rounds, today = list(rows), clock.today()
    if not rounds:
        return []
    seen, is_workday = _seen(rounds, today), _workdays()
    found = ((row, lap_now(row, seen[row.pk], today=today, is_workday=is_workday)) for row in rounds)
    return [(row, lap) for row, lap in found if lap]


def _workdays() -> Callable[[date], bool]:
    return calendar_now().is_workday


def _seen(rounds: Iterable[Round], today: date) -> Mapping[int, list[Seen]]:
    found = defaultdict(list)
    looks = Look.objects.filter(round__in=rounds, day__gte=since(today)).order_by("day", "pk")
    for pk, *said in looks.values_list("round_id", *Seen._fields):
        found[pk].append(Seen._make(said))
    return found
