"""Questions about many rounds."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Permission
from qiaomen.people.querysets import EVERYTHING, NOTHING
from qiaomen.territory import paths

if TYPE_CHECKING:
    from qiaomen.matters.rounds.models import Round  # noqa: F401 - the generic's parameter


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, actor: Actor) -> "RoundQuerySet":
        """Those of which the actor reads how they are walked."""
        return self._reached(actor, Permission.ROUND_READ)

    def walked_by(self, actor: Actor, day: date) -> "RoundQuerySet":
        """Those that the actor may walk on that day."""
        return self._reached(actor, Permission.ROUND_WALK).filter(from_day__lte=day, ended_on=None)

    def for_list(self) -> "RoundQuerySet":
        """Those in use first."""
        return self.select_related("place", "unit").order_by("ended_on", "number")

    def _reached(self, actor: Actor, permission: Permission) -> "RoundQuerySet":
        reach = NOTHING
        for grant in actor.holding(permission):
            reached = EVERYTHING & paths.below(grant.below, "place__path")
            reach |= reached if grant.units is None else reached & Q(unit__in=sorted(grant.units))
        return self.filter(reach)
