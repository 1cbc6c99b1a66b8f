"""How far an office is set up: what there is, and what is still missing."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from qiaomen.catalogue.learning.models import Learner
from qiaomen.catalogue.models import Item, ItemVersion, Rule
from qiaomen.kernel import clock
from qiaomen.kernel.calendar import calendar_now
from qiaomen.kernel.models import OwnWording
from qiaomen.matters.models import ImportMapping
from qiaomen.people.models import Person, Post, Role, Unit
from qiaomen.territory import paths
from qiaomen.territory.models import Place, PlaceKind


@dataclass(frozen=True, slots=True)
class Readiness:
    """Numbers; `unanswered` has the places for which no unit answers by default, the largest first."""

    places: int
    undrawn: int
    unanswered: tuple[str, ...]
    units: int
    desks: int
    unstaffed: tuple[str, ...]
    roles: int
    people: int
    without_post: int
    without_password: int
    items: int
    without_duties: int
    rules: int
    wordings: int
    mappings: int
    learning_proposed: bool
    year: int
    year_known: bool


def readiness() -> Readiness:
    """Of the whole house, in twelve queries."""
    today = clock.today()
    areas = Place.objects.current(today).exclude(kind=PlaceKind.BUILDING)
    rules = list(Rule.objects.in_force(today).values_list("item_id", "place__path", "unit", "unit__ended_on"))
    people = list(Person.objects.selectable(today).values_list("pk", "password"))
    posts = list(Post.objects.in_force(today).values_list("person", "unit"))
    said = ItemVersion.objects.in_force(today).filter(item__in=Item.objects.current(today))
    listed = Q(visibility=ItemVersion.Visibility.LISTED)
    duties = list(said.filter(listed, item__level__gt=1).values_list("duties", flat=True))
    kinds = list(Unit.objects.current(today).values_list("pk", "kind", "name"))
    staffed = {unit for _person, unit in posts}
    answering = {unit for _item, _path, unit, ended in rules if not (ended and ended <= today)}
    defaults = {path for item, path, unit, _ended in rules if not item and unit in answering}
    year = today.year + (1 if today.month > 10 else 0)
    return Readiness(
        places=areas.count(),
        undrawn=areas.filter(polygon=None, kind__in=(PlaceKind.COMMUNITY, PlaceKind.GRID)).count(),
        unanswered=_unanswered(
            areas.exclude(parent=None).order_by("path").values_list("path", "name"), defaults
        ),
        units=len(kinds),
        desks=sum(kind == Unit.Kind.DESK for _pk, kind, _name in kinds),
        unstaffed=tuple(name for pk, _kind, name in kinds if pk in answering - staffed),
        roles=Role.objects.count(),
        people=len(people),
        without_post=sum(pk not in {person for person, _unit in posts} for pk, _password in people),
        without_password=sum(password.startswith("!") for _pk, password in people),
        items=said.count(),
        without_duties=sum(not one for one in duties),
        rules=len(rules),
        wordings=OwnWording.objects.exclude(text="").count(),
        mappings=ImportMapping.objects.in_use().count(),
        learning_proposed=Learner.objects.exclude(proposed_on=None).exists(),
        year=year,
        year_known=calendar_now().known(year),
    )


def _unanswered(places: Iterable[tuple[str, str]], defaults: set[str]) -> tuple[str, ...]:
    """Those that have no default rule, nor any above them; what lies below one of them is not named again."""
    found: dict[str, str] = {}
    for path, name in places:
        above = paths.line(path)
        if defaults.isdisjoint(above) and found.keys().isdisjoint(above):
            found[path] = name
    return tuple(found.values())
