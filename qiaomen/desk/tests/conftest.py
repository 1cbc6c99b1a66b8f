"""The world, and browsers of the people in it."""

from collections.abc import Callable

import pytest
from django.test import Client

from qiaomen.catalogue.actions import add_item, adopt_procedure
from qiaomen.catalogue.models import Item, ProcedureVersion
from qiaomen.catalogue.procedures.tests.test_reading import WHOLE
from qiaomen.catalogue.terms import Terms
from tests.world import World, monday, unsorted, world

__all__ = ["World", "monday", "unsorted", "world"]

SignIn = Callable[[str], Client]


@pytest.fixture
def sign_in(world: World) -> SignIn:
    """A browser in English in which the person with this login has signed in."""

    def enter(login: str) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(world.people[login], "django.contrib.auth.backends.ModelBackend")
        return client

    return enter


@pytest.fixture
def clerk(sign_in: SignIn) -> Client:
    return sign_in("clerk")


@pytest.fixture
def water(sign_in: SignIn) -> Client:
    return sign_in("water")


@pytest.fixture
def water_item(world: World) -> Item:
    return add_item(code="S1", terms=Terms(name="停水", answer="1 workdays"), by=world.console)


@pytest.fixture
def keeper(sign_in: SignIn) -> Client:
    """Who keeps the catalogue and its procedures."""
    return sign_in("administrator")


@pytest.fixture
def own(world: World) -> ProcedureVersion:
    """A procedure that the office has written itself."""
    return adopt_procedure(WHOLE, by=world.console)
