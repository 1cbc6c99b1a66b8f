"""What happens to a matter on its way: assignments, answers, help by other units."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.catalogue.models import Rule
from qiaomen.kernel.models.beside import Beside
from qiaomen.matters.models.matter import Matter
from qiaomen.matters.states import Outcome
from qiaomen.people.models import Unit


class Assignment(Beside):
    """One level of the stack (city, street, community). A return ends the deepest one and goes back up."""

    class End(models.TextChoices):
        RETURNED = "returned", _("returned")
        REPLACED = "replaced", _("given to another unit")
        ANSWERED = "answered", _("answered")
        ENDED = "ended", _("ended with the matter")

    OWNER = "matter"

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="assignments")
    depth = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    accept_due_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=10, choices=End, blank=True)
    rule = models.ForeignKey(Rule, models.PROTECT, related_name="+", null=True)
    final = models.BooleanField(default=False)
    minutes = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "depth"], condition=models.Q(ended_at=None), name="assignment_one_a_level"
            )
        ]
        indexes = [models.Index(fields=["unit", "ended_at"])]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.depth} {self.unit_id}"


class Answer(Beside):
    """What the resident is told. Redone answers stay, and their verdicts stay counted.

    `short_answer` is the one that it was made from: a use of it, counted as long as there are matters.
    """

    OWNER = "matter"

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="answers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    planned_for = models.DateField(null=True)
    text = models.TextField()
    short_answer = models.ForeignKey(ShortAnswer, models.PROTECT, related_name="uses", null=True)
    redone_at = models.DateTimeField(null=True)
    redo_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.at:%Y-%m-%d}"


class Assist(Beside):
    """A second unit that helps, until it has reported."""

    OWNER = "matter"

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="assists")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assists")
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    task = models.TextField()
    reported_at = models.DateTimeField(null=True)
    report = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "unit"], name="assist_one_a_unit")]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.unit_id}"
