from django.db import models


class SpecialDay(models.Model):
    """A correction of the office over the calendar of the State (`kernel.state_days`), which it outranks.

    `works` says whether this day is a workday, `source` where it is written: the number of the notice.
    """

    day = models.DateField(unique=True)
    works = models.BooleanField()
    name = models.CharField(max_length=100)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["day"]
