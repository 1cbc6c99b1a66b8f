"""How much time a promise gives, as data: `5 workdays`."""

from dataclasses import dataclass
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal

MOST = 3660  # ten years of days: more is a slip of the pen, and would be counted out day by day


class LimitUnit(models.TextChoices):
    WORK_HOURS = "work_hours", _("work hours")
    WORKDAYS = "workdays", _("workdays")
    CALENDAR_DAYS = "calendar_days", _("calendar days")


@dataclass(frozen=True, slots=True)
class Limit:
    """An amount of 1 to 3660 in a unit; what it means for an instant is `WorkCalendar.due`."""

    amount: int
    unit: LimitUnit

    def __post_init__(self) -> None:
        if not 1 <= self.amount <= MOST:
            raise Refusal(_("A limit is a whole number from 1 to %(most)d.") % {"most": MOST})

    def __str__(self) -> str:
        """The form in which limits are stored and imported; `parse` reads it."""
        return f"{self.amount} {self.unit.value}"

    @classmethod
    def parse(cls, text: str) -> Self:
        amount, _space, unit = text.strip().partition(" ")
        if not amount.isdecimal() or unit not in LimitUnit.values:
            raise Refusal(
                _("%(text)s is not a limit. Write it like: 2 work_hours, 5 workdays, 60 calendar_days.")
                % {"text": text}
            )
        return cls(int(amount), LimitUnit(unit))
