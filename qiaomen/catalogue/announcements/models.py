"""An announcement, as residents read it."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.announcements.querysets import AnnouncementQuerySet
from qiaomen.kernel.permissions import Permission, Scope
from qiaomen.kernel.transitions import Living, Transition
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place

_EDIT = Transition(Permission.ANNOUNCE, sources=frozenset({"current"}))
_STANDINGS = {"current": _("in use"), "ended": _("taken back")}


class Announcement(Living):
    """What `unit` tells everybody in `place`, from a day to a day. Office words, about no resident.

    What was announced stays known: it is taken back, never deleted.
    """

    KIND = "announcement"
    SERIES = "announcement"
    LIFE: ClassVar[Mapping[str, Transition]] = {"revise": _EDIT, "take_back": _EDIT}
    REPLAYED = frozenset("number title text place_id unit_id from_day to_day ended_on".split())

    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=120)
    text = models.TextField()
    place = models.ForeignKey(Place, models.PROTECT, related_name="announcements")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="announcements")
    from_day = models.DateField()
    to_day = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        ordering = ["-from_day", "-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_day=None) | Q(to_day__gte=F("from_day")), name="announcement_days_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def name_in_ledger(self) -> str:
        return str(self.number)

    @property
    def scope(self) -> Scope:
        return scope_of(self.place, self.unit)

    @property
    def standing(self) -> str:
        return "ended" if self.ended_on else "current"

    @property
    def standing_label(self) -> str:
        return str(_STANDINGS[self.standing])

    def is_shown(self, day: date) -> bool:
        """Whether residents read it on that day; the same as the filter `shown`."""
        return not self.ended_on and self.from_day <= day and (self.to_day is None or day <= self.to_day)


def scope_of(place: Place, unit: Unit) -> Scope:
    """A unit announces where its people have their posts."""
    return Scope(path=place.path, units=frozenset({unit.pk}))
