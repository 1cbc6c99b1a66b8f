"""The mails by which somebody told of a matter or added to it."""

from django.db import models

from qiaomen.kernel.models.files import KeptFile
from qiaomen.matters.models.matter import Matter


class Mail(KeptFile):
    """A mail as it came: the file is sealed with the data key of `matter`, and erased with its words.

    `key` is a keyed hash of the Message-ID and says whether the mail is in already, `fingerprint` (keyed)
    whether it came with the same content. A mail that is too large to be kept has no file from the beginning.
    """

    OWNER = "matter"

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="mails")
    telling = models.ForeignKey("matters.Telling", models.PROTECT, related_name="mails")
    key = models.CharField(max_length=64, unique=True)
    fingerprint = models.CharField(max_length=64)
    sealed_id = models.BinaryField(null=True)  # the Message-ID, for the mail that replies to it
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"mail/{self.pk}"
