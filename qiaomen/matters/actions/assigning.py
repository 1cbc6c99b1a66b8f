"""Who must act: assign, accept, entrust, and the way back up the stack."""

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.models import Rule
from qiaomen.kernel import asking, clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models import Event
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import Change, move
from qiaomen.matters.accusations import settle
from qiaomen.matters.clocks import promise_of
from qiaomen.matters.conditions import require_answerable, require_holder, require_not_final
from qiaomen.matters.context import Context
from qiaomen.matters.models import Assignment, Matter
from qiaomen.matters.stack import active, deepest, end_levels, returns
from qiaomen.matters.states import State, Verb
from qiaomen.matters.turns import turn
from qiaomen.people.models import Person, Unit

RETURNS_BEFORE_FINAL = 2
HOLDERS_WISHES = frozenset({Verb.RETURN, Verb.EXTEND, Verb.SUSPEND})  # only who has a matter asks for these


def assign(matter: Matter, *, by: Actor, unit: Unit, rule: Rule | None = None) -> Event:
    """Give the matter to `unit`; by `rule` where a routing rule proposed it.

    The holder passes it on to a unit below its own, one level deeper; anybody else gives it to `unit`
    instead of whoever had it. After two returns only `assign_finally` is left.
    """
    with move(matter, Verb.ASSIGN, by=by) as change:
        require_answerable(matter, by)
        require_assignable(change, unit)
        require_not_final(matter)
        require_returned_seldom(matter)
        _place_with(change, by, Assignment(unit=unit, rule=rule))
    return change.event


def assign_finally(matter: Matter, *, by: Actor, unit: Unit, minutes: str) -> Event:
    """The third assignment: decided in a joint meeting, and it cannot be returned."""
    with move(matter, Verb.ASSIGN, by=by) as change:
        by.require(Permission.MATTER_DECIDE, matter.scope)
        require_answerable(matter, by)
        require_assignable(change, unit)
        if not minutes.strip():
            raise Refusal(_("Write the minutes of the joint meeting: who was there and what was agreed."))
        assignment = Assignment(unit=unit, final=True, minutes=minutes.strip())
        _place_with(change, by, assignment)
        change.set(final=True)
        change.tell(minutes=assignment.pk)
    return change.event


def require_returned_seldom(matter: Matter) -> None:
    if returns(matter) >= RETURNS_BEFORE_FINAL:
        raise Refusal(_("This was returned twice. A coordinator must assign it finally, with minutes."))


def require_assignable(change: Change[Matter], unit: Unit) -> None:
    matter = change.row
    if not unit.current_on(clock.today()):
        raise Refusal(_("%s does not exist any more. Choose another unit.") % unit.name)
    if matter.about_unit and unit in Unit.objects.below(matter.about_unit):
        raise Refusal(_("The complaint is about %s. Give it to the unit above.") % matter.about_unit.name)
    if unit.kind == Unit.Kind.DESK:
        raise Refusal(_("A desk sorts and asks, it does not handle. Choose the unit that must act."))
    if change.before != State.RECEIVED and unit.pk == matter.unit_id:
        raise Refusal(_("%s has it already.") % unit.name)


def _place_with(change: Change[Matter], by: Actor, assignment: Assignment) -> None:
    """Put the assignment on its level of the stack and start its clock."""
    matter, context = change.row, Context.load(change.at)
    promise = promise_of(matter, context)
    assignment.matter, assignment.from_unit = matter, matter.unit
    assignment.by, assignment.at = by.ref, change.at
    assignment.depth = _level(change, by, assignment.unit)
    if not matter.history:
        assignment.due_at = context.due(change.at, promise.answer)
        assignment.accept_due_at = context.due(change.at, promise.accept)
    change.keep(assignment)
    change.set(unit_id=assignment.unit_id, officer_id=None, unit_due_at=assignment.due_at)
    settle(change)
    if assignment.rule_id:
        change.tell(rule=assignment.rule_id)
    turn(change)


def _level(change: Change[Matter], by: Actor, unit: Unit) -> int:
    """The depth at which `unit` comes in; ends the levels that it takes the place of."""
    matter, levels = change.row, list(active(change.row))
    if levels and matter.unit_id in by.units:
        if levels[-1].unit_id == unit.pk:  # returned from below, and the holder takes it up itself
            end_levels(change, Assignment.End.REPLACED, from_depth=levels[-1].depth)
            return levels[-1].depth
        _require_below(unit, matter.unit)
        return levels[-1].depth + 1
    if levels:
        drop_wishes(change, by)
    end_levels(change, Assignment.End.REPLACED)
    return 0


def drop_wishes(change: Change[Matter], by: Actor) -> None:
    """What the unit that had it has asked for is no wish of the next one."""
    asking.drop(change, by, HOLDERS_WISHES)


def _require_below(unit: Unit, holder: Unit) -> None:
    if unit.pk not in Unit.objects.below(holder).values_list("pk", flat=True):
        raise Refusal(
            _("%(unit)s is not below %(holder)s. Ask to return the matter to the desk instead.")
            % {"unit": unit.name, "holder": holder.name}
        )


def accept(matter: Matter, *, by: Actor) -> Event:
    """The unit takes it on; from now it is being handled."""
    with move(matter, Verb.ACCEPT, by=by) as change:
        require_holder(matter, by)
        level = deepest(matter)
        if level is None:
            raise Refusal(_("No unit has this matter. Assign it first."))
        level.accepted_at = change.at
        change.keep(level)
    return change.event


def give_back(matter: Matter, *, by: Actor) -> Event:
    """退单, once granted: the deepest level ends and whoever assigned it has it again, to be sorted anew."""
    with move(matter, Verb.RETURN, by=by) as change:
        require_not_final(matter)
        level = deepest(matter)
        if level is None:
            raise Refusal(_("No unit has this matter. Assign it first."))
        end_levels(change, Assignment.End.RETURNED, from_depth=level.depth)
        drop_wishes(change, by)
        above = deepest(matter)
        holder = above.unit if above else matter.desk
        change.set(unit_id=holder.pk, officer_id=None, unit_due_at=above.due_at if above else None)
        change.tell(returned_by=level.unit_id)
        turn(change)
    return change.event


def entrust(matter: Matter, *, by: Actor, officer: Person) -> Event:
    """Within the unit: this officer sees to it."""
    with move(matter, Verb.ENTRUST, by=by) as change:
        require_holder(matter, by)
        if not Person.objects.people_of(matter.unit, clock.today()).filter(pk=officer.pk).exists():
            raise Refusal(
                _("This person has no post in %s today. Choose a colleague who has.") % matter.unit.name
            )
        change.set(officer_id=officer.pk)
    return change.event
