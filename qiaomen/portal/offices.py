"""The offices that a resident can name as those they complain about."""

from collections.abc import Mapping

from qiaomen.kernel import clock
from qiaomen.matters.context import Context
from qiaomen.people.models import Unit
from qiaomen.portal.places import READABLE

OFFICES = (Unit.Kind.DESK, Unit.Kind.DEPARTMENT, Unit.Kind.STREET, Unit.Kind.COMMUNITY)


def nameable() -> Mapping[str, str]:
    """Code -> name; none when they are too many to read. Without desks that nobody stands above."""
    current = Unit.objects.current(clock.today()).filter(kind__in=OFFICES).order_by("kind", "code")
    units = list(current.select_related("place")[: READABLE + 1])
    above = Context.load(clock.now()).desk_above
    answered_for = [unit for unit in units if unit.kind != Unit.Kind.DESK or unit.parent_id or above(unit)]
    return {unit.code: unit.name for unit in answered_for} if len(units) <= READABLE else {}
