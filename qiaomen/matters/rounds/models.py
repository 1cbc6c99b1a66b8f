"""A round, as an office lays it down, and each look at one of its checkpoints."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.limits import Rhythm
from qiaomen.kernel.models.beside import Beside
from qiaomen.kernel.permissions import Permission, Scope
from qiaomen.kernel.transitions import Living, Transition
from qiaomen.matters.models.matter import Matter
from qiaomen.matters.rounds.querysets import RoundQuerySet
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place

_CURRENT = frozenset({"current"})
_EDIT = Transition(Permission.ROUND_EDIT, sources=_CURRENT)
_STANDINGS = {"current": _("in use"), "ended": _("ended")}


class Round(Living):
    """What is looked at in `place`, once a day, a week or a month. The office's words, about no resident.

    `checkpoints` are in the order of the way: name, first day, and the first day on which it is asked no
    more ("" while it is). `days_off` says that a daily round is walked on days off too.
    """

    KIND = "round"
    SERIES = "round"
    LIFE: ClassVar[Mapping[str, Transition]] = {
        "revise": _EDIT,
        "end": _EDIT,
        "look": Transition(Permission.ROUND_WALK, sources=_CURRENT),
    }
    REPLAYED = frozenset(
        "number name advice place_id unit_id rhythm days_off checkpoints from_day ended_on".split()
    )

    number = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=60)
    advice = models.TextField(blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="rounds")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="rounds")
    rhythm = models.CharField(max_length=10, choices=Rhythm)
    days_off = models.BooleanField()
    checkpoints = models.JSONField()
    from_day = models.DateField()
    ended_on = models.DateField(null=True)  # the first day on which nobody walks it any more

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name

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

    def asked(self, first: date, last: date) -> list[str]:
        """The checkpoints that are asked from the first of these days to the last, in order."""
        return [
            each["name"]
            for each in self.checkpoints
            if each["from"] <= first.isoformat() and (not each["until"] or each["until"] > last.isoformat())
        ]


class Look(Beside):
    """Somebody looked at a checkpoint, and found something or nothing.

    Of the way only the day is kept: neither the hour nor a position.
    """

    OWNER = "round"

    round = models.ForeignKey(Round, models.PROTECT, related_name="looks")
    checkpoint = models.CharField(max_length=60)
    day = models.DateField()
    by = models.CharField(max_length=80)
    found = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["day", "id"]
        indexes = [models.Index(fields=["round", "day"], name="look_by_round_and_day")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.checkpoint} {self.day}"


def scope_of(place: Place, unit: Unit) -> Scope:
    return Scope(path=place.path, units=frozenset({unit.pk}))
