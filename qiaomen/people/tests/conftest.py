"""A small district: a house, two streets, a community and a grid in the first, and who works there."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils import translation

from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor, machine
from qiaomen.kernel.sheets.reading import read_table
from qiaomen.kernel.sheets.table import Table
from qiaomen.people.acting import acting
from qiaomen.people.actions import add_person, add_unit, appoint
from qiaomen.people.models import Person, Post, Role, Unit
from qiaomen.people.roles import ship_roles
from qiaomen.territory.actions import add_place, found_root
from qiaomen.territory.models import Place, PlaceKind

TODAY = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def present() -> Iterator[None]:
    with clock.told(AT), translation.override("en"):
        yield


@pytest.fixture
def console() -> Actor:
    return machine("console")


@pytest.fixture
def places(db: None, console: Actor) -> dict[str, Place]:
    """The house holds east and west, east holds willow, willow holds the grid."""
    house = found_root("house", by=console)
    east = add_place(parent=house, code="east", name="east", kind=PlaceKind.STREET, by=console)
    west = add_place(parent=house, code="west", name="west", kind=PlaceKind.STREET, by=console)
    willow = add_place(parent=east, code="willow", name="willow", kind=PlaceKind.COMMUNITY, by=console)
    grid = add_place(parent=willow, code="grid", name="grid", kind=PlaceKind.GRID, by=console)
    return {"house": house, "east": east, "west": west, "willow": willow, "grid": grid}


@pytest.fixture
def units(places: dict[str, Place], console: Actor) -> dict[str, Unit]:
    """The street offices of east and west, the community of willow below east, a company beside them."""
    east = add_unit(code="east", name="东柳街道", kind=Unit.Kind.STREET, place=places["east"], by=console)
    west = add_unit(code="west", name="西桥街道", kind=Unit.Kind.STREET, place=places["west"], by=console)
    willow = add_unit(
        code="willow",
        name="柳岸社区",
        kind=Unit.Kind.COMMUNITY,
        place=places["willow"],
        parent=east,
        by=console,
    )
    firm = add_unit(code="firm", name="安居物业", kind=Unit.Kind.COMPANY, place=places["east"], by=console)
    return {"east": east, "west": west, "willow": willow, "firm": firm}


@pytest.fixture
def roles(db: None, console: Actor) -> dict[str, Role]:
    return {role.code: role for role in ship_roles(by=console)}


@pytest.fixture
def lin(db: None, console: Actor) -> Person:
    return add_person(login="lin", name="林秋", phone="13900000001", by=console)


@pytest.fixture
def zhao(db: None, console: Actor) -> Person:
    return add_person(login="zhao", name="赵禾", by=console)


Appointing = Callable[..., Post]


@pytest.fixture
def give(
    units: dict[str, Unit], places: dict[str, Place], roles: dict[str, Role], console: Actor
) -> Appointing:
    """`give(lin, "officer", "willow")`: a post from today on, at the unit's own place unless said."""

    def appointed(person: Person, role: str, unit: str, place: str = "", **days: date) -> Post:
        days.setdefault("from_day", TODAY)
        held = units[unit]
        where = places[place] if place else held.place
        return appoint(person, unit=held, place=where, role=roles[role], **days, by=console)

    return appointed


@pytest.fixture
def keeper(give: Appointing, zhao: Person) -> Actor:
    """Zhao keeps the people of the street east, and no others."""
    give(zhao, "administrator", "east")
    return acting(zhao, TODAY)


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[[str], Table]:
    """`sheet(lines)`: the table that somebody saved with these lines."""

    def read(lines: str) -> Table:
        file = tmp_path / "table.csv"
        file.write_text(lines, encoding="utf-8")
        return read_table(file)

    return read
