"""The writes of the territory: one verb, one function, each in the ledger and in a new edition."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.db import transaction
from django.db.models import Max, Value
from django.db.models.functions import Concat, Length, Substr
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import clock, counters, ledger
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models.beside import digests
from qiaomen.kernel.models.ledger import Event
from qiaomen.kernel.permissions import HOUSE, Permission
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import Change, lock, move
from qiaomen.territory import boundaries, checks, editions, paths
from qiaomen.territory.editions import revising
from qiaomen.territory.models import Place, PlaceKind, PlaceName
from qiaomen.territory.states import Verb

ROOT_CODE = "root"
NO_SALT = b""  # what is said of a place is no secret


@dataclass(frozen=True, slots=True)
class Seed:
    """A place to be: its parent is a row already."""

    parent: Place
    code: str
    name: str
    kind: str
    official_code: str = ""
    aliases: tuple[str, ...] = ()


def found_root(name: str, *, by: Actor) -> Place:
    """The place above all others; what an import hangs nowhere hangs here."""
    by.require(Permission.TERRITORY_EDIT, HOUSE)
    with transaction.atomic():
        if Place.objects.exists():
            raise Refusal(_("The root of the places is there already. Rename it instead."))
        (number,) = counters.take(Place.SERIES)
        root = Place(code=ROOT_CODE, name=checks.clean_name(name), kind=PlaceKind.ROOT)
        root.number, root.path = number, paths.join("", number)
        ledger.begin(root, Verb.FOUND, by=by)
        editions.begin()
    return root


def add_place(*, parent: Place, code: str, name: str, kind: str, by: Actor, official_code: str = "") -> Place:
    """A new place under `parent`: a list of one."""
    return add_places([Seed(parent, code, name, kind, official_code)], by=by)[0]


def add_places(seeds: Sequence[Seed], *, by: Actor) -> list[Place]:
    """New places with their aliases, all or none: one statement a table."""
    if not seeds:
        return []
    with revising():
        parents = Place.objects.in_bulk({seed.parent.pk for seed in seeds})
        for parent in parents.values():
            by.require(Permission.TERRITORY_EDIT, parent.scope)
            checks.require_current(parent)
        checks.require_free([seed.code for seed in seeds])
        numbers = counters.take(Place.SERIES, len(seeds))
        places = [
            _grow(seed, parents[seed.parent.pk], number) for seed, number in zip(seeds, numbers, strict=True)
        ]
        names = [_aliases(place, seed) for place, seed in zip(places, seeds, strict=True)]
        ledger.begin_many(places, Verb.ADD, by=by, data=[_told(aliases) for aliases in names])
        PlaceName.objects.bulk_create(chain.from_iterable(names))
    return places


def _grow(seed: Seed, parent: Place, number: int) -> Place:
    checks.require_kind(seed.kind)
    path = paths.join(parent.path, number)
    checks.require_depth(path)
    return Place(
        parent=parent,
        number=number,
        path=path,
        code=checks.clean_code(seed.code),
        name=checks.clean_name(seed.name),
        kind=seed.kind,
        official_code=checks.clean_official_code(seed.official_code),
    )


def _aliases(place: Place, seed: Seed) -> list[PlaceName]:
    """The first names of a new place, unsaved."""
    day, kind = clock.today(), PlaceName.Kind.ALIAS
    return [
        PlaceName(place=place, number=number, text=alias, kind=kind, from_day=day)
        for number, alias in enumerate(seed.aliases, start=1)
    ]


def _told(aliases: Sequence[PlaceName]) -> dict[str, Any]:
    """What the first line of a place says of these."""
    if not aliases:
        return {}
    return {"aliases": [name.text for name in aliases], "beside": digests(aliases, NO_SALT)}


def _keep_name(
    change: Change[Place],
    text: str,
    kind: PlaceName.Kind,
    *,
    from_day: date | None = None,
    to_day: date | None,
) -> None:
    """One name more for the changing place."""
    number = change.row.names.count() + 1
    days = {"from_day": from_day, "to_day": to_day}
    change.keep(PlaceName(place=change.row, number=number, text=text, kind=kind, **days))


def rename_place(place: Place, *, name: str, by: Actor) -> Event:
    """The old name stays as a former one, under which people go on to mean the place."""
    with revising(), move(place, Verb.RENAME, by=by) as change:
        new = checks.clean_name(name)
        if new == place.name:
            raise Refusal(_("“%(name)s” is its name already.") % {"name": new})
        _keep_name(change, place.name, PlaceName.Kind.FORMER, to_day=clock.today())
        change.set(name=new)
    return change.event


def correct_place(place: Place, *, kind: str, official_code: str, by: Actor) -> Event:
    """Set right what was entered wrongly; what the world changed is renamed, moved or merged."""
    with revising(), move(place, Verb.CORRECT, by=by) as change:
        checks.require_not_root(place)
        checks.require_kind(kind)
        change.set(kind=kind, official_code=checks.clean_official_code(official_code))
    return change.event


def move_place(place: Place, *, parent: Place, by: Actor) -> Event:
    """Hang `place` and everything below it under another parent."""
    with revising(), move(place, Verb.MOVE, by=by) as change:
        lock(parent)
        by.require(Permission.TERRITORY_EDIT, parent.scope)
        checks.require_current(parent)
        checks.require_outside(place, parent)
        _hang(place, parent, change)
    return change.event


def _hang(place: Place, parent: Place, change: Change[Place]) -> None:
    """Give `place` its new parent and rewrite the paths of its subtree in one statement."""
    old, new = place.path, paths.join(parent.path, place.number)
    subtree = Place.objects.below(old)
    longest = subtree.aggregate(longest=Max(Length("path")))["longest"]
    checks.require_depth("0" * (longest - len(old) + len(new)))
    subtree.update(path=Concat(Value(new), Substr("path", len(old) + 1)))
    change.set(parent=parent, path=new)


def merge_places(places: Iterable[Place], *, into: Place, by: Actor) -> None:
    """Each of `places` ends and lives on in `into`, which takes its children, its names and its history.

    The ended place itself hangs under `into`, so that what happened there counts below `into` from now on.
    """
    with revising():
        for place in places:
            _merge(place, into, by)


def _merge(place: Place, into: Place, by: Actor) -> None:
    today = clock.today()
    with move(into, Verb.ABSORB, by=by) as taking, move(place, Verb.MERGE, by=by) as going:
        checks.require_outside(place, into)
        taking.tell(place=place, names=_hand_over_names(place, taking, today))
        _hang(place, into, going)
        going.set(ended_on=today, merged_into=into)
        for child in Place.objects.filter(parent=place).current(today):
            with move(child, Verb.MOVE, by=by) as change:
                _hang(child, into, change)


def _hand_over_names(place: Place, taking: Change[Place], today: date) -> list[str]:
    known = {taking.row.name, *taking.row.names.in_use().values_list("text", flat=True)}
    given = {name.text: name for name in place.names.in_use() if name.text not in known}
    for name in given.values():
        kind = PlaceName.Kind(name.kind)
        _keep_name(taking, name.text, kind, from_day=name.from_day, to_day=name.to_day)
    _keep_name(taking, place.name, PlaceName.Kind.FORMER, to_day=today)
    return [*given, place.name]


def end_place(place: Place, *, by: Actor) -> Event:
    """From today the place is no more; it stays in history with its code, name and path."""
    with revising(), move(place, Verb.END, by=by) as change:
        today = clock.today()
        checks.require_not_root(place)
        if Place.objects.filter(parent=place).current(today).exists():
            raise Refusal(_("Places still lie in “%(name)s”. Move or end them first.") % {"name": place.name})
        change.set(ended_on=today)
    return change.event


def resume_place(place: Place, *, by: Actor) -> Event:
    """Take an end back. What was merged into another stays there: its matters count below that one."""
    with revising(), move(place, Verb.RESUME, by=by) as change:
        if place.merged_into:
            raise Refusal(_("“%(name)s” was merged. Add a new place instead.") % {"name": place.name})
        if place.parent:
            checks.require_current(place.parent)
        change.set(ended_on=None)
    return change.event


def amend_place(
    place: Place, *, name: str, kind: str, official_code: str, parent: Place | None, by: Actor
) -> bool:
    """Each difference by its own verb, all or none; whether there was one. The root has no parent."""
    before = place.ledger_seq
    with revising():
        if place.name != name:
            rename_place(place, name=name, by=by)
        if parent and place.parent_id != parent.pk:
            move_place(place, parent=parent, by=by)
        if (place.kind, place.official_code) != (kind, official_code):
            correct_place(place, kind=kind, official_code=official_code, by=by)
    return place.ledger_seq > before


def draw_place(place: Place, *, geometry: Mapping[str, object], by: Actor) -> Event:
    """Draw the boundary: a GeoJSON Polygon or MultiPolygon in degrees of WGS 84."""
    with revising(), move(place, Verb.DRAW, by=by) as change:
        change.set(polygon=boundaries.checked(geometry, of=place.name))
    return change.event


def name_place(place: Place, *, text: str, by: Actor) -> Event:
    """Add what else people call the place, or what lies in it and is named: an estate, a road, a school."""
    with revising(), move(place, Verb.NAME, by=by) as change:
        alias = checks.clean_name(text)
        if alias == place.name or place.names.filter(text=alias, to_day=None).exists():
            raise Refusal(_("“%(name)s” is its name already.") % {"name": alias})
        _keep_name(change, alias, PlaceName.Kind.ALIAS, from_day=clock.today(), to_day=None)
        change.tell(aliases=[alias])
    return change.event


def unname_place(place: Place, *, text: str, by: Actor) -> Event:
    """Take an alias away; it stays in history."""
    with revising(), move(place, Verb.UNNAME, by=by) as change:
        name = place.names.filter(text=text, to_day=None).first()
        if name is None:
            raise Refusal(_("“%(name)s” is not one of its aliases.") % {"name": text})
        name.to_day = clock.today()
        change.keep(name)
        change.tell(aliases=[text])
    return change.event
