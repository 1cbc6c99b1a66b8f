"""What happens to steps when nobody acts: some lapse, and whose turn it is gets reminded."""

from collections.abc import Iterator

from django.db.models import QuerySet

from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.calendar import calendar_now
from qiaomen.kernel.limits import Limit, LimitUnit
from qiaomen.matters.actions.stepping import lapse_step, remind_step
from qiaomen.matters.models import MatterStep
from qiaomen.matters.procedure import plan_of
from qiaomen.matters.states import OPEN
from qiaomen.matters.sweeps import on_each

SOON = Limit(1, LimitUnit.WORKDAYS)


def lapse(*, by: Actor) -> int:
    """End the openings that are late and not asked for any more; how many."""
    return on_each(_lapsing(), lambda row: lapse_step(row.matter, by=by, code=row.code))


def remind(*, by: Actor) -> int:
    """Nudge, once, whose turn it is with at most a workday left; not on the day on which the step opened."""
    soon = calendar_now().due(clock.now(), SOON)
    rows = _waiting().filter(unit__isnull=False, reminded_at=None, due_at__lte=soon)
    yesterdays = rows.filter(opened_at__date__lt=clock.today())
    return on_each(list(yesterdays), lambda row: remind_step(row.matter, by=by, row=row))


def _lapsing() -> Iterator[MatterStep]:
    for row in list(_waiting().filter(due_at__lt=clock.now())):
        step = plan_of(row.matter).step(row.code)
        if step and step.lapses:
            yield row


def _waiting() -> QuerySet[MatterStep]:
    """What is open, not filled in, and has a due instant."""
    rows = MatterStep.objects.filter(ended_at=None, filled_at=None, due_at__isnull=False)
    return rows.filter(matter__state__in=sorted(OPEN)).select_related("matter")
