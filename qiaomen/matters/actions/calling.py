"""Asking the resident: one call-back attempt by the desk, or the three answers by the resident's own link."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import Change, move
from qiaomen.matters.conditions import require_not_handler
from qiaomen.matters.models import CallBack, Matter, Telling
from qiaomen.matters.states import Verb
from qiaomen.matters.voices import NEEDS_NO_SOLUTION, family

HIGHEST = 5


@dataclass(frozen=True, slots=True)
class Verdict:
    """The three answers: was I contacted in time, is it solved, how satisfied from 1 to 5."""

    contacted: bool | None = None
    solved: bool | None = None
    satisfaction: int | None = None
    comment: str = ""


def call(matter: Matter, *, by: Actor, telling: Telling, verdict: Verdict | None) -> Event:
    """One call-back attempt to one voice; `verdict` is None when nobody was reached."""
    with move(matter, Verb.CALL, by=by) as change:
        require_not_handler(matter, by)
        if not telling.has_contact and not matter.on_the_spot:
            raise Refusal(_("This voice left no contact and cannot be called."))
        _record(change, by, telling, verdict)
    return change.event


def rate(matter: Matter, *, by: Actor, telling: Telling, verdict: Verdict) -> Event:
    """The resident's own three answers, given with number and code."""
    with move(matter, Verb.RATE, by=by) as change:
        _record(change, by, telling, verdict)
    return change.event


def _record(change: Change[Matter], by: Actor, telling: Telling, verdict: Verdict | None) -> None:
    matter = change.row
    if telling.matter_id not in family(matter):
        raise Refusal(_("This person did not tell of this matter."))
    if verdict is not None:
        require_complete(matter, verdict)
    said = verdict or Verdict()
    row = CallBack(telling=telling, matter=matter, by=by.ref, at=change.at, reached=verdict is not None)
    row.answer = matter.answers.filter(redone_at=None).last()
    row.contacted, row.solved, row.satisfaction = said.contacted, said.solved, said.satisfaction
    row.comment = said.comment.strip()
    change.keep(row)
    change.tell(call=row.pk, telling=telling.pk, reached=row.reached, answer=row.answer_id)
    change.tell(contacted=said.contacted, solved=said.solved, satisfaction=said.satisfaction)


def require_complete(matter: Matter, verdict: Verdict) -> None:
    """All three answers, but a praise or a question needs no "solved"."""
    if verdict.satisfaction is not None and not 1 <= verdict.satisfaction <= HIGHEST:
        raise Refusal(_("Satisfaction is a number from 1 to 5."))
    missing = verdict.contacted is None or verdict.satisfaction is None
    unsolved = verdict.solved is None and matter.kind not in NEEDS_NO_SOLUTION
    if missing or unsolved:
        raise Refusal(_("Give all three answers: contacted in time, solved, how satisfied."))
