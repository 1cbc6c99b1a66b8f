"""The small district of people's tests with a catalogue of three levels."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from qiaomen.catalogue.actions import add_item
from qiaomen.catalogue.models import Item
from qiaomen.catalogue.setup import set_up_catalogue
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel.actors import Actor, Grant
from qiaomen.kernel.permissions import Permission
from qiaomen.people.actions import add_unit
from qiaomen.people.models import Unit
from qiaomen.people.roles import ship_roles
from qiaomen.people.tests.conftest import console, places, present, units
from qiaomen.territory.models import Place

__all__ = ["console", "places", "present", "units"]

LAMP = Terms(name="路灯照明", keywords=("灯不亮",), answer="3 workdays")


@pytest.fixture
def desk(places: dict[str, Place], console: Actor) -> Unit:
    return add_unit(code="desk", name="诉求受理中心", kind=Unit.Kind.DESK, place=places["house"], by=console)


@pytest.fixture
def ready(desk: Unit, console: Actor) -> None:
    """An installation that was set up."""
    ship_roles(by=console)  # which procedures name
    set_up_catalogue(desk=desk, by=console)


@pytest.fixture
def items(ready: None, console: Actor) -> dict[str, Item]:
    """The city holds the light, which holds the lamp; water stands beside the city."""
    city = add_item(code="city", terms=Terms(name="城市管理"), by=console)
    light = add_item(code="light", terms=Terms(name="照明"), parent=city, by=console)
    lamp = add_item(code="lamp", terms=LAMP, parent=light, by=console)
    water = add_item(code="water", terms=Terms(name="供水", keywords=("停水",)), by=console)
    return {"city": city, "light": light, "lamp": lamp, "water": water}


@pytest.fixture
def lamp(items: dict[str, Item]) -> Item:
    return items["lamp"]


@pytest.fixture
def keeper(places: dict[str, Place]) -> Actor:
    """Keeps the catalogue of the street east, and of no other place."""
    grant = Grant(frozenset({Permission.CATALOGUE_EDIT}), below=places["east"].path, post="post/east")
    return Actor("person/7", (grant,))


@pytest.fixture
def stranger() -> Actor:
    return Actor("person/9")


Saying = Callable[..., Terms]


@pytest.fixture
def saying() -> Saying:
    """`saying(answer="1 workdays")`: what the lamp says, but for this."""
    return lambda **other: replace(LAMP, **other)


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str], Path]:
    """`file("items.toml", text)`: what somebody saved."""

    def saved(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return saved
