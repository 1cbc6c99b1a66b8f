"""Questions about many announcements."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Permission
from qiaomen.territory import paths
from qiaomen.territory.models import Place

if TYPE_CHECKING:
    from qiaomen.catalogue.announcements.models import Announcement  # noqa: F401 - the generic's parameter


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    def shown(self, day: date) -> "AnnouncementQuerySet":
        """What residents read on that day; the same as `Announcement.is_shown`."""
        running = Q(to_day=None) | Q(to_day__gte=day)
        return self.filter(running, ended_on=None, from_day__lte=day)

    def concerning(self, place: Place) -> "AnnouncementQuerySet":
        """What is told in `place`: to all around it, and to parts of it."""
        return self.filter(Q(place__path__in=paths.line(place.path)) | paths.below(place.path, "place__path"))

    def visible_to(self, actor: Actor) -> "AnnouncementQuerySet":
        """Those that the actor writes: of their units, below the places of their posts."""
        reach = Q(pk__in=())
        for grant in actor.holding(Permission.ANNOUNCE):
            below = paths.below(grant.below, "place__path")
            reach |= below if grant.units is None else below & Q(unit__in=sorted(grant.units))
        return self.filter(reach)

    def for_list(self) -> "AnnouncementQuerySet":
        return self.select_related("place", "unit")
