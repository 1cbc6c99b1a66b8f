"""What happens to steps when nobody acts: some lapse, and whose turn it is gets reminded."""

from collections.abc import Iterator

from django.db.models import F, QuerySet

from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.calendar import calendar_now
from qiaomen.matters.actions.stepping import lapse_step, remind_step
from qiaomen.matters.models import MatterStep
from qiaomen.matters.procedure import plan_of
from qiaomen.matters.states import OPEN
from qiaomen.matters.sweeps import ONE_WORKDAY, on_each


def lapse(*, by: Actor) -> int:
    """End the openings that are late and not asked for any more; how many."""
    return on_each(_lapsing(), lambda row: lapse_step(row.matter, by=by, code=row.code))


def remind(*, by: Actor) -> int:
    """Nudge, once, whom a step waits for with at most a workday left; not on the day on which it opened."""
    soon = calendar_now().due(clock.now(), ONE_WORKDAY)
    rows = _waiting().filter(reminded_at=None, due_at__lte=soon)
    yesterdays = rows.filter(opened_at__date__lt=clock.today())
    return on_each(list(yesterdays), lambda row: remind_step(row.matter, by=by, row=row))


def remind_late(*, by: Actor) -> int:
    """Nudge, once more, who is a workday late; a step that lapses is none. For a resident it is the desk."""
    now, calendar = clock.now(), calendar_now()
    rows = _waiting().filter(due_at__lt=now, reminded_at__lt=F("due_at"))
    late = [row for row in rows if row.due_at and calendar.due(row.due_at, ONE_WORKDAY) <= now]
    return on_each(late, lambda row: remind_step(row.matter, by=by, row=row))


def _lapsing() -> Iterator[MatterStep]:
    for row in list(_waiting().filter(due_at__lt=clock.now())):
        step = plan_of(row.matter).step(row.code)
        if step and step.lapses:
            yield row


def _waiting() -> QuerySet[MatterStep]:
    """What is open, not filled in, and has a due instant."""
    rows = MatterStep.objects.filter(ended_at=None, filled_at=None, due_at__isnull=False)
    return rows.filter(matter__state__in=sorted(OPEN)).select_related("matter")
