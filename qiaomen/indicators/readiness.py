"""How far an office is set up: what there is, and what is still missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Value

from qiaomen.catalogue.learning.models import Learner
from qiaomen.catalogue.models import Item, ItemVersion, Rule
from qiaomen.kernel import clock
from qiaomen.kernel.calendar import calendar_now
from qiaomen.kernel.models import OwnWording
from qiaomen.matters.models import ImportMapping
from qiaomen.people.models import Person, Post, Role, Unit
from qiaomen.territory import paths
from qiaomen.territory.models import Place, PlaceKind

DRAWN = (PlaceKind.COMMUNITY, PlaceKind.GRID)


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
    """Of the whole house, in seven queries."""
    today = clock.today()
    places = _places(today)
    rules = list(Rule.objects.in_force(today).values_list("item_id", "place__path", "unit", "unit__ended_on"))
    people = _people(today)
    units = _units(today)
    items = _items(today)
    roles, wordings, mappings, proposals = _counted(
        Role.objects.all(),
        OwnWording.objects.exclude(text=""),
        ImportMapping.objects.in_use(),
        Learner.objects.exclude(proposed_on=None),
    )
    answering = {unit for _item, _path, unit, ended in rules if not (ended and ended <= today)}
    defaults = {path for item, path, unit, _ended in rules if not item and unit in answering}
    year = today.year + (1 if today.month > 10 else 0)
    return Readiness(
        places=len(places),
        undrawn=sum(bare and kind in DRAWN for _path, _name, kind, bare in places),
        unanswered=_unanswered([each[:2] for each in places if paths.depth(each[0]) > 1], defaults),
        units=len(units),
        desks=sum(kind == Unit.Kind.DESK for _pk, kind, _name, _staffed in units),
        unstaffed=tuple(name for pk, _kind, name, staffed in units if pk in answering and not staffed),
        roles=roles,
        people=len(people),
        without_post=sum(not posted for _password, posted in people),
        without_password=sum(password.startswith("!") for password, _posted in people),
        items=len(items),
        without_duties=sum(listed and level > 1 and not duties for listed, level, duties in items),
        rules=len(rules),
        wordings=wordings,
        mappings=mappings,
        learning_proposed=proposals > 0,
        year=year,
        year_known=calendar_now().known(year),
    )


def _places(today: date) -> list[tuple[str, str, str, bool]]:
    """Path, name, kind, and whether no outline is known."""
    areas = Place.objects.current(today).exclude(kind=PlaceKind.BUILDING).order_by("path")
    return list(areas.values_list("path", "name", "kind", _is(polygon=None)))


def _people(today: date) -> list[tuple[str, bool]]:
    """Password, and whether they hold a post."""
    held = Exists(Post.objects.in_force(today).filter(person=OuterRef("pk")))
    return list(Person.objects.selectable(today).values_list("password", held))


def _units(today: date) -> list[tuple[int, str, str, bool]]:
    """Key, kind, name, and whether anybody holds a post there."""
    held = Exists(Post.objects.in_force(today).filter(unit=OuterRef("pk")))
    return list(Unit.objects.current(today).values_list("pk", "kind", "name", held))


def _items(today: date) -> list[tuple[bool, int, str]]:
    """Whether it is listed, level, and duties."""
    said = ItemVersion.objects.in_force(today).filter(item__in=Item.objects.current(today))
    listed = _is(visibility=ItemVersion.Visibility.LISTED)
    return list(said.values_list(listed, "item__level", "duties"))


def _is(**condition: object) -> "ExpressionWrapper[Q]":
    return ExpressionWrapper(Q(**condition), BooleanField())


def _counted(*querysets: QuerySet[Any]) -> list[int]:
    """How many each of them has, in one query."""
    counts = [
        rows.order_by().annotate(which=Value(which)).values("which").annotate(count=Count("pk"))
        for which, rows in enumerate(querysets)
    ]
    found = dict(counts[0].union(*counts[1:]).values_list("which", "count"))
    return [found.get(which, 0) for which in range(len(querysets))]


def _unanswered(places: Iterable[tuple[str, str]], defaults: set[str]) -> tuple[str, ...]:
    """Those that have no default rule, nor any above them; what lies below one of them is not named again."""
    found: dict[str, str] = {}
    for path, name in places:
        above = paths.line(path)
        if defaults.isdisjoint(above) and found.keys().isdisjoint(above):
            found[path] = name
    return tuple(found.values())
