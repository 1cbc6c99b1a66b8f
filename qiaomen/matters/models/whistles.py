"""The whistle (吹哨报到): several offices called to the spot, who came, and how long each has."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.models.beside import Beside
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.transitions import Living, Transition
from qiaomen.matters.models.matter import Matter
from qiaomen.people.models import Unit


class Whistle(Beside):
    """One call to the spot. A matter has at most one that goes on."""

    class End(models.TextChoices):
        DONE = "done", _("everybody has come and reported, or is excused")
        ENDED = "ended", _("ended after the meeting")
        CALLED_OFF = "called_off", _("called off before the meeting")
        OVERTAKEN = "overtaken", _("ended with the matter")

    OWNER = "matter"

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="whistles")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # that blew it
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    task = models.TextField()
    spot = models.TextField()
    meet_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=10, choices=End, blank=True)
    end_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], condition=Q(ended_at=None), name="whistle_one_that_goes_on"
            )
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.meet_at:%Y-%m-%d %H:%M}"


class TurnoutManager(models.Manager["Turnout"]):
    """Each with its whistle: without it nobody knows whether it still has to come."""

    def get_queryset(self) -> "models.QuerySet[Turnout]":
        return super().get_queryset().select_related("whistle")


class Turnout(Beside):
    """One office that was called: whether it answered, came and reported. A fact that is missing is None.

    `mistaken` is one that was called by mistake and let go: it does not have to come, and no count has it.
    """

    OWNER = "matter"
    OPEN = Q(whistle__ended_at=None, reported_at=None, excused_at=None)

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="turnouts")
    whistle = models.ForeignKey(Whistle, models.PROTECT, related_name="turnouts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="turnouts")
    part = models.TextField(blank=True)
    meet_at = models.DateTimeField()  # later than the whistle's where it was called when others were there
    answer_due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)  # the first time; the last answer stands
    coming = models.BooleanField(null=True)
    reason = models.TextField(blank=True)
    arrived_at = models.DateTimeField(null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    reported_at = models.DateTimeField(null=True)
    report = models.TextField(blank=True)
    excused_at = models.DateTimeField(null=True)
    excuse = models.TextField(blank=True)
    mistaken = models.BooleanField(default=False)
    urged_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)

    objects = TurnoutManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["whistle", "unit"], condition=Q(mistaken=False), name="turnout_one_a_unit"
            ),
        ]
        indexes = [models.Index(fields=["unit", "reported_at"])]

    def __str__(self) -> str:
        return f"{self.whistle_id} {self.unit_id}"

    @property
    def is_open(self) -> bool:
        """Something is still to be done there; the same as `OPEN`."""
        return self.reported_at is None and self.excused_at is None and self.whistle.ended_at is None

    @property
    def task(self) -> str:
        """What it was called for: its own part, else what all were called for."""
        return self.part or self.whistle.task

    @property
    def late_by(self) -> timedelta | None:
        """How long after the hour for which it was called it came; None when in time or not there."""
        if self.arrived_at is None or self.arrived_at <= self.meet_at:
            return None
        return self.arrived_at - self.meet_at

    @property
    def had_to_come(self) -> bool:
        """Nobody ended the whistle before the hour for which it was called."""
        ended = self.whistle.ended_at
        return ended is None or ended >= self.meet_at

    def is_missing(self, at: datetime) -> bool:
        """The meeting took place without it, and nobody has excused it."""
        absent = self.arrived_at is None and self.excused_at is None
        return absent and self.had_to_come and self.meet_at < at


class OwnWhistleLimits(Living):
    """How long an office that is called has, where the house says otherwise than the program; one row.

    Each is a `Limit` as it is stored, "" for the program's own; `whistle_limits` reads it.
    """

    KIND = "whistle_limits"
    LIFE: ClassVar[Mapping[str, Transition]] = {"limit": Transition(Permission.CATALOGUE_EDIT)}
    REPLAYED = frozenset({"answer", "answer_emergency", "come", "come_emergency"})
    ONLY = 1  # its id

    answer = models.CharField(max_length=30, blank=True)
    answer_emergency = models.CharField(max_length=30, blank=True)
    come = models.CharField(max_length=30, blank=True)
    come_emergency = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="whistle_limits_once")]

    def __str__(self) -> str:
        return self.name_in_ledger

    @property
    def name_in_ledger(self) -> str:
        return "house"
