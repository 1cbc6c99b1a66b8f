"""What can be named in a form: items, places, units, as lists that a browser can offer.

From what the process holds of the house: a page with three such lists asks nothing more.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from qiaomen.catalogue.models import Item
from qiaomen.catalogue.suggesting import machinery
from qiaomen.desk.fields import Choice
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Permission
from qiaomen.matters.models import Matter
from qiaomen.people.models import Unit
from qiaomen.territory import paths
from qiaomen.territory.querysets import spell

LEVELS = 3  # of the catalogue, in the label of an item
MOST_PLACES = 3000  # a browser's list beyond that is slow; buildings are named by their grid and address


def items() -> list[Choice]:
    """All items in use, each under the names of those above it."""
    held, today = machinery().items, clock.today()
    rows = sorted((item for item in held.values() if item.current_on(today)), key=lambda item: item.code)
    return _unique(
        Choice(item.pk, " / ".join(reversed(list(_names_up(item, held)))), item.name, item.code)
        for item in rows
    )


def _names_up(item: Item | None, held: Mapping[int, Item]) -> Iterator[str]:
    while item is not None:
        yield item.name
        item = held.get(item.parent_id or 0)


def places(actor: Actor) -> list[Choice]:
    """The places below the actor's posts, by their full names; no buildings."""
    areas, today = machinery().areas, clock.today()
    names = {path: area.name for path, area in areas.items()}
    reached = (
        area
        for area in areas.values()
        if (area.ended_on is None or today < area.ended_on)
        and any(paths.holds(grant.below, area.path) for grant in actor.grants)
    )
    return _unique(
        Choice(area.pk, spell(names, area.path), area.name, area.code)
        for area in islice(reached, MOST_PLACES)
    )


def units_for(matter: Matter, actor: Actor) -> list[Choice]:
    """The units that may be given `matter`: a holder passes it on to those below its own."""
    units = [unit for unit in current_units() if unit.kind != Unit.Kind.DESK]
    if matter.unit_id in actor.units and matter.unit_id != matter.desk_id:
        units = [unit for unit in units if matter.unit_id in _line_up(unit)]
    return unit_choices(unit for unit in units if unit.pk not in {matter.unit_id, matter.about_unit_id})


def current_units() -> list[Unit]:
    """All units of today, in the order in which they were added."""
    today = clock.today()
    return [unit for _pk, unit in sorted(machinery().units.items()) if unit.current_on(today)]


def units_by(actor: Actor, permission: Permission) -> list[Unit]:
    """For which the actor may: their own, or all of their places where the post reaches so far."""
    grants = actor.holding(permission)
    return [
        unit
        for unit in Unit.objects.current(clock.today()).select_related("place").order_by("code")
        if any(
            unit.pk in grant.units if grant.units is not None else unit.place.path.startswith(grant.below)
            for grant in grants
        )
    ]


def _line_up(unit: Unit | None) -> Iterator[int]:
    """The id of the unit and of each above it."""
    while unit is not None:
        yield unit.pk
        unit = unit.parent


def unit_choices(units: Iterable[Unit]) -> list[Choice]:
    return _unique(Choice(unit.pk, unit.name, unit.name, unit.code) for unit in units)


def _unique(choices: Iterable[Choice]) -> list[Choice]:
    """Labels that several bear are told apart by the code."""
    found = list(choices)
    borne = Counter(one.label for one in found)
    return [
        one if borne[one.label] == 1 else one._replace(label=f"{one.label} ({one.code})") for one in found
    ]
