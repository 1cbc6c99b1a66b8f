"""By when a step is due. Its clock stands exactly while the matter's own does."""

from collections.abc import Iterable
from datetime import datetime

from qiaomen.catalogue.procedures.language import RECEIPT, Step
from qiaomen.kernel import ledger
from qiaomen.kernel.limits import LimitUnit, Rhythm
from qiaomen.matters.context import Context
from qiaomen.matters.models import Matter, MatterStep
from qiaomen.matters.procedure import FROM_RECEIPT, plan_of, standing_rows
from qiaomen.matters.standstills import Stand, stands

Rows = dict[str, MatterStep]


def due_of(
    matter: Matter, step: Step, opened_at: datetime, rows: Rows, further: Iterable[Stand] = ()
) -> datetime | None:
    """None without a limit, and for what is taken in for the record.

    What the clock stood since the limit began to run is given back; `further` stands in no line yet.
    """
    if step.limit is None or matter.history:
        return None
    start = _start(matter, step, opened_at, rows)
    calendar = Context.load(opened_at).house.calendar
    if isinstance(step.limit, Rhythm):
        due, unit = calendar.end_of(start, step.limit), LimitUnit.WORKDAYS
    else:
        due, unit = calendar.due(start, step.limit), step.limit.unit
    for since, until in [*stands(ledger.story(matter.stream)), *further]:
        due = calendar.shifted(due, max(since, start), until, unit)
    return due


def moved(matter: Matter, further: Iterable[Stand] = ()) -> list[MatterStep]:
    """The openings that wait, with another due instant than they had; not saved."""
    plan, rows = plan_of(matter), standing_rows(matter)
    waiting = [row for row in rows.values() if not (row.filled_at or row.ended_at)]
    found = []
    for row in waiting:
        step = plan.step(row.code)
        due = due_of(matter, step, row.opened_at, rows, further) if step else row.due_at
        if due != row.due_at:
            row.due_at = due
            found.append(row)
    return found


def _start(matter: Matter, step: Step, opened_at: datetime, rows: Rows) -> datetime:
    """From when the limit runs; asked later, it is the same."""
    if step.limit_from == RECEIPT or (not step.limit_from and _begins(matter, step, opened_at)):
        return matter.received_at
    earlier = rows.get(step.limit_from)
    done = earlier.ended_at if earlier else None
    return done if done and done <= opened_at else opened_at


def _begins(matter: Matter, step: Step, opened_at: datetime) -> bool:
    """A first step for the desk or the resident: its clock does not wait until somebody sorts the matter."""
    if step.actor.party not in FROM_RECEIPT or step.after_answer:
        return False
    before = matter.steps.filter(ended_at__lte=opened_at).exclude(end=MatterStep.End.OVERTAKEN)
    return not before.exists()
