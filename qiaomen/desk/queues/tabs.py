"""The queues: which matters stand in each, in which order, for whom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.queues.paging import LAST_CHANGED, NEWEST, OLDEST_DUE, Order
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Permission as May
from qiaomen.matters.models import Assist, Matter, MatterStep, Turnout
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.matters.states import State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ORDERS: Mapping[str, tuple["StrOrPromise", Order]] = MappingProxyType(
    {
        "due": (_("due first"), OLDEST_DUE),
        "received": (_("received last"), NEWEST),
        "changed": (_("changed last"), LAST_CHANGED),
    }
)
TO_ACT = (State.RECEIVED, State.ASSIGNED, State.HANDLING)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who is away, and the units in which the asker stands in for them."""

    person: int
    name: str
    units: frozenset[int]


@dataclass(frozen=True, slots=True)
class Asker:
    """Whose queues, and when."""

    actor: Actor
    person: int
    now: datetime
    stands_for: "tuple[Colleague, ...]" = ()

    @property
    def units(self) -> list[int]:
        return sorted(self.actor.units)

    def matters(self) -> MatterQuerySet:
        """Each queue walks the index of its order, a page or a thousand lines long."""
        return Matter.objects.passing_by(self.actor)

    def live(self) -> MatterQuerySet:
        """What is worked on; old matters that were taken in for the record are not."""
        return self.matters().filter(history=False)


@dataclass(frozen=True, slots=True)
class Tab:
    """One queue; `empty` is what to say and do when nothing stands in it.

    What is not open has no index by who may see it: counting all of that would read everything.
    """

    name: str
    label: "StrOrPromise"
    empty: "StrOrPromise"
    pick: Callable[[Asker], MatterQuerySet]
    order: Order = OLDEST_DUE
    needs: May = May.MATTER_READ
    counted: bool = True
    counts: Callable[[Asker], MatterQuerySet] | None = None  # where it is not all of them that count
    columns: tuple[str, ...] = ()


def _today(asker: Asker) -> MatterQuerySet:
    """Where it is this person's turn: entrusted to them, or to their unit and to nobody in it."""
    ours = Q(unit__in=asker.units, officer=None) | Q(officer=asker.person)
    to_ask = Q(state=State.ANSWERED, desk__in=asker.units)
    helping = Assist.objects.filter(unit__in=asker.units, reported_at=None).values("matter")
    called = Turnout.objects.filter(Turnout.OPEN, unit__in=asker.units).values("matter")
    steps = MatterStep.objects.filter(unit__in=asker.units, ended_at=None).values("matter")
    late = Q(pk__in=MatterStep.objects.late_with_no_unit().values("matter"), desk__in=asker.units)
    beside = Q(pk__in=helping) | Q(pk__in=called) | Q(pk__in=steps) | late
    return asker.live().open().filter((ours & Q(state__in=TO_ACT)) | to_ask | beside)


TABS = (
    Tab("today", _("My work today"), _("Nothing waits for you. New work appears here by itself."), _today),
    Tab(
        "mine",
        _("Entrusted to me"),
        _("Nobody has entrusted a matter to you. Look at your unit's."),
        lambda asker: asker.live().open().filter(officer=asker.person),
    ),
    Tab(
        "unit",
        _("My unit's"),
        _("Your unit has no open matter."),
        lambda asker: asker.live().open().filter(unit__in=asker.units),
    ),
    Tab(
        "sorting",
        _("To sort"),
        _("Everything is sorted. New matters appear here until a unit has them."),
        lambda asker: asker.live().to_sort(),
        needs=May.MATTER_SORT,
    ),
    Tab(
        "call-back",
        _("To call back"),
        _("No resident waits for a call. Answered matters appear here until they are closed."),
        lambda asker: asker.live().to_call_back(),
        needs=May.MATTER_CALL_BACK,
    ),
    Tab(
        "overdue",
        _("Overdue"),
        _("Nothing is overdue."),
        lambda asker: asker.live().overdue(asker.now),
    ),
    Tab(
        "followed",
        _("What I follow"),
        _("You follow no matter. “Follow” on a matter's page puts it here, and tells when it has changed."),
        lambda asker: asker.matters().followed_by(asker.person),
        LAST_CHANGED,
        counts=lambda asker: asker.matters().followed_by(asker.person).changed_since_looked(),
        columns=("following__seen",),
    ),
    Tab("all", _("All"), _("There is no matter yet that you may see."), Asker.matters, NEWEST, counted=False),
)
REQUESTS = _("Requests to decide")  # no matters: see `wishes`
WHISTLES = _("Whistles for us")  # no matters either: see `whistles`

BY_NAME = {tab.name: tab for tab in TABS}


def shown_to(asker: Asker) -> list[Tab]:
    """Their own queues, and that of each colleague for whom they stand in."""
    own = [tab for tab in TABS if asker.actor.holding(tab.needs)]
    colleagues = [_of_colleague(one) for one in asker.stands_for] if own else []
    return [*own[:2], *colleagues, *own[2:]]


def _of_colleague(one: Colleague) -> Tab:
    return Tab(
        f"for-{one.person}",
        _("For %s") % one.name,
        _("Nothing is entrusted to %s.") % one.name,
        lambda asker: asker.live().open().filter(officer=one.person, unit__in=sorted(one.units)),
    )


def named(asker: Asker, name: str) -> Tab | None:
    """The queue of this name, if it is one of theirs."""
    return next((tab for tab in shown_to(asker) if tab.name == name), None)
