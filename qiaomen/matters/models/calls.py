"""The list of call-backs: whom it leaves alone for a while, and what an office says on the telephone."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.models.beside import Beside
from qiaomen.kernel.permissions import Permission, Scope
from qiaomen.kernel.transitions import Living, Transition
from qiaomen.matters.models.matter import Matter
from qiaomen.matters.models.telling import Telling
from qiaomen.people.models import Unit


class CallHold(Beside):
    """A voice that is not called until an instant; one that was passed over, only not by the same person."""

    class Why(models.TextChoices):
        TAKEN = "taken", _("somebody is calling")
        LATER = "later", _("asked to be called later")
        SKIPPED = "skipped", _("passed over")

    OWNER = "matter"

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="call_holds")
    telling = models.ForeignKey(Telling, models.PROTECT, related_name="call_holds")
    why = models.CharField(max_length=10, choices=Why)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["by", "at"], name="call_hold_of_the_day")]

    def __str__(self) -> str:
        return f"{self.telling_id} {self.why}"


class CallScript(Living):
    """What the people of a desk say when they call back, by language; office words, about no resident."""

    KIND = "call_script"
    LIFE: ClassVar[Mapping[str, Transition]] = {"write": Transition(Permission.KNOWLEDGE_EDIT)}
    REPLAYED = frozenset({"unit_id", "texts"})

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="+")
    texts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.unit.code

    @property
    def name_in_ledger(self) -> str:
        return self.unit.code

    @property
    def scope(self) -> Scope:
        return self.unit.scope
