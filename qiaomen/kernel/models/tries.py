"""What is tried again and again."""

from django.db import models


class Tries(models.Model):
    """How often one thing was tried from one place within an hour; `key` begins with the hour."""

    key = models.CharField(max_length=120, primary_key=True)
    tries = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.key} {self.tries}"
