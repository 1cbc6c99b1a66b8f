"""Who told of a matter and how: one row a voice."""

from django.db import models

from qiaomen.kernel.lookup import tracking_code
from qiaomen.kernel.models.beside import Beside
from qiaomen.matters.channels import Channel
from qiaomen.matters.models.matter import Matter


class TellingQuerySet(models.QuerySet["Telling"]):
    def with_matter(self) -> "TellingQuerySet":
        """With all that a page for its teller asks of the matter's own row."""
        return self.select_related("matter", *(f"matter__{name}" for name in ("item", "place", "unit")))


class Telling(Beside):
    """One voice. Contacts are sealed with the data key of `matter`, found only by keyed hash.

    `key` makes intake idempotent, `fingerprint` (keyed) says whether the same key came with the same
    content. `who` is the keyed hash of the phone number, else of the mail address, else of the source's user
    name: two tellings with the same `who` are one voice. One that only `joined` what somebody else had told
    of adds to the heat from `verified_at` on, when a code sent to its number was typed in.
    """

    OWNER = "matter"

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="tellings")
    key = models.CharField(max_length=120, unique=True)
    fingerprint = models.CharField(max_length=80)
    channel = models.CharField(max_length=10, choices=Channel)
    source_no = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    sealed_name = models.BinaryField(null=True)
    sealed_phone = models.BinaryField(null=True)
    sealed_email = models.BinaryField(null=True)
    who = models.CharField(max_length=80, blank=True)
    has_contact = models.BooleanField(default=False)
    hide_from_unit = models.BooleanField(default=False)
    likes = models.PositiveIntegerField(default=0)
    objections = models.PositiveIntegerField(default=0)
    joined = models.BooleanField(default=False)
    verified_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField()

    objects = TellingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["who"]), models.Index(fields=["source_no"])]

    def __str__(self) -> str:
        return f"telling/{self.pk}"

    @property
    def name_beside(self) -> str:
        """A matter has one telling of its own, whose id is not known yet when its first line is written."""
        return "telling"

    @property
    def ref(self) -> str:
        return f"telling/{self.pk}"

    @property
    def code(self) -> str:
        """What the resident tracks the matter with; computed, so that the database does not hold it."""
        return tracking_code(self.key)


class CallBack(Beside):
    """One attempt to ask a voice whether it was responded to, solved, satisfying; answers may be absent."""

    OWNER = "matter"

    telling = models.ForeignKey(Telling, models.PROTECT, related_name="call_backs")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="call_backs")
    answer = models.ForeignKey("matters.Answer", models.PROTECT, related_name="call_backs", null=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    reached = models.BooleanField()
    contacted = models.BooleanField(null=True)
    solved = models.BooleanField(null=True)
    satisfaction = models.PositiveSmallIntegerField(null=True)
    comment = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["by", "at"], name="call_back_of_the_day")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(satisfaction__isnull=True) | models.Q(satisfaction__range=(1, 5)),
                name="call_back_satisfaction_1_to_5",
            )
        ]

    def __str__(self) -> str:
        return f"{self.telling_id} {self.at:%Y-%m-%d}"
