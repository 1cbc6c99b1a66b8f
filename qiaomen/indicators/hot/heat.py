"""How hot a problem is: a sum that anybody can do again, shown with its formula."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

OF_A_RESIDENT = 10
MOST_LIKES = 10  # for each resident: a campaign of likes doubles the heat and no more
LATELY = (7, 30)  # days


@dataclass(frozen=True, slots=True)
class Heat:
    """`lately`: residents who told first within the last 7 and the last 30 days of the day asked for."""

    residents: int
    likes: int
    lately: tuple[int, int]

    @property
    def index(self) -> int:
        likes = min(self.likes, MOST_LIKES * self.residents)
        return OF_A_RESIDENT * (self.residents + sum(self.lately)) + likes


def heat(told: Collection[tuple[str | int, date]], likes: int, today: date) -> Heat:
    """`told` has who told and on which day, in any order."""
    first: dict[str | int, date] = {}
    for who, day in told:
        first[who] = min(day, first.get(who, day))
    week, month = (sum(day > today - timedelta(days) for day in first.values()) for days in LATELY)
    return Heat(len(first), likes, (week, month))


def formula() -> str:
    return _(
        "Heat = 10 × residents + 10 × residents who first told within 30 days, and again 10 × those within 7 "
        "days, + likes (at most 10 for each resident)."
    )
