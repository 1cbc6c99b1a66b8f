"""Steps of a procedure: completed, signed, left out; and going on by another version."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.models import ProcedureVersion
from qiaomen.catalogue.procedures.filling import fill, told
from qiaomen.catalogue.procedures.language import Actor as Side
from qiaomen.catalogue.procedures.language import Party, Procedure, Step
from qiaomen.catalogue.procedures.walking import Standing, walk
from qiaomen.kernel.actors import Actor, is_resident
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.kernel.transitions import Change, move
from qiaomen.matters.actions.leading_back import answer_anew, lead_back
from qiaomen.matters.context import Context
from qiaomen.matters.models import Audience, Matter, MatterStep, StepSignature
from qiaomen.matters.procedure import open_now, open_steps, plan_of, progress_of, standing_rows, step_named
from qiaomen.matters.states import Verb
from qiaomen.matters.step_clocks import moved
from qiaomen.matters.turns import belongs, opened, require_turn, turn
from qiaomen.matters.voices import is_reachable
from qiaomen.matters.waits import free_from
from qiaomen.matters.words import require_words, say

_End = MatterStep.End
_ON_PAPER = frozenset({Party.RESIDENT, Party.OTHER})  # sides that may sign where a clerk sees it


def complete_step(matter: Matter, *, by: Actor, code: str, filled: Mapping[str, str]) -> Event:
    """Fill a step in; `filled` has the text of its fields by code. Without signatures it is done by that."""
    with transaction.atomic():
        with move(matter, Verb.COMPLETE_STEP, by=by) as change:
            _fill_in(change, code, filled, by)
        answer_anew(matter, code)
    return change.event


def _fill_in(change: Change[Matter], code: str, filled: Mapping[str, str], by: Actor) -> None:
    matter = change.row
    step = _require_open(matter, code)
    require_turn(matter, step, by)
    _require_waited(change, step)
    row = opened(change, step)
    if row.filled_at is not None:
        raise Refusal(_("This step is filled in and waits for signatures."))
    row.by, row.filled_at = by.ref, change.at
    row.filled = fill(step, filled, progress_of(matter, standing_rows(matter).values()))
    change.keep(row)
    change.tell(step=code)
    for side in _own_sides(matter, step, by):
        _sign(change, row, side, by)
    _finish(change, step, row, by)


def pass_gate(matter: Matter, *, by: Actor, gate: str, evidence: str) -> None:
    """Complete the step that waits for just this, if one does; `evidence` names what happened."""
    for step in open_steps(matter):
        if step.gate == gate:
            complete_step(matter, by=by, code=step.code, filled={"evidence": evidence})


def sign_step(matter: Matter, *, by: Actor, code: str, side: Side) -> Event:
    """Stand for what was filled in, for `side`. Whoever takes the step records what was signed on paper."""
    with transaction.atomic():
        with move(matter, Verb.SIGN_STEP, by=by) as change:
            step = step_named(plan_of(matter), code)
            row = standing_rows(matter).get(code)
            if row is None or row.filled_at is None or row.ended_at is not None:
                raise Refusal(_("There is nothing to sign in “%s” now.") % step.name)
            _require_signer(matter, step, row, side, by)
            _sign(change, row, side, by)
            change.tell(step=code, side=str(side))
            _finish(change, step, row, by)
        answer_anew(matter, code)
    return change.event


def sides_to_sign(matter: Matter, by: Actor) -> list[tuple[Step, Side]]:
    """What `by` may sign now, and for which side."""
    rows = [row for row in standing_rows(matter).values() if row.filled_at and not row.ended_at]
    found = []
    for row in rows:
        step = step_named(plan_of(matter), row.code)
        for signing in step.signatures:
            with suppress(Refusal):
                _require_signer(matter, step, row, signing.of, by)
                found.append((step, signing.of))
    return found


def leave_out_step(matter: Matter, *, by: Actor, code: str, reason: str) -> Event:
    """It cannot be taken here, and a coordinator answers for going on without it."""
    with move(matter, Verb.LEAVE_OUT_STEP, by=by) as change:
        words = require_words(reason, _("Say why it goes on without this step."))
        row = opened(change, _require_open(matter, code))
        row.reason = words
        _end(change, row, _End.LEFT_OUT)
        change.tell(step=code, opening=row.pk)
    return change.event


def remind_step(matter: Matter, *, by: Actor, row: MatterStep) -> Event:
    """Nudge whom it waits for, once before it is due and once when late; for a late resident the desk."""
    with move(matter, Verb.REMIND_STEP, by=by) as change:
        row.refresh_from_db()
        side = step_named(plan_of(matter), row.code).actor
        if row.filled_at or row.ended_at or row.is_reminded(change.at):
            raise Refusal(_("This step waits for nobody who could be reminded."))
        for_desk = side.party == Party.RESIDENT and row.is_late(change.at)
        if side.party == Party.RESIDENT and not (for_desk or is_reachable(matter)):
            raise Refusal(_("This step waits for nobody who could be reminded."))
        row.reminded_at = change.at
        change.keep(row)
        change.tell(step=row.code, unit=matter.desk_id if for_desk else row.unit_id, party=str(side))
    return change.event


def lapse_step(matter: Matter, *, by: Actor, code: str) -> Event:
    """Its limit has passed, and it is not asked for any more."""
    with move(matter, Verb.LAPSE_STEP, by=by) as change:
        step = _require_open(matter, code)
        row = opened(change, step)
        if not (step.lapses and row.is_late(change.at)):
            raise Refusal(_("“%s” still has time.") % step.name)
        _end(change, row, _End.LAPSED)
        change.tell(step=code)
    return change.event


def migrate(matter: Matter, *, by: Actor, version: ProcedureVersion) -> Event:
    """Go on by another version: steps that both know stay done, the others begin anew."""
    with move(matter, Verb.MIGRATE, by=by) as change:
        if str(version) == matter.procedure:
            raise Refusal(_("It goes by %s already.") % version)
        known = {step.code for step in version.plan.steps}
        for row in standing_rows(matter).values():
            if row.code not in known:
                row.ended_at, row.end = change.at, _End.OVERTAKEN
                change.keep(row)
        change.set(procedure=str(version))
        turn(change)
        for row in moved(matter):  # its limits are those of the other version
            change.keep(row)
    return change.event


def _require_open(matter: Matter, code: str) -> Step:
    """The step, if it can be taken now."""
    plan = plan_of(matter)
    step = step_named(plan, code)
    progress = progress_of(matter, standing_rows(matter).values())
    if step in open_now(matter, plan, progress):
        return step
    standing = walk(plan, progress)[code]
    if standing == Standing.DONE:
        raise Refusal(_("This step is already completed."))
    if standing in {Standing.LEFT_OUT, Standing.LAPSED}:
        raise Refusal(_("“%s” is not asked for here.") % step.name)
    _require_none_before(matter, plan, step)
    raise Refusal(_("“%s” cannot be taken yet.") % step.name)


def _require_none_before(matter: Matter, plan: Procedure, step: Step) -> None:
    standings = walk(plan, progress_of(matter, standing_rows(matter).values()))
    for before in plan.steps[: plan.steps.index(step)]:
        if before.mandatory and standings[before.code] in {Standing.OPEN, Standing.LATER}:
            raise Refusal(_("First complete: %s.") % before.name)


def _require_waited(change: Change[Matter], step: Step) -> None:
    free = free_from(change.row, plan_of(change.row), step, standing_rows(change.row)) if step.after else None
    if free is not None and change.at < free:
        said = {"step": step.name, "moment": date_format(localtime(free), "DATETIME_FORMAT")}
        raise Refusal(_("“%(step)s” has to wait: it can be completed from %(moment)s on.") % said)


def _own_sides(matter: Matter, step: Step, by: Actor) -> list[Side]:
    """The sides for which whoever completes the step signs by that: one, since nobody signs twice."""
    sides = [signing.of for signing in step.signatures if signing.of.party not in _ON_PAPER]
    if is_resident(by.ref):
        sides = [signing.of for signing in step.signatures if signing.of.party == Party.RESIDENT]
    return [side for side in sides if belongs(matter, side, by)][:1]


def _require_signer(matter: Matter, step: Step, row: MatterStep, side: Side, by: Actor) -> None:
    wanted = {signing.of: signing.count for signing in step.signatures}
    signed = list(row.signatures.all())
    if side not in wanted:
        raise Refusal(_("Nobody signs “%s” for this side.") % step.name)
    if sum(signature.side == str(side) for signature in signed) >= wanted[side]:
        raise Refusal(_("This side has signed already."))
    if side.party in _ON_PAPER and not is_resident(by.ref):
        require_turn(matter, step, by)
    elif side.party == Party.OTHER or not belongs(matter, side, by):
        raise Forbidden(_("You cannot sign for this side."))
    elif any(signature.by == by.ref and not _on_paper(signature) for signature in signed):
        raise Refusal(_("You have signed already. Somebody else has to sign."))


def _on_paper(signature: StepSignature) -> bool:
    return signature.side in _ON_PAPER and not is_resident(signature.by)


def _sign(change: Change[Matter], row: MatterStep, side: Side, by: Actor) -> None:
    change.keep(StepSignature(matter=change.row, step=row, side=str(side), by=by.ref, at=change.at))


def _finish(change: Change[Matter], step: Step, row: MatterStep, by: Actor) -> None:
    """With the last signature it is done: the resident is told, and what comes next opens."""
    signed = list(row.signatures.values_list("side", flat=True))
    if any(signed.count(str(signing.of)) < signing.count for signing in step.signatures):
        return
    promised = _promise(change, step)
    with translation.override(settings.LANGUAGE_CODE):  # residents read it as the procedure is written
        text = told(step, row.filled, date_format(localtime(promised).date()) if promised else "")
    if text:
        say(change, by, Audience.RESIDENT, text)
    _end(change, row, _End.LED_BACK if lead_back(change, step, row) else _End.DONE)


def _promise(change: Change[Matter], step: Step) -> datetime | None:
    """The day of the answer that the step has promised by its completion; a platform's own day wins."""
    matter = change.row
    if step.answer_within is None or matter.history or matter.external_due:
        return matter.due_at if step.answer_within else None
    promised = Context.load(change.at).due(change.at, step.answer_within)
    change.set(due_at=promised)
    return promised


def _end(change: Change[Matter], row: MatterStep, end: MatterStep.End) -> None:
    row.ended_at, row.end = change.at, end
    change.keep(row)
    turn(change)
