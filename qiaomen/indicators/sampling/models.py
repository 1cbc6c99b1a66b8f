"""The draw of a month, and each matter that was drawn."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qiaomen.indicators.sampling.checklists import Checklist, checklists
from qiaomen.indicators.sampling.querysets import CaseQuerySet
from qiaomen.kernel.models.ledger import Recorded
from qiaomen.kernel.permissions import Permission, Scope
from qiaomen.kernel.transitions import Living, Transition
from qiaomen.matters.models import Matter
from qiaomen.people.models import Unit

DRAWN, CHECKED = "drawn", "checked"
_STANDINGS = {DRAWN: _("to be checked"), CHECKED: _("checked")}


class Mark(models.TextChoices):
    """What the check says to one question of the list."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    APART = "apart", _("does not apply")


class Sample(Recorded):
    """The draw of a month. Never changed: its stream has one line, which tells how to repeat it.

    `seed` is the digest that the lots were cast with, `source` says whose digest; `pool` is the digest of
    what was drawn from (`drawing.pool_of`).
    """

    KIND = "sample"
    REPLAYED = frozenset({"month", "per_unit", "checklist", "seed", "source", "pool"})

    month = models.DateField(unique=True)  # its first day
    per_unit = models.PositiveSmallIntegerField()
    checklist = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=80)
    source = models.CharField(max_length=40)
    pool = models.CharField(max_length=80)

    class Meta:
        ordering = ["month"]
        constraints = [models.CheckConstraint(condition=Q(month__day=1), name="sample_by_first_day")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"

    @property
    def name_in_ledger(self) -> str:
        return str(self)

    @property
    def questions(self) -> Checklist:
        return checklists()[self.checklist]


class SampledCase(Living):
    """One matter that was drawn, of the unit that had answered it by then.

    `marks` holds what was said to each question, by its code. Remarks stand beside the matter itself.
    """

    KIND = "sampled_case"
    LIFE: ClassVar[Mapping[str, Transition]] = {
        "check": Transition(Permission.CASE_CHECK, sources=frozenset({DRAWN}))
    }
    REPLAYED = frozenset({"sample_id", "matter_id", "unit_id", "marks", "checked_at", "finding_id"})

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="cases")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    marks = models.JSONField(default=dict)
    checked_at = models.DateTimeField(null=True)
    finding = models.ForeignKey(Matter, models.PROTECT, related_name="+", null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sample", "matter"], name="case_drawn_once")]

    @property
    def name_in_ledger(self) -> str:
        return f"{self.sample}/{self.matter.number}"

    @property
    def scope(self) -> Scope:
        """The matter's own: only who may read it checks it."""
        return self.matter.scope

    @property
    def standing(self) -> str:
        return CHECKED if self.checked_at else DRAWN

    @property
    def standing_label(self) -> str:
        return str(_STANDINGS[self.standing])
