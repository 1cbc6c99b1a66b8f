"""Words and files that come to a matter after its first telling."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.models.beside import Beside
from qiaomen.kernel.models.files import KeptFile
from qiaomen.matters.models.matter import Matter


class Audience(models.TextChoices):
    INTERNAL = "internal", _("internal")
    RESIDENT = "resident", _("for the resident")
    VOICE = "voice", _("by the resident")


class Note(Beside):
    """A remark of the staff, a message to the resident, or what the resident added."""

    OWNER = "matter"

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="notes")
    audience = models.CharField(max_length=10, choices=Audience)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.audience}"


class Attachment(KeptFile):
    """A file, known by the hash of what is stored; photos have lost position and other metadata."""

    OWNER = "matter"

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="attachments")
    audience = models.CharField(max_length=10, choices=Audience)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.name
