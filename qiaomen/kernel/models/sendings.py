"""What devices in the field have sent."""

from django.db import models


class Sending(models.Model):
    """One thing that somebody's device has sent, by the key that it was given there, and what it was told.

    Never anything of what was sent: `outcome` holds a matter's number and how far its story had come.
    """

    by = models.CharField(max_length=80)
    key = models.UUIDField()
    at = models.DateTimeField()
    outcome = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "key"], name="sending_once")]

    def __str__(self) -> str:
        return f"{self.by} {self.key}"
