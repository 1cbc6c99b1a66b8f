"""What was learned of how residents speak: counts by code, no words."""

from django.db import models


class Pair(models.Model):
    """A pair of characters: how many messages hold it, how often it is said, and how often within a name.

    Several pairs may share a code, and nothing leads from a code back to the words.
    """

    code = models.PositiveIntegerField(primary_key=True)
    holding = models.PositiveIntegerField()
    times = models.PositiveIntegerField()
    named = models.PositiveIntegerField()

    def __str__(self) -> str:
        return str(self.code)
