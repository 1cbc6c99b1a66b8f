"""A step that, completed in a certain way, has earlier steps taken again, and the answer with them."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from qiaomen.catalogue.procedures.language import Step
from qiaomen.catalogue.procedures.walking import undone_by
from qiaomen.kernel.actors import machine
from qiaomen.kernel.transitions import Change
from qiaomen.matters.actions.handling import redo
from qiaomen.matters.models import Matter, MatterStep
from qiaomen.matters.procedure import plan_of, progress_of, standing_rows, step_named
from qiaomen.matters.states import State

_End = MatterStep.End


def lead_back(change: Change[Matter], step: Step, row: MatterStep) -> bool:
    """Undo what is to be taken again before the step's own `row`, if that leads back; whether it does."""
    matter = change.row
    rows = standing_rows(matter)
    times = matter.steps.filter(code=step.code, end=_End.LED_BACK).count() if step.back_to else 0
    codes = undone_by(plan_of(matter), step, row.filled, progress_of(matter, rows.values()), times)
    for code in codes[:-1]:
        if undone := rows.get(code):
            undone.ended_at, undone.end, undone.reason = change.at, _End.SENT_BACK, _reason(step)
            change.keep(undone)
    return bool(codes)


def answer_anew(matter: Matter, code: str) -> None:
    """Where the step has just led back to before the answer, the unit has the matter again."""
    if matter.state != State.ANSWERED:
        return
    plan = plan_of(matter)
    step, last = step_named(plan, code), matter.steps.filter(code=code).last()
    if plan.takes_back(step) and last is not None and last.end == _End.LED_BACK:
        redo(matter, by=machine("procedure"), reason=_reason(step))


def _reason(step: Step) -> str:
    with translation.override(settings.LANGUAGE_CODE):  # it is read in the office
        return _("It is handled anew: that is what “%s” has come to.") % step.name
