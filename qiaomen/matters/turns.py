"""Whose turn a step is, and by when: stored when the step opens, since people are called to it."""

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.procedures.language import Actor, Party, Step
from qiaomen.kernel import actors
from qiaomen.kernel.refusal import Forbidden
from qiaomen.kernel.transitions import Change
from qiaomen.matters.models import Matter, MatterStep
from qiaomen.matters.procedure import open_now, plan_of, progress_of, standing_rows
from qiaomen.matters.states import STANDING_CLOCK, State
from qiaomen.matters.step_clocks import due_of
from qiaomen.matters.waits import waits
from qiaomen.people.models import Unit

GATEKEEPER = actors.machine("procedure").ref


def turn(change: Change[Matter]) -> None:
    """Open what is next and end what is overtaken, after a change of the matter or of its steps.

    While the matter stands still nothing is taken and nothing is overtaken: it goes on as it was.
    """
    matter = change.row
    if matter.state in STANDING_CLOCK:
        return
    plan = plan_of(matter)
    rows = standing_rows(matter)
    if not (plan.steps or rows):
        return
    steps = {step.code: step for step in open_now(matter, plan, progress_of(matter, rows.values()))}
    for row in rows.values():
        if row.ended_at is None and row.code not in steps:
            row.ended_at, row.end = change.at, MatterStep.End.OVERTAKEN
            change.keep(row)
    for code, step in steps.items():
        if not is_ahead(matter, step):
            _open(change, step, rows.get(code), rows)


def is_ahead(matter: Matter, step: Step) -> bool:
    """A step for the unit, of a matter that no unit has: the desk may take it, but is not called to it."""
    return matter.state == State.RECEIVED and step.actor.party == Party.UNIT


def opened(change: Change[Matter], step: Step) -> MatterStep:
    """The opening of a step that can be taken; before a matter is sorted it opens only with its taking."""
    rows = standing_rows(change.row)
    return _open(change, step, rows.get(step.code), rows)


def _open(
    change: Change[Matter], step: Step, row: MatterStep | None, rows: dict[str, MatterStep]
) -> MatterStep:
    unit = unit_of(change.row, step.actor)
    if row is None:
        row = MatterStep(matter=change.row, code=step.code, unit=unit, opened_at=change.at)
        row.due_at = due_of(change.row, step, change.at, rows)
        change.keep(row)
    elif row.unit != unit:
        row.unit = unit
        change.keep(row)
    return row


def unit_of(matter: Matter, actor: Actor) -> Unit | None:
    """The one unit that is meant. Where there is nobody above, the desk stands in."""
    match actor.party:
        case Party.DESK:
            return matter.desk
        case Party.UNIT:
            return matter.unit
        case Party.SUPERIOR:
            return matter.unit.parent or matter.desk
        case Party.UPPER:
            above = matter.unit.parent
            return (above and above.parent) or matter.desk
        case _:
            return None


def may_take(matter: Matter, step: Step, by: actors.Actor) -> bool:
    """Whether `by` is meant to take this step."""
    return by.ref == GATEKEEPER if step.gate else belongs(matter, step.actor, by)


def own_steps(matter: Matter, by: actors.Actor) -> list[Step]:
    """The steps that `by` can fill in now."""
    plan, rows = plan_of(matter), standing_rows(matter)
    filled = {row.code for row in rows.values() if row.filled_at}
    return [
        step
        for step in open_now(matter, plan, progress_of(matter, rows.values()))
        if step.code not in filled and may_take(matter, step, by) and not waits(matter, plan, step, rows)
    ]


def require_turn(matter: Matter, step: Step, by: actors.Actor) -> None:
    """Refuse whoever is not meant to take this step."""
    if may_take(matter, step, by):
        return
    if step.gate:
        raise Forbidden(_("“%s” completes itself when what it waits for has happened.") % step.name)
    raise Forbidden(_("“%(step)s” is for %(who)s.") % {"step": step.name, "who": called(matter, step.actor)})


def belongs(matter: Matter, actor: Actor, by: actors.Actor) -> bool:
    """Whether `by` is of the party that is meant; the desk also speaks for the resident."""
    if actor.party == Party.ROLE:
        return by.holds(actor.role, matter.scope)
    if actor.party == Party.HELPER:
        return any(assist.unit_id in by.units for assist in matter.assists.all())
    if actor.party == Party.RESIDENT:
        return actors.is_resident(by.ref) or matter.desk_id in by.units
    unit = unit_of(matter, actor)
    return unit is not None and unit.pk in by.units


def called(matter: Matter, actor: Actor) -> str:
    """The party as people read it."""
    unit = unit_of(matter, actor)
    if unit is not None:
        return unit.name
    if actor.role:
        return str(_("the role “%s”") % actor.role)
    return str(actor.party.label)
