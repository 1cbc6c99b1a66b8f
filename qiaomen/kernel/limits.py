"""How much time a promise gives, as data: `5 workdays`."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from qiaomen.kernel.refusal import Refusal

EXAMPLES = "30 minutes, 24 hours, 2 work_hours, 5 workdays, 60 calendar_days"
MOST = 3660  # ten years of days: more is a slip of the pen, and would be counted out day by day


class LimitUnit(models.TextChoices):
    MINUTES = "minutes", _("minutes")
    HOURS = "hours", _("hours")
    WORK_HOURS = "work_hours", _("work hours")
    WORKDAYS = "workdays", _("workdays")
    CALENDAR_DAYS = "calendar_days", _("calendar days")


_IN_WORDS = {
    LimitUnit.MINUTES: ngettext_lazy("%d minute", "%d minutes"),
    LimitUnit.HOURS: ngettext_lazy("%d hour", "%d hours"),
    LimitUnit.WORK_HOURS: ngettext_lazy("%d work hour", "%d work hours"),
    LimitUnit.WORKDAYS: ngettext_lazy("%d workday", "%d workdays"),
    LimitUnit.CALENDAR_DAYS: ngettext_lazy("%d day", "%d days"),
}


@dataclass(frozen=True, slots=True)
class Limit:
    """An amount of 1 to 3660 in a unit; what it means for an instant is `WorkCalendar.due`."""

    amount: int
    unit: LimitUnit

    def __post_init__(self) -> None:
        if not 1 <= self.amount <= MOST:
            raise Refusal(
                _("A limit is a whole number from 1 to %(most)d and its unit. Write it like: %(examples)s.")
                % {"most": MOST, "examples": EXAMPLES}
            )

    def __str__(self) -> str:
        """The form in which limits are stored and imported; `parse` reads it."""
        return f"{self.amount} {self.unit.value}"

    def in_words(self) -> str:
        return _IN_WORDS[self.unit] % self.amount

    @classmethod
    def parse(cls, text: str) -> Self:
        amount, _space, unit = text.strip().partition(" ")
        if not amount.isdecimal() or unit not in LimitUnit.values:
            raise Refusal(
                _("%(text)s is not a limit. Write it like: %(examples)s.")
                % {"text": text[:40], "examples": EXAMPLES}
            )
        return cls(int(amount[:9]), LimitUnit(unit))


class Rhythm(models.TextChoices):
    """By when, for who comes round: the limit ends with the day, the week or the month that it began in."""

    DAY = "same_day", _("the same day")
    WEEK = "same_week", _("the same week")
    MONTH = "same_month", _("the same month")

    def first_day(self, day: date) -> date:
        """The first day of the period that `day` is in."""
        if self is Rhythm.DAY:
            return day
        if self is Rhythm.WEEK:
            return day - timedelta(days=day.isoweekday() - 1)
        return day.replace(day=1)

    def last_day(self, day: date) -> date:
        """The last day of the period that `day` is in; weeks end on Sunday (ISO 8601)."""
        if self is Rhythm.DAY:
            return day
        if self is Rhythm.WEEK:
            return day + timedelta(days=7 - day.isoweekday())
        return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def limit_or_rhythm(text: str) -> Limit | Rhythm:
    """`5 workdays` or `same_week`."""
    return Rhythm(text.strip()) if text.strip() in Rhythm.values else Limit.parse(text)
