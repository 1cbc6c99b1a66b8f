"""Numbers that people read aloud."""

from django.db import models


class Counter(models.Model):
    """The last number given in a series (JY-2026); its row stays locked until the giver commits."""

    series = models.CharField(max_length=40, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.series} {self.last}"
