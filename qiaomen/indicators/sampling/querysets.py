"""Questions about many sampled cases."""

from typing import TYPE_CHECKING

from django.db import models

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Permission
from qiaomen.matters.models import Matter

if TYPE_CHECKING:
    from qiaomen.indicators.sampling.models import SampledCase  # noqa: F401 - the parameter of the generic


class CaseQuerySet(models.QuerySet["SampledCase"]):
    def checkable_by(self, actor: Actor) -> "CaseQuerySet":
        """Of matters that `actor` may both read and check, handled by no unit of theirs."""
        checker = Actor(actor.ref, actor.holding(Permission.CASE_CHECK), actor.units)
        readable = Matter.objects.visible_to(checker)
        own = sorted(actor.units)
        return self.filter(matter__in=readable).exclude(unit__in=own).exclude(matter__unit__in=own)

    def waiting(self) -> "CaseQuerySet":
        return self.filter(checked_at=None)

    def for_list(self) -> "CaseQuerySet":
        return self.select_related("sample", "unit", "matter__item", "matter__place", "finding").order_by(
            "sample__month", "unit__code", "matter__number"
        )
