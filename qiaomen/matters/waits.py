"""From when a step can be completed that must not be completed at once, such as when a notice has hung."""

from datetime import datetime

from qiaomen.catalogue.procedures.language import Procedure, Step
from qiaomen.kernel import clock
from qiaomen.matters.context import Context
from qiaomen.matters.models import Matter, MatterStep


def free_from(matter: Matter, plan: Procedure, step: Step, rows: dict[str, MatterStep]) -> datetime | None:
    """The instant; None for what need not wait. It counts from what was done last before the step.

    After the answer that may be the answer; where every step before was left out, the step's own opening.
    """
    if step.after is None or matter.history:
        return None
    before = [rows[each.code] for each in plan.steps[: plan.steps.index(step)] if each.code in rows]
    done = [row.ended_at for row in before if row.ended_at and row.end == MatterStep.End.DONE]
    if step.after_answer and matter.answered_at:
        done.append(matter.answered_at)
    now = clock.now()
    if not done:
        done = [rows[step.code].opened_at if step.code in rows else now]
    return Context.load(now).due(max(done), step.after)


def waits(matter: Matter, plan: Procedure, step: Step, rows: dict[str, MatterStep]) -> bool:
    free = free_from(matter, plan, step, rows)
    return free is not None and clock.now() < free
