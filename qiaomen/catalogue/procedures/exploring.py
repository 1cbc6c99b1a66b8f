"""Every path through a procedure, up to a bound: is there a step that nobody reaches?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.procedures.filling import asked
from qiaomen.catalogue.procedures.language import (
    IN_TIME,
    MATTER,
    NO,
    YES,
    Blank,
    Condition,
    Kind,
    Procedure,
    Step,
)
from qiaomen.catalogue.procedures.trial import LAPSED, LATE, ON_TIME, PASSED_BY, Taken, Trial
from qiaomen.catalogue.procedures.walking import Standing, walk

BOUND = 2000  # paths; a procedure of an office has a few dozen


@dataclass(frozen=True, slots=True)
class Explored:
    """`whole`: every path was walked. What is listed as never met is so only then."""

    paths: int
    whole: bool
    unreached: tuple[Step, ...]
    unasked: tuple[tuple[Step, Blank], ...]


def explore(procedure: Procedure, bound: int = BOUND) -> Explored:
    conditions = _conditions(procedure)
    reached: set[str] = set()
    filled: set[tuple[str, str]] = set()
    ends = (end for kind in _kinds(conditions) for end in _paths(Trial(procedure, kind), 0, conditions))
    paths = list(islice(ends, bound + 1))
    for trial in paths[:bound]:
        met = [taken for taken in trial.taken if taken.way != PASSED_BY]
        reached |= {taken.step for taken in trial.taken}
        filled |= {(taken.step, code) for taken in met for code in taken.filled}
    unasked = [
        (step, blank)
        for step in procedure.steps
        for blank in step.fields
        if step.code in reached and blank.when and (step.code, blank.code) not in filled
    ]
    unreached = [step for step in procedure.steps if step.code not in reached]
    return Explored(min(len(paths), bound), len(paths) <= bound, tuple(unreached), tuple(unasked))


def _conditions(procedure: Procedure) -> set[Condition]:
    return {condition for step in procedure.steps for condition in step.conditions()}


def _kinds(conditions: set[Condition]) -> list[str]:
    asked_for = {value for condition in conditions if condition.step == MATTER for value in condition.values}
    others = [kind for kind in MatterKind.values if kind not in asked_for]
    return [*sorted(asked_for), *others[:1]]


def _paths(trial: Trial, at: int, conditions: set[Condition]) -> Iterator[Trial]:
    """The ends of all paths that go on from here, from the step with that index."""
    if at == len(trial.procedure.steps):
        yield trial
        return
    step = trial.procedure.steps[at]
    here = replace(trial, answered=step.after_answer)
    if walk(here.procedure, here.progress)[step.code] == Standing.LEFT_OUT:
        yield from _paths(here, at + 1, conditions)
        return
    for taken in _doings(step, here, conditions):
        there = replace(here, taken=(*here.taken, taken))
        if taken.way in {ON_TIME, LATE} and step.code not in there.progress.done:
            yield there  # it led back: what follows from there is walked already
        else:
            yield from _paths(there, at + 1, conditions)


def _doings(step: Step, trial: Trial, conditions: set[Condition]) -> Iterator[Taken]:
    """What can become of the step, as far as it makes a difference."""
    times = [ON_TIME]
    if step.limit and any(each.step == step.code and each.field == IN_TIME for each in conditions):
        times.append(LATE)
    for filled in _fillings(step, trial, conditions, {}, 0):
        for way in times:
            yield Taken(step.code, filled, way)
    if not step.mandatory:
        yield Taken(step.code, {}, PASSED_BY)
    if step.lapses:
        yield Taken(step.code, {}, LAPSED)


def _fillings(
    step: Step, trial: Trial, conditions: set[Condition], filled: dict[str, str], at: int
) -> Iterator[dict[str, str]]:
    """From the field with that index on, since whether one is asked for depends on those before it."""
    if at == len(step.fields):
        yield filled
        return
    blank = step.fields[at]
    values = _values(step, blank, conditions) if asked(step, blank, trial.progress, filled) else ()
    for more in [{blank.code: value} for value in values] or [{}]:
        yield from _fillings(step, trial, conditions, {**filled, **more}, at + 1)


def _values(step: Step, blank: Blank, conditions: set[Condition]) -> list[str]:
    """One of each sort: what a condition asks for, and one that none asks for."""
    possible = {Kind.YES_NO: (YES, NO), Kind.CHOICE: blank.options}.get(blank.kind, ("…",))
    wanted = {
        value
        for condition in conditions
        if (condition.step, condition.field) == (step.code, blank.code)
        for value in condition.values
    }
    named = [value for value in possible if value in wanted]
    others = [value for value in possible if value not in wanted]
    empty = [""] if named and not blank.required else []
    return [*named, *(empty or others[:1])]
