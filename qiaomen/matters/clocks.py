"""Two clocks. The resident's promise runs from `received_at` and never restarts; each unit's runs from its
assignment. Where the promise is pausable both, and the steps', stand while the matter waits or is suspended.
"""

from datetime import datetime

from qiaomen.catalogue.promises import Promise
from qiaomen.kernel.transitions import Change
from qiaomen.matters.context import Context
from qiaomen.matters.models import Matter
from qiaomen.matters.stack import active
from qiaomen.matters.step_clocks import moved


def promise_of(matter: Matter, context: Context) -> Promise:
    """What was promised when the matter came in, or at its last sorting."""
    return context.promise(matter.item_version)


def stand(change: Change[Matter]) -> None:
    """Stop both clocks, if the promise allows it."""
    matter = change.row
    if matter.due_at and promise_of(matter, Context.load(change.at)).pausable:
        change.set(stood_since=change.at)


def run_on(change: Change[Matter]) -> None:
    """Start them again: what was left when they stopped is given again."""
    matter, since = change.row, change.row.stood_since
    if since is None:
        return
    context = Context.load(change.at)
    unit = promise_of(matter, context).answer.unit

    def later(due: datetime | None) -> datetime | None:
        return None if due is None else context.house.calendar.shifted(due, since, change.at, unit)

    change.set(stood_since=None, unit_due_at=later(matter.unit_due_at))
    if matter.external_due is None:
        change.set(due_at=later(matter.due_at))
    for assignment in active(matter):
        assignment.due_at = later(assignment.due_at)
        change.keep(assignment)
    for step in moved(matter, [(since, change.at)]):
        change.keep(step)
