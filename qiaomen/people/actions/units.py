"""How the tree of units grows, moves and ends."""

import re
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models.ledger import Event
from qiaomen.kernel.names import taken_means
from qiaomen.kernel.permissions import Permission, Scope
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import lock, move
from qiaomen.people.actions.entering import enter, name_said, said
from qiaomen.people.actions.posts import end_posts
from qiaomen.people.models import Unit
from qiaomen.people.tree import ids_below
from qiaomen.territory.models import Place

_CODE = re.compile(r"\w[\w-]{0,19}")


def add_unit(
    *,
    code: str,
    name: str,
    kind: Unit.Kind,
    place: Place,
    parent: Unit | None = None,
    phone: str = "",
    by: Actor,
) -> Unit:
    """Add a unit at home in `place`, below `parent` or at the top of the tree."""
    unit = Unit(
        code=code_said(code),
        name=name_said(name),
        kind=kind,
        place=place,
        parent=parent,
        phone=phone.strip(),
    )
    with taken_means(_("There is already a unit with the code %s. Choose another code.") % unit.code):
        hold_ground(parent, place)
        require_fitting(unit.kind, parent)
        enter(unit, "add", by=by, scope=_scope_of_new(place, parent))
    return unit


def code_said(text: str) -> str:
    """It begins the numbers of a desk's matters, which stand in addresses."""
    code = said(text, _("Give the unit a code."))
    if not _CODE.fullmatch(code):
        raise Refusal(
            _("“%s” cannot be a unit's code: use 1 to 20 letters, digits and hyphens, such as JY-01.")
            % code[:50]
        )
    return code


def rename_unit(unit: Unit, *, name: str, by: Actor) -> Event:
    with move(unit, "rename", by=by) as change:
        change.set(name=name_said(name))
    return change.event


def describe_unit(unit: Unit, *, kind: Unit.Kind, phone: str, by: Actor) -> Event:
    """Correct the unit's entry: what kind it is, and the office number that residents are shown."""
    with move(unit, "describe", by=by) as change:
        require_fitting(kind, unit.parent)
        require_companies_below(unit, kind)
        change.set(kind=kind, phone=phone.strip())
    return change.event


def move_unit(unit: Unit, *, parent: Unit | None, place: Place, by: Actor) -> Event:
    """Put the unit, with all below it, under `parent` (None: the top) and at home in `place`."""
    with transaction.atomic():
        hold_tree()
        with move(unit, "move", by=by) as change:
            by.require(Permission.PEOPLE_EDIT, _scope_of_new(place, parent))
            hold_ground(parent, place)
            require_no_circle(unit, parent)
            require_fitting(unit.kind, parent)
            change.set(parent=parent, place=place)
    return change.event


def amend_unit(
    unit: Unit, *, name: str, kind: Unit.Kind, phone: str, parent: Unit | None, place: Place, by: Actor
) -> bool:
    """Each difference by its own verb, in one transaction; whether there was one."""
    before = unit.ledger_seq
    with transaction.atomic():
        if (unit.parent, unit.place) != (parent, place):
            move_unit(unit, parent=parent, place=place, by=by)
        if unit.name != name:
            rename_unit(unit, name=name, by=by)
        if (unit.kind, unit.phone) != (kind, phone):
            describe_unit(unit, kind=kind, phone=phone, by=by)
    return unit.ledger_seq > before


def end_unit(unit: Unit, *, on: date, by: Actor) -> Event:
    """End the unit and its posts; `on` is the first day without it, what it held stays its history."""
    with move(unit, "end", by=by) as change:
        if on < clock.today():
            raise Refusal(_("A unit cannot end in the past. Choose a day from today on."))
        if unit.children.current(on).exists():
            raise Refusal(_("Units below %s still exist. Move or end them first.") % unit)
        change.set(ended_on=on)
        end_posts(unit.posts.unfinished(on), last_day=on - timedelta(days=1), by=by)
    return change.event


def resume_unit(unit: Unit, *, by: Actor) -> Event:
    """Take an end back. The posts that ended with the unit stay ended and are given anew."""
    with move(unit, "resume", by=by) as change:
        hold_ground(unit.parent, unit.place)
        change.set(ended_on=None)
    return change.event


def hold_tree() -> None:
    """Hold the oldest unit until the transaction ends: two moves at once could close a circle unseen."""
    Unit.objects.select_for_update().order_by("pk").first()


def require_no_circle(unit: Unit, parent: Unit | None) -> None:
    if parent and parent.pk in ids_below({unit.pk})[unit.pk]:
        raise Refusal(
            _("%(parent)s lies below %(unit)s. A unit cannot be below itself: choose another parent.")
            % {"parent": parent, "unit": unit}
        )


def hold_ground(parent: Unit | None, place: Place) -> None:
    if parent:
        hold_current(parent)
    hold_current(place)


def hold_current(ground: Unit | Place) -> None:
    """Hold what the unit will stand on, so that nobody ends it meanwhile."""
    lock(ground)
    if ground.ended_on:
        raise Refusal(_("%s has ended or is about to. Choose another one.") % ground)


def require_fitting(kind: str, parent: Unit | None) -> None:
    """What hides contacts from a company must hide them from its branches and teams too."""
    if parent and parent.is_company and kind != Unit.Kind.COMPANY:
        raise Refusal(_("%s is a company: a unit below it must be of the kind company too.") % parent)


def require_companies_below(unit: Unit, kind: str) -> None:
    if kind == Unit.Kind.COMPANY and unit.children.exclude(kind=kind).exists():
        raise Refusal(_("Units below %s are no companies. Move them elsewhere first.") % unit)


def _scope_of_new(place: Place, parent: Unit | None) -> Scope:
    units = frozenset({parent.pk}) if parent else frozenset[int]()
    return Scope(path=place.path, units=units)
