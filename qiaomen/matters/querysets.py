"""Questions about many matters."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, FilteredRelation, Func, Q
from django.db.models.lookups import In

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Grant, Permission
from qiaomen.matters.states import HELD_BY_UNIT, OPEN, STANDING_CLOCK, UNANSWERED, State
from qiaomen.territory import paths
from qiaomen.territory.models import Place

if TYPE_CHECKING:
    from qiaomen.matters.models import Matter  # noqa: F401 - the parameter of the generic


RUNNING = tuple(sorted(UNANSWERED - STANDING_CLOCK))


def running_out_before(at: datetime) -> Q:
    """Of open matters those that `overdue` finds, for counting both in one go."""
    return Q(state__in=RUNNING, due_at__lt=at)


def _walked_within(path: str) -> Q:
    """The key under a unary plus, which keeps SQLite from starting at the places."""
    place = Func(F("place_id"), template="+%(expressions)s", output_field=models.BigIntegerField())
    return Q(In(place, Place.objects.filter(paths.below(path)).values("pk").query))


class MatterQuerySet(models.QuerySet["Matter"]):
    def visible_to(self, actor: Actor) -> "MatterQuerySet":
        """What the actor may read; the same answer as `actor.may(MATTER_READ, matter.scope)`."""
        return self._seen_by(actor, lambda path: paths.below(path, "place__path"))

    def passing_by(self, actor: Actor) -> "MatterQuerySet":
        """The same where an index is walked in its order: SQLite would begin at the places, and sort."""
        return self._seen_by(actor, _walked_within)

    def open(self) -> "MatterQuerySet":
        """Not at its end. Nothing open has been closed, which the indexes of the queues want to hear."""
        return self._standing_in(*sorted(OPEN))

    def overdue(self, at: datetime) -> "MatterQuerySet":
        """The promise has passed and there is no answer; the same as `Matter.is_overdue`."""
        return self._standing_in(*RUNNING).filter(due_at__lt=at)

    def to_sort(self) -> "MatterQuerySet":
        """Received, not yet with a unit: the desk's sorting queue."""
        return self._standing_in(State.RECEIVED)

    def to_call_back(self) -> "MatterQuerySet":
        return self._standing_in(State.ANSWERED)

    def numbered(self, text: str) -> "MatterQuerySet":
        """What goes by this number: its own in any one case, a platform's, or the source's of a telling."""
        told = self.model._default_manager.filter(tellings__source_no=text)
        own = Q(number__in={text, text.upper(), text.lower()})
        return self.filter(own | Q(external_no=text) | Q(pk__in=told.values("pk")))

    def followed_by(self, person: int) -> "MatterQuerySet":
        """What they follow; `following__seen` is how far each story was when they last looked."""
        mine = FilteredRelation("follows", condition=Q(follows__person=person))
        return self.annotate(following=mine).filter(following__isnull=False)

    def changed_since_looked(self) -> "MatterQuerySet":
        """Those of `followed_by` of which there is something new."""
        return self.filter(ledger_seq__gt=F("following__seen"))

    def _standing_in(self, *states: str) -> "MatterQuerySet":
        """Said once only: PostgreSQL takes what is said twice for two things that are rarely both true."""
        return self.filter(state__in=states, closed_at=None)

    def released(self) -> "MatterQuerySet":
        """Those of which the desk shows everybody a summary, the newest first.

        What was merged is told of where it is worked.
        """
        shown = self.filter(released_at__isnull=False).exclude(state=State.MERGED)
        return shown.order_by("-released_at", "-pk")

    def counted(self) -> "MatterQuerySet":
        """What stands in reports: no history, nothing excluded."""
        return self.filter(history=False, excluded=False)

    def _seen_by(self, actor: Actor, within: Callable[[str], Q]) -> "MatterQuerySet":
        reach = Q(pk__in=())
        for grant in actor.holding(Permission.MATTER_READ):
            reach |= self._reach(grant, within)
        return self.filter(reach).exclude(about_unit__in=sorted(actor.units))

    def _reach(self, grant: Grant, within: Callable[[str], Q]) -> Q:
        reach = Q(pk__isnull=False)
        if grant.below:
            reach &= within(grant.below)
        if grant.units is not None:
            reach &= self._involving(sorted(grant.units))
        if Permission.MATTER_CONFIDENTIAL not in grant.permissions:
            reach &= Q(confidential=False)
        if Permission.MATTER_UNSETTLED not in grant.permissions:
            reach &= Q(unsettled=False)
        return reach

    def _involving(self, units: list[int]) -> Q:
        everything = self.model._default_manager.all()
        assigned = everything.filter(assignments__unit__in=units, assignments__ended_at=None)
        assisting = everything.filter(
            assists__unit__in=units, assists__reported_at=None, state__in=sorted(HELD_BY_UNIT)
        )
        called = everything.filter(
            turnouts__unit__in=units,
            turnouts__reported_at=None,
            turnouts__excused_at=None,
            turnouts__whistle__ended_at=None,
            state__in=sorted(UNANSWERED),
        )
        return (
            Q(unit__in=units)
            | Q(desk__in=units)
            | Q(pk__in=assigned.values("pk"))
            | Q(pk__in=assisting.values("pk"))
            | Q(pk__in=called.values("pk"))
        )
