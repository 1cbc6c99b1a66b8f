"""What an installation has learned about items, and how sure a proposal must be; one row."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.transitions import Living, Transition

_EDIT = Transition(Permission.CATALOGUE_EDIT)
THOUSAND = 1000
USUAL_CONFIDENCE = 600  # of a thousand: our own, changed by an office as it sees the proposals


class Learner(Living):
    """What the model in use was trained on, and its checksum; `number` 0 while there is none.

    `probe` is the checksum of a second model that has not seen the messages held out: the next one is
    compared with it. `confidence` and `macro_f1` are thousandths, since the ledger knows no fractions.
    """

    KIND = "learner"
    LIFE: ClassVar[Mapping[str, Transition]] = {
        "learn": _EDIT,
        "keep": _EDIT,
        "tune": _EDIT,
        "propose": _EDIT,
        "order": _EDIT,
        "drop": _EDIT,
    }
    REPLAYED = frozenset(
        "code confidence number checksum probe features messages labels digest macro_f1 learned_on "
        "proposed_on".split()
    )

    code = models.CharField(max_length=20, unique=True)
    confidence = models.PositiveSmallIntegerField(default=USUAL_CONFIDENCE)
    number = models.PositiveIntegerField(default=0)
    checksum = models.CharField(max_length=64, blank=True)
    probe = models.CharField(max_length=64, blank=True)
    features = models.PositiveSmallIntegerField(default=0)
    messages = models.PositiveIntegerField(default=0)
    labels = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True)
    macro_f1 = models.PositiveSmallIntegerField(default=0)
    learned_on = models.DateField(null=True)
    proposed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(confidence__range=(1, THOUSAND)), name="learner_confidence")
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def name_in_ledger(self) -> str:
        return self.code
