"""One small named world: a street with two communities, its desk, the units that act, and who works there."""

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model
from django.utils import translation

from qiaomen.catalogue import suggesting
from qiaomen.catalogue.models import Item
from qiaomen.catalogue.setup import set_up_catalogue
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor, machine, resident
from qiaomen.matters.actions.receiving import receive
from qiaomen.matters.channels import Channel
from qiaomen.matters.context import house
from qiaomen.matters.intake import Told
from qiaomen.matters.models import Matter
from qiaomen.people.acting import acting
from qiaomen.people.actions import add_person, add_unit, appoint
from qiaomen.people.models import Person, Role, Unit
from qiaomen.people.roles import ship_roles
from qiaomen.territory.actions import add_place, found_root, name_place
from qiaomen.territory.models import Place, PlaceKind

MONDAY = datetime(2026, 3, 2, 2, tzinfo=UTC)  # ten in the morning in the office's zone
PHONE = "10000000001"  # a range that belongs to nobody

# login -> role, unit, place
STAFF = {
    "clerk": ("clerk", "JY", "street"),
    "coordinator": ("coordinator", "JY", "street"),
    "water": ("officer", "water", "house"),
    "power": ("officer", "power", "house"),
    "office": ("officer", "street", "street"),
    "willow": ("officer", "willow", "willow"),
    "firm": ("company_officer", "firm", "street"),
    "grid": ("grid_worker", "willow", "grid"),
    "leader": ("leader", "street", "street"),
    "auditor": ("auditor", "street", "house"),
    "administrator": ("administrator", "street", "house"),
    "secret": ("confidential_clerk", "JY", "street"),
    "elsewhere": ("clerk", "far", "far"),
}

# code -> name, kind, place, parent
UNITS = {
    "JY": ("柳荫诉求受理中心", Unit.Kind.DESK, "street", None),
    "far": ("远山诉求受理中心", Unit.Kind.DESK, "far", None),
    "street": ("柳荫街道办事处", Unit.Kind.STREET, "street", None),
    "willow": ("柳岸社区居委会", Unit.Kind.COMMUNITY, "willow", "street"),
    "firm": ("样例物业", Unit.Kind.COMPANY, "street", "street"),
    "water": ("水务科", Unit.Kind.DEPARTMENT, "house", None),
    "power": ("供电科", Unit.Kind.DEPARTMENT, "house", None),
}


@dataclass
class World:
    console: Actor
    places: dict[str, Place] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    told: int = 0

    def actor(self, login: str) -> Actor:
        """Who acts, as of the day the clock says."""
        return acting(self.people[login], clock.today())

    @property
    def resident(self) -> Actor:
        return resident("web")

    def receive(self, **said: Any) -> Matter:
        """A new matter through the one door: by the clerk, from the grid, with a phone, unless said so."""
        self.told += 1
        values = {
            "key": f"test:{self.told}",
            "channel": Channel.PHONE,
            "body": "三单元的水管漏水",
            "phone": PHONE,
        }
        by = said.pop("by", None) or self.actor("clerk")
        told = Told(**{**values, "place": self.places["grid"], **said})
        return Matter.objects.get(number=receive(told, by=by).number)


def build() -> World:
    """The world, written through the rooms' own actions."""
    world = World(machine("console"))
    by = world.console
    house = found_root("云川区", by=by)
    world.places["house"] = house
    grow = [
        ("street", "柳荫街道", PlaceKind.STREET, "house"),
        ("far", "远山街道", PlaceKind.STREET, "house"),
        ("willow", "柳岸社区", PlaceKind.COMMUNITY, "street"),
        ("cassia", "桂花社区", PlaceKind.COMMUNITY, "street"),
        ("grid", "柳岸第一网格", PlaceKind.GRID, "willow"),
    ]
    for code, name, kind, parent in grow:
        world.places[code] = add_place(parent=world.places[parent], code=code, name=name, kind=kind, by=by)
    name_place(world.places["grid"], text="春江花园", by=by)
    for code, (name, kind, place, parent) in UNITS.items():
        above = world.units[parent] if parent else None
        world.units[code] = add_unit(
            code=code, name=name, kind=kind, place=world.places[place], parent=above, by=by
        )
    ship_roles(by=by)
    set_up_catalogue(desk=world.units["JY"], by=by)
    _appoint(world)
    return world


def _appoint(world: World) -> None:
    since = clock.today() - timedelta(days=400)
    for login, (role, unit, place) in STAFF.items():
        person = add_person(login=login, name=f"示例{login}", by=world.console)
        appoint(
            person,
            unit=world.units[unit],
            place=world.places[place],
            role=Role.objects.get(code=role),
            from_day=since,
            by=world.console,
        )
        world.people[login] = person


@pytest.fixture
def monday() -> Iterator[datetime]:
    """It is Monday, 2 March 2026, ten in the morning, and people read English."""
    with clock.told(MONDAY), translation.override("en"):
        yield MONDAY


Insert = tuple[str, list[Any] | None]  # a statement, and the values that are not written out in it


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The world once it is built, and the statements that lay its rows down again, far quicker."""

    world: bytes  # pickled: far quicker to copy than the objects
    inserts: list[Insert]

    @classmethod
    def take(cls, world: World) -> "Snapshot":
        rooms = ["kernel", "territory", "people", "catalogue"]
        models = [model for room in rooms for model in apps.get_app_config(room).get_models()]
        inserts = [found for model in models if (found := _insert(model))]
        resets = connection.ops.sequence_reset_sql(no_style(), models)
        return cls(pickle.dumps(world), [*inserts, *((reset, None) for reset in resets)])

    def lay(self) -> World:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement, values in self.inserts:
                cursor.execute(statement, values)
        return self.copy()

    def copy(self) -> World:
        world: World = pickle.loads(self.world)  # noqa: S301 - written a moment ago, by us
        return world


def _insert(model: type[Model]) -> Insert | None:
    """One statement for all rows of `model`, as the database itself gives them out.

    PostgreSQL's client would write thousands of values out each time: here it does so once.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        columns = [connection.ops.quote_name(column[0]) for column in cursor.description]
        rows = cursor.fetchall()
    places = f"({', '.join(['%s'] * len(columns))})"
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([places] * len(rows))}"
    values = [value for row in rows for value in row]
    if hasattr(connection.ops, "compose_sql"):
        statement, values = connection.ops.compose_sql(statement, values), None
    return (statement, values) if rows else None


_taken: list[Snapshot] = []


@pytest.fixture
def world(db: None, monday: datetime) -> World:
    """Built once a process through the actions, then laid down again."""
    house.cache_clear()
    suggesting._machinery.cache_clear()  # tests on one Monday look alike to it
    if not _taken:
        _taken.append(Snapshot.take(build()))
        return _taken[0].copy()
    return _taken[0].lay()


@pytest.fixture
def unsorted(world: World) -> Item:
    return Item.objects.get(code="unsorted")
