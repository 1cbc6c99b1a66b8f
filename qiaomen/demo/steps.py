"""The steps of a procedure, taken by whoever's turn it is and filled in as people do on an ordinary day."""

from collections.abc import Callable, Mapping

from qiaomen.catalogue.procedures.filling import asked
from qiaomen.catalogue.procedures.language import YES, Actor, Blank, Kind, Party, Step
from qiaomen.demo import phrases
from qiaomen.demo.cast import Cast
from qiaomen.kernel import actors, clock
from qiaomen.matters.actions.stepping import complete_step, leave_out_step, sides_to_sign, sign_step
from qiaomen.matters.models import Matter
from qiaomen.matters.procedure import open_steps, plan_of, progress_of, standing_rows, still_to_do
from qiaomen.matters.turns import belongs, unit_of
from qiaomen.matters.waits import waits


def take_all(matter: Matter, cast: Cast, *, after_answer: bool) -> bool:
    """Take what the answer, or after it the closing, waits for; whether nothing is left to wait for."""
    while still_to_do(matter, after_answer=after_answer):
        ready = [step for step in open_steps(matter) if step.mandatory and not step.lapses]
        if not ready:
            return False
        _take(matter, ready[0], cast)
    return True


def _take(matter: Matter, step: Step, cast: Cast) -> None:
    """Whoever is meant fills it in and signs; where nobody is there, a coordinator goes on without it."""
    takers = {signing.of: _of(matter, step, signing.of, cast) for signing in step.signatures}
    by = None if step.gate else _of(matter, step, step.actor, cast)
    if waits(matter, plan_of(matter), step, standing_rows(matter)):
        leave_out_step(matter, by=cast.coordinator(matter), code=step.code, reason=phrases.NOTICE_HUNG)
        return
    if by is None or None in takers.values():
        leave_out_step(matter, by=cast.coordinator(matter), code=step.code, reason=phrases.NOT_TAKEN)
        return
    complete_step(matter, by=by, code=step.code, filled=_filled(matter, step))
    for side, signer in takers.items():
        if signer and (step, side) in sides_to_sign(matter, signer):
            sign_step(matter, by=signer, code=step.code, side=side)


def _of(matter: Matter, step: Step, party: Actor, cast: Cast) -> actors.Actor | None:
    """Somebody who is meant, if there is one; on paper, whoever takes the step sees to the signature."""
    match party.party:
        case Party.RESIDENT:
            return actors.resident("web")
        case Party.OTHER:
            return _of(matter, step, step.actor, cast)
        case Party.ROLE:
            found = map(cast.actor, cast.people)
            return next((actor for actor in found if belongs(matter, party, actor)), None)
    unit = unit_of(matter, party)
    if unit is None:
        return None
    return cast.clerk(matter) if unit.pk == matter.desk_id else cast.anybody(unit)


def _filled(matter: Matter, step: Step) -> dict[str, str]:
    progress = progress_of(matter, standing_rows(matter).values())
    filled: dict[str, str] = {}
    for blank in step.fields:
        if asked(step, blank, progress, filled) and not blank.sum_of:
            filled[blank.code] = _VALUES[blank.kind](blank)
    return filled


def _today(_blank: Blank) -> str:
    return str(clock.today())


_VALUES: Mapping[Kind, Callable[[Blank], str]] = {
    Kind.TEXT: lambda _blank: phrases.FILLED,
    Kind.WORDS: lambda _blank: phrases.FILLED,
    Kind.NUMBER: lambda _blank: "3",
    Kind.MONEY: lambda _blank: "3600.00",
    Kind.DATE: _today,
    Kind.YES_NO: lambda _blank: YES,
    Kind.CHOICE: lambda blank: blank.options[0],
    Kind.FILE: lambda blank: f"{blank.label}.jpg",
}
