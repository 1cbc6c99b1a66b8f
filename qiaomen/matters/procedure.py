"""The ordered steps that handling a matter must take: the version it began with, and how far it is."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.models import ProcedureVersion
from qiaomen.catalogue.procedures.language import IN_TIME, NO, YES, Party, Procedure, Step
from qiaomen.catalogue.procedures.walking import Progress, Standing, holds_back, walk
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.models import Matter, MatterStep
from qiaomen.matters.states import State

NOTHING = Procedure(code="", name="", about="", own="", sources=(), steps=())
_End = MatterStep.End
FROM_RECEIPT = frozenset({Party.DESK, Party.RESIDENT})  # they are there from the first moment on
_BEFORE_ASSIGNMENT = FROM_RECEIPT | {Party.UNIT}  # the desk is the unit till then


def plan_of(matter: Matter) -> Procedure:
    """The procedure that the matter began with, read once; one without steps if it has none."""
    name, plan = matter.plan_read or ("", NOTHING)
    if name != matter.procedure:
        plan = plan_named(matter.procedure)
        matter.plan_read = matter.procedure, plan
    return plan


def plan_named(name: str) -> Procedure:
    """`name` is code@version, "" for none."""
    if not name:
        return NOTHING
    code, _at, version = name.partition("@")
    return ProcedureVersion.objects.get(code=code, version=int(version)).plan


def standing_rows(matter: Matter) -> dict[str, MatterStep]:
    """The opening of each step that counts, by code."""
    return {row.code: row for row in matter.steps.all() if row.end not in MatterStep.UNDONE}


def progress_of(matter: Matter, rows: Iterable[MatterStep]) -> Progress:
    """How far it is, from its standing rows."""
    by_end: dict[str, list[MatterStep]] = {}
    for row in rows:
        by_end.setdefault(row.end, []).append(row)
    return Progress(
        done={
            row.code: {**row.filled, IN_TIME: YES if row.in_time else NO} for row in by_end.get(_End.DONE, ())
        },
        left_out={row.code for row in by_end.get(_End.LEFT_OUT, ())},
        lapsed={row.code for row in by_end.get(_End.LAPSED, ())},
        of_matter={"kind": matter.kind},
        answered=matter.answered_at is not None,
    )


def open_now(matter: Matter, plan: Procedure, progress: Progress) -> list[Step]:
    """The steps that can be taken in the matter's state."""
    standings = walk(plan, progress)
    return [step for step in plan.steps if standings[step.code] == Standing.OPEN and _fits(matter, step)]


def open_steps(matter: Matter) -> list[Step]:
    """The steps that can be taken now, by whomever."""
    return open_now(matter, plan_of(matter), progress_of(matter, standing_rows(matter).values()))


def still_to_do(matter: Matter, *, after_answer: bool) -> list[Step]:
    """The mandatory steps for which the answer waits, or after it the closing; in order."""
    plan = plan_of(matter)
    if not plan.steps:
        return []
    progress = progress_of(matter, standing_rows(matter).values())
    return holds_back(plan, progress, after_answer=after_answer)


def answers_at_once(name: str, kind: str) -> bool:
    """Whether by the procedure of that name a matter of that kind is answered and closed without a step."""
    plan, progress = plan_named(name), Progress(done={}, of_matter={"kind": kind})
    return not any(holds_back(plan, progress, after_answer=after) for after in (False, True))


def step_named(plan: Procedure, code: str) -> Step:
    step = plan.step(code)
    if step is None:
        raise Refusal(_("This matter has no step “%s”.") % code)
    return step


def sent_back(matter: Matter, step: Step) -> MatterStep | None:
    """The opening before this one, if that was sent back: its words need not be typed again."""
    ended = [row for row in matter.steps.all() if row.code == step.code and row.ended_at]
    return ended[-1] if ended and ended[-1].end == _End.SENT_BACK else None


def _fits(matter: Matter, step: Step) -> bool:
    """Before the answer with whoever has it, after it while it is answered."""
    if step.after_answer:
        return matter.state == State.ANSWERED
    if matter.state == State.RECEIVED:
        return step.actor.party in _BEFORE_ASSIGNMENT
    return matter.state in {State.ASSIGNED, State.HANDLING}
