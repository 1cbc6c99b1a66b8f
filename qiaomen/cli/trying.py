"""A trial run at the terminal: somebody answers for the invented people, or a file does."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.procedures.filling import asked
from qiaomen.catalogue.procedures.garbled import unreadable
from qiaomen.catalogue.procedures.language import NO, YES, Blank, Kind, Procedure, Step
from qiaomen.catalogue.procedures.trial import (
    LATE,
    ON_TIME,
    PASSED_BY,
    Trial,
    person,
    seen_by_taker,
    story,
    ways,
)
from qiaomen.kernel.refusal import Refusal

Answers = Mapping[str, Mapping[str, Any]]
WAY = "way"  # of a step in a file of answers: what becomes of it


def read_answers(file: Path, procedure: Procedure) -> Answers:
    """`[step]` tables with the fields by code or label, and `way`; what is no step there is refused."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise unreadable(text, problem) from None
    except UnicodeDecodeError as problem:
        raise Refusal(_("%(file)s cannot be read: %(why)s") % {"file": file, "why": problem}) from None
    for code, table in said.items():
        if procedure.step(code) is None or not isinstance(table, dict):
            sentence = _("“%(code)s” is no table of a step. There are: %(steps)s.")
            steps = ", ".join(step.code for step in procedure.steps)
            raise Refusal(sentence % {"code": code, "steps": steps})
    return said


def play_all(procedure: Procedure, kinds: Sequence[MatterKind], answers: Answers | None) -> None:
    """Once for each kind of matter, which is told where there are several."""
    for kind in kinds:
        if len(kinds) > 1:
            click.echo(_("As a matter of the kind “%s”:") % kind.label)
        play(Trial(procedure, kind), answers)


def play(trial: Trial, answers: Answers | None) -> None:
    """To its end, or to where nobody can go on."""
    while not trial.over:
        open_steps = trial.open_steps()
        if open_steps:
            trial = _taken(trial, open_steps[0], answers)
        else:
            trial = trial.answer()
            click.echo(story(trial)[-1])
    click.echo(_("The matter can be closed. That was the whole way."))


def _taken(trial: Trial, step: Step, answers: Answers | None) -> Trial:
    for line in seen_by_taker(step, trial):
        click.echo(line)
    while True:
        given, way = _asked(trial, step) if answers is None else _from(answers.get(step.code, {}), step)
        try:
            further = trial.take(step.code, given, way=way)
        except Refusal as no:
            if answers is not None:
                raise
            click.echo(no, err=True)
            continue
        for line in story(further)[len(story(trial)) :]:
            click.echo(f"  {line}")
        return further


def _from(table: Mapping[str, Any], step: Step) -> tuple[dict[str, str], str]:
    """What a file says of the step; an optional one that it does not name is passed by."""
    codes = {blank.label: blank.code for blank in step.fields}
    given = {codes.get(name, name): _text(value) for name, value in table.items() if name != WAY}
    return given, str(table.get(WAY, ON_TIME if table or step.mandatory else PASSED_BY))


def _text(value: object) -> str:
    return {True: YES, False: NO}[value] if isinstance(value, bool) else str(value)


def _asked(trial: Trial, step: Step) -> tuple[dict[str, str], str]:
    possible = [code for code, _label in ways(step)]
    way = possible[0]
    if len(possible) > 1:
        named = "; ".join(f"{code} = {label}" for code, label in ways(step))
        way = click.prompt(f"  {named}", default=way, type=click.Choice(possible), show_choices=False)
    if step.gate or way not in {ON_TIME, LATE}:
        return {}, way
    given: dict[str, str] = {}
    for blank in step.fields:
        if asked(step, blank, trial.progress, given):
            given[blank.code] = click.prompt(f"  {_label(blank)}", default="", show_default=False)
    for signing in step.signatures:
        click.echo("  " + _("%s signs.") % person(signing.of))
    return given, way


def _label(blank: Blank) -> str:
    options = (YES, NO) if blank.kind == Kind.YES_NO else blank.options
    return f"{blank.label} ({' / '.join(options)})" if options else blank.label
