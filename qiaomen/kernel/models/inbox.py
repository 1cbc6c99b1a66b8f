"""Mails that came in and became nothing."""

from django.db import models


class PutAside(models.Model):
    """One such mail: what became of it, why, when, and from whom as far as a masked address says.

    No words of it are here, and after a month not even this. `name` and `message_id` are what it is found by
    where it lies. `wanted_by` has asked to have it taken in after all.
    """

    box = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=255, blank=True)
    message_id = models.CharField(max_length=320, blank=True)
    fate = models.CharField(max_length=10)
    reason = models.CharField(max_length=300, blank=True)
    sender = models.CharField(max_length=260, blank=True)
    at = models.DateTimeField(db_index=True)
    wanted_by = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return f"{self.fate}: {self.name}"
