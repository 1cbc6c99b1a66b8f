"""Steps of a matter's procedure: whose turn it was, by when, what came of it, and who signed."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.models.beside import Beside
from qiaomen.matters.models.matter import Matter
from qiaomen.people.models import Unit


class MatterStepQuerySet(models.QuerySet["MatterStep"]):
    def late_with_no_unit(self) -> "MatterStepQuerySet":
        """What waits for the resident or for a role, and was nudged in vain: the desk has to see to it."""
        return self.filter(unit=None, ended_at=None, filled_at=None, reminded_at__gte=models.F("due_at"))


class MatterStep(Beside):
    """One opening of a step. Sent back, or overtaken by a change of the matter, it is opened anew.

    `unit` is whose turn it is; None for the resident, a role, any unit that helps, or a gate. `filled` holds
    what was filled in; with all signatures it is done.
    """

    class End(models.TextChoices):
        DONE = "done", _("completed")
        LEFT_OUT = "left_out", _("left out")
        LAPSED = "lapsed", _("lapsed")
        SENT_BACK = "sent_back", _("sent back")
        OVERTAKEN = "overtaken", _("overtaken")
        LED_BACK = "led_back", _("completed, and led back")

    OWNER = "matter"
    UNDONE = (End.SENT_BACK, End.OVERTAKEN, End.LED_BACK)  # as if the opening had not been

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="steps")
    code = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=80, blank=True)
    filled = models.JSONField(default=dict)
    filled_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=10, choices=End, blank=True)
    reason = models.TextField(blank=True)

    objects = MatterStepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "code"],
                condition=~models.Q(end__in=("sent_back", "overtaken", "led_back")),
                name="step_stands_once",
            )
        ]
        indexes = [
            models.Index(fields=["unit", "due_at"], condition=models.Q(ended_at=None), name="step_turn")
        ]
        ordering = ["opened_at", "id"]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.code}"

    @property
    def in_time(self) -> bool:
        """Whether it was filled in by its due instant; what has none is never late."""
        return self.due_at is None or (self.filled_at is not None and self.filled_at <= self.due_at)

    def is_late(self, at: datetime) -> bool:
        return self.filled_at is None and self.due_at is not None and self.due_at < at

    def is_reminded(self, at: datetime) -> bool:
        """Before it was due, or, once that has passed, since then."""
        if self.reminded_at is None or self.due_at is None:
            return self.reminded_at is not None
        return self.reminded_at >= self.due_at or at <= self.due_at


class StepSignature(Beside):
    """Who stands for what was filled in, and for which side; on paper, who saw the signature."""

    OWNER = "matter"

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="signatures")
    step = models.ForeignKey(MatterStep, models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=80)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "side", "by"], name="signature_once_a_person")]

    def __str__(self) -> str:
        return f"{self.step_id} {self.side}"
