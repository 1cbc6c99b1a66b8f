from django.db import models

from qiaomen.kernel.models.ledger import Recorded


class Root(Recorded):
    """The root of a day: one digest over all heads of the ledger, chained to the one before (`kernel.roots`).

    It covers the lines up to the id `through`, `events` of them; its own line is covered by the next one.
    """

    KIND = "root"
    REPLAYED = frozenset({"day", "through", "events", "previous", "digest"})

    day = models.DateField(unique=True)
    through = models.PositiveBigIntegerField()
    events = models.PositiveBigIntegerField()
    previous = models.CharField(max_length=80)
    digest = models.CharField(max_length=80)

    class Meta:
        ordering = ["pk"]  # as they were cut: a clock that jumps back makes days that go back

    def __str__(self) -> str:
        return f"{self.day} {self.through} {self.events} {self.previous or '-'} {self.digest}"

    @property
    def name_in_ledger(self) -> str:
        return str(self.day)
