from django.db import models

from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.transitions import Living, Transition


class SpecialDay(Living):
    """A correction of the office over the calendar of the State (`kernel.state_days`), which it outranks.

    `works` says whether this day is a workday, `source` where it is written: the number of the notice.
    """

    KIND = "calendar"
    LIFE = {"correct": Transition(Permission.CALENDAR_EDIT)}
    REPLAYED = frozenset({"day", "works", "name", "source"})

    day = models.DateField(unique=True)
    works = models.BooleanField()
    name = models.CharField(max_length=100)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"

    @property
    def name_in_ledger(self) -> str:
        return str(self.day)
