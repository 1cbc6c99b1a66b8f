"""The days that a report is about."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Period:
    """From the morning of the first day to the night of the last, in the office's zone; None is unbounded."""

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.first > self.last:
            raise Refusal(_("The period ends before it begins. Change one of its two days."))

    @classmethod
    def month(cls, day: date) -> Self:
        """The calendar month that `day` lies in."""
        return cls(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))

    @property
    def whole_month(self) -> date | None:
        """The first day of the month that this is, if it is one."""
        return self.first if self.first and self == Period.month(self.first) else None

    def has(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def holds(self, column: str) -> Q:
        """Rows whose instant in `column` lies in the period."""
        reach = Q(**{f"{column}__isnull": False})
        if self.first:
            reach &= Q(**{f"{column}__gte": _midnight(self.first)})
        if self.last:
            reach &= Q(**{f"{column}__lt": _midnight(self.last + timedelta(days=1))})
        return reach


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
