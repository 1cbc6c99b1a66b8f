"""A second unit that helps."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import move
from qiaomen.matters.actions.whistling import end_when_over
from qiaomen.matters.clocks import promise_of
from qiaomen.matters.conditions import require_answerable, require_task
from qiaomen.matters.context import Context
from qiaomen.matters.models import Assist, Matter
from qiaomen.matters.states import Verb
from qiaomen.matters.words import require_words
from qiaomen.people.models import Unit


def assist(matter: Matter, *, by: Actor, unit: Unit, task: str) -> Event:
    """Ask `unit` to help with `task`; it has a clock of its own, the holder stays answerable."""
    with move(matter, Verb.ASSIST, by=by) as change:
        require_answerable(matter, by)
        _require_helper(matter, unit)
        context = Context.load(change.at)
        row = Assist(matter=matter, unit=unit, by=by.ref, at=change.at)
        row.task = require_words(task, _("Write what the other unit should do."))
        row.due_at = context.due(change.at, promise_of(matter, context).answer)
        change.keep(row)
        change.tell(unit=unit.pk, assist=row.pk)
    return change.event


def _require_helper(matter: Matter, unit: Unit) -> None:
    if unit.pk in (matter.unit_id, matter.about_unit_id):
        raise Refusal(_("%s cannot help with this matter.") % unit.name)
    if matter.assists.filter(unit=unit).exists():
        raise Refusal(_("%s already helps with this.") % unit.name)


def report(matter: Matter, *, by: Actor, text: str) -> Event:
    """The unit that was asked to help, or called to the spot, says what it has done."""
    with transaction.atomic():
        with move(matter, Verb.REPORT, by=by) as change:
            row = require_task(matter, by)
            row.report = require_words(text, _("Write what your unit has done."))
            row.reported_at = change.at
            change.keep(row)
            change.tell(unit=row.unit_id, **{"assist" if isinstance(row, Assist) else "turnout": row.pk})
        end_when_over(matter)
    return change.event
