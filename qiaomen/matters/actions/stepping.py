"""Steps of a procedure: completed with what they ask for, or sent back with the reason."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.lists import listed
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import move
from qiaomen.matters.conditions import require_holder
from qiaomen.matters.models import Matter, MatterStep
from qiaomen.matters.procedure import completed, open_steps, plan_of, step_named
from qiaomen.matters.states import Verb
from qiaomen.matters.words import require_words


def complete_step(matter: Matter, *, by: Actor, code: str, filled: Mapping[str, str]) -> Event:
    """Complete a step, in order; `filled` has the text for each of its fields."""
    with move(matter, Verb.COMPLETE_STEP, by=by) as change:
        require_holder(matter, by)
        step = step_named(matter, code)
        _require_turn(matter, code)
        missing = [field for field in step.fields if not filled.get(field, "").strip()]
        if missing:
            raise Refusal(_("Fill in: %s.") % listed(missing))
        row = MatterStep(matter=matter, code=code, by=by.ref, at=change.at)
        row.filled = {field: filled[field].strip() for field in step.fields}
        change.keep(row)
        change.tell(step=code)
    return change.event


def _require_turn(matter: Matter, code: str) -> None:
    if code in completed(matter):
        raise Refusal(_("This step is already completed."))
    waiting = open_steps(matter)
    if step_named(matter, code).mandatory and waiting[0].code != code:
        raise Refusal(_("First complete: %s.") % waiting[0].name)


def send_back_step(matter: Matter, *, by: Actor, code: str, reason: str) -> Event:
    """The step was not done well: it and what follows it are open again."""
    with move(matter, Verb.SEND_BACK_STEP, by=by) as change:
        words = require_words(reason, _("Say what is missing in this step."))
        codes = [step.code for step in plan_of(matter)]
        following = codes[codes.index(step_named(matter, code).code) :]
        undone = list(matter.steps.filter(code__in=following, sent_back_at=None))
        if code not in {row.code for row in undone}:
            raise Refusal(_("This step is not completed yet."))
        for row in undone:
            row.sent_back_at, row.sent_back_reason = change.at, words
            change.keep(row)
        change.tell(step=code)
    return change.event
