"""A step that was not done well is taken again, with what follows; residents read why, if it is theirs."""

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.procedures.language import Party
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import move
from qiaomen.matters.models import Audience, Matter, MatterStep
from qiaomen.matters.procedure import plan_of, standing_rows, step_named
from qiaomen.matters.states import Verb
from qiaomen.matters.turns import turn
from qiaomen.matters.words import require_words, say


def send_back_step(matter: Matter, *, by: Actor, code: str, reason: str) -> Event:
    """The step was not done well: it and what follows it are open again."""
    with move(matter, Verb.SEND_BACK_STEP, by=by) as change:
        words = require_words(reason, _("Say what is missing in this step."))
        row = standing_rows(matter).get(step_named(plan_of(matter), code).code)
        if row is None or row.filled_at is None:
            raise Refusal(_("This step is not completed yet."))
        if undoes_the_residents(matter, code):
            say(change, by, Audience.RESIDENT, words)
        for undone in _from(matter, code):
            undone.ended_at, undone.end, undone.reason = change.at, MatterStep.End.SENT_BACK, words
            change.keep(undone)
        change.tell(step=code, opening=row.pk)
        turn(change)
    return change.event


def undoes_the_residents(matter: Matter, code: str) -> bool:
    """Whether the resident has to do something once more when the step is sent back; then they read why."""
    done = {row.code for row in _from(matter, code) if row.filled_at}
    return any(step.code in done and step.actor.party == Party.RESIDENT for step in plan_of(matter).steps)


def _from(matter: Matter, code: str) -> list[MatterStep]:
    """The openings that stand, from that step on."""
    codes, rows = [step.code for step in plan_of(matter).steps], standing_rows(matter)
    return [rows[later] for later in codes[codes.index(code) :] if later in rows]
