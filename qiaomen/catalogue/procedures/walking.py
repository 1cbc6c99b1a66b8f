"""Which step stands where: pure, from what has been done so far."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qiaomen.catalogue.procedures.language import MATTER, Condition, Procedure, Step

Filled = Mapping[str, str]


class Standing(StrEnum):
    DONE = "done"
    OPEN = "open"
    LATER = "later"  # something mandatory stands before it, or the answer
    LEFT_OUT = "left_out"  # as its condition or a person says
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Progress:
    """What has happened: completed steps with what was filled in, by code of step."""

    done: Mapping[str, Filled]
    left_out: Collection[str] = ()
    lapsed: Collection[str] = ()
    of_matter: Mapping[str, str] = field(default_factory=dict)
    answered: bool = False


def walk(procedure: Procedure, progress: Progress) -> dict[str, Standing]:
    """Where each step stands, in order.

    All steps up to the first mandatory one that is not done are open, so optional ones may be taken or passed
    by. Steps after the answer open with it.
    """
    standings: dict[str, Standing] = {}
    blocked = False
    for step in procedure.steps:
        standing = _standing(step, progress, blocked=blocked or (step.after_answer and not progress.answered))
        standings[step.code] = standing
        blocked = blocked or (step.mandatory and standing in {Standing.OPEN, Standing.LATER})
    return standings


def holds_back(procedure: Procedure, progress: Progress, *, after_answer: bool) -> list[Step]:
    """The mandatory steps that the answer, or after it the closing, still waits for."""
    standings = walk(procedure, progress)
    waiting = {Standing.OPEN, Standing.LATER}
    return [
        step
        for step in procedure.steps
        if step.mandatory and step.after_answer == after_answer and standings[step.code] in waiting
    ]


def undone_by(procedure: Procedure, step: Step, filled: Filled, progress: Progress, times: int) -> list[str]:
    """The steps to be taken again, itself the last, if being completed like that it leads back; else none.

    `times` is how often it has led back.
    """
    back = step.back_to
    if back is None or times >= back.rounds or not holds(back.when, progress, filled):
        return []
    codes = [each.code for each in procedure.steps]
    return codes[codes.index(back.step) : codes.index(step.code) + 1]


def holds(condition: Condition, progress: Progress, own: Filled) -> bool:
    """Whether it holds; `own` is what is filled in at the step that asks."""
    if condition.step == MATTER:
        value = progress.of_matter.get(condition.field, "")
    else:
        value = progress.done.get(condition.step, own).get(condition.field, "")
    return value in condition.values


def _standing(step: Step, progress: Progress, *, blocked: bool) -> Standing:
    if step.code in progress.done:
        return Standing.DONE
    if step.code in progress.left_out:
        return Standing.LEFT_OUT
    if step.code in progress.lapsed:
        return Standing.LAPSED
    if blocked:
        return Standing.LATER
    if step.skip_when and holds(step.skip_when, progress, {}):
        return Standing.LEFT_OUT
    return Standing.OPEN
