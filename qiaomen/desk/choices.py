"""What can be named in a form: items, places, units, as lists that a browser can offer."""

from collections import Counter
from collections.abc import Iterable

from qiaomen.catalogue.models import Item
from qiaomen.desk.fields import Choice
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.matters.models import Matter
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place, PlaceKind
from qiaomen.territory.querysets import spell

LEVELS = 3  # of the catalogue, in the label of an item
MOST_PLACES = 3000  # a browser's list beyond that is slow; buildings are named by their grid and address


def items() -> list[Choice]:
    """All items in use, each under the names of those above it."""
    rows = list(
        Item.objects.current(clock.today())
        .order_by("code")
        .values_list("pk", "code", "name", "parent__name", "parent__parent__name")
    )
    return _unique(
        Choice(pk, " / ".join(filter(None, (top, above, name))), name, code)
        for pk, code, name, above, top in rows
    )


def places(actor: Actor) -> list[Choice]:
    """The places below the actor's posts, by their full names; no buildings."""
    areas = Place.objects.exclude(kind=PlaceKind.BUILDING)
    names = dict(areas.values_list("path", "name"))
    rows = areas.current(clock.today()).visible_to(actor).order_by("path")
    return _unique(
        Choice(pk, spell(names, path), name, code)
        for pk, path, name, code in rows.values_list("pk", "path", "name", "code")[:MOST_PLACES]
    )


def units_for(matter: Matter, actor: Actor) -> list[Choice]:
    """The units that may be given `matter`: a holder passes it on to those below its own."""
    units = Unit.objects.current(clock.today()).exclude(kind=Unit.Kind.DESK)
    if matter.unit_id in actor.units and matter.unit_id != matter.desk_id:
        units = units.below(matter.unit)
    return unit_choices(units.exclude(pk__in=filter(None, (matter.unit_id, matter.about_unit_id))))


def unit_choices(units: Iterable[Unit]) -> list[Choice]:
    return _unique(Choice(unit.pk, unit.name, unit.name, unit.code) for unit in units)


def _unique(choices: Iterable[Choice]) -> list[Choice]:
    """Labels that several bear are told apart by the code."""
    found = list(choices)
    borne = Counter(one.label for one in found)
    return [
        one if borne[one.label] == 1 else one._replace(label=f"{one.label} ({one.code})") for one in found
    ]
