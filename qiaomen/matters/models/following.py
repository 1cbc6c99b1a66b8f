"""What people follow."""

from django.db import models

from qiaomen.matters.models.matter import Matter
from qiaomen.people.models import Person


class Follow(models.Model):
    """Somebody wants to hear when a matter changes; `seen` is how far its story was when they last looked.

    No line of the ledger says so: it is of no account to the resident or the office, only to whoever follows.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="follows")
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="follows")
    seen = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "matter"], name="follow_once")]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.matter_id}"
