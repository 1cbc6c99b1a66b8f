"""The desk's sorting: what is it about, where is it, how urgent; the same matter told twice."""

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.models import Item
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import in_order, move
from qiaomen.matters.accusations import hand_up, settle
from qiaomen.matters.choosing import Proposed, keep_choice
from qiaomen.matters.confidential import seal_words
from qiaomen.matters.context import Context
from qiaomen.matters.models import Assignment, Matter, Priority
from qiaomen.matters.stack import end_levels
from qiaomen.matters.states import OPEN, Verb
from qiaomen.matters.turns import turn
from qiaomen.matters.voices import family
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place
from qiaomen.territory.positions import Position


def classify(
    matter: Matter,
    *,
    by: Actor,
    item: Item,
    kind: MatterKind | None = None,
    proposed: Proposed | None = None,
) -> Event:
    """Say which item it is: its promise counts from `received_at`; a confidential one seals the words.

    `proposed` is what the machine had said to whoever decides; how they chose is kept, to learn from.
    """
    with move(matter, Verb.CLASSIFY, by=by) as change:
        context = Context.load(change.at)
        version = context.version_of(item)
        promised = version.pk == matter.item_version_id  # what was granted since stays granted
        change.set(item_id=item.pk, item_version_id=version.pk, procedure=version.procedure)
        change.set(kind=kind or version.kind or matter.kind)
        if not (promised or matter.history or matter.external_due or matter.stood_since):
            change.set(due_at=context.due(matter.received_at, context.promise(version).answer))
        if matter.kind != MatterKind.COMPLAINT:
            settle(change)
        if version.is_confidential and not matter.confidential:
            seal_words(change)
        turn(change)
        if proposed and not matter.confidential:
            keep_choice(change, proposed, item)
    return change.event


def locate(
    matter: Matter, *, by: Actor, place: Place, address: str = "", point: Position | None = None
) -> Event:
    """Say where it is; an address and a point that are not given stay as they are."""
    with move(matter, Verb.LOCATE, by=by) as change:
        change.set(place_id=place.pk)
        if address.strip() and not matter.confidential:
            change.set(address=address.strip()[:200])
        if point and not matter.confidential:
            change.set(longitude=point[0], latitude=point[1])
    return change.event


def accuse(matter: Matter, *, by: Actor, unit: Unit | None) -> Event:
    """Say which unit the complaint is about: from now on that unit does not see it. None for no unit.

    Whoever says it of their own desk hands the matter up, and sees it no more either.
    """
    with move(matter, Verb.ACCUSE, by=by) as change:
        if unit is not None and unit.pk == matter.desk_id:
            hand_up(change, Context.load(change.at))
        if unit is not None and unit.pk in matter.scope.units:
            raise Refusal(_("%s has a part in this matter. Give it to the unit above first.") % unit.name)
        change.set(about_unit_id=unit.pk if unit else None)
        settle(change)
    return change.event


def prioritise(matter: Matter, *, by: Actor, priority: Priority) -> Event:
    with move(matter, Verb.PRIORITISE, by=by) as change:
        change.set(priority=priority)
    return change.event


def merge(matter: Matter, *, by: Actor, into: Matter) -> Event:
    """The same concern told again: every voice stays, one matter is worked, the earliest promise governs."""
    with in_order(matter, into), move(matter, Verb.MERGE, by=by) as change:
        _require_mergeable(matter, into)
        end_levels(change, Assignment.End.ENDED)
        change.set(merged_into_id=into.pk, stood_since=None)
        settle(change)
        _take_earlier_promise(matter, into, by)
    return change.event


def _require_mergeable(matter: Matter, into: Matter) -> None:
    if into.pk in family(matter):
        raise Refusal(_("A matter cannot be merged into itself or into one that was merged into it."))
    if into.state not in OPEN:
        raise Refusal(
            _("%s is no longer open. Ask to reopen it, or have the new matter worked by itself.")
            % into.number
        )
    if matter.confidential != into.confidential:
        raise Refusal(_("A confidential matter and an open one cannot be merged."))
    if matter.about_unit_id != into.about_unit_id:
        raise Refusal(
            _("One is a complaint about a unit, the other is not about the same. Have them worked apart.")
        )
    if matter.children.filter(state__in=sorted(OPEN)).exists():
        raise Refusal(_("Matters hang below this one. Bring them to their end or detach them first."))


def _take_earlier_promise(matter: Matter, into: Matter, by: Actor) -> None:
    with move(into, Verb.JOIN, by=by) as change:
        dues = [due for due in (into.due_at, matter.due_at) if due]
        change.set(due_at=min(dues) if dues and not into.external_due else into.due_at)
        change.tell(merged=matter.number)


def split_off(matter: Matter, *, by: Actor) -> Event:
    """It was another concern after all: back to sorting, with its own promise as it always ran."""
    with move(matter, Verb.SPLIT_OFF, by=by) as change:
        change.set(merged_into_id=None, unit_id=matter.desk_id, officer_id=None, unit_due_at=None)
        turn(change)
    return change.event
