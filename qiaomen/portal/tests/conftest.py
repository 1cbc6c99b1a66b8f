"""The world, a resident's browser, and ways to come to a page of the portal."""

from collections.abc import Callable
from typing import TypeAlias

import pytest
from django.test import Client

from qiaomen.matters.models import Matter
from tests.world import World, monday, unsorted, world

__all__ = ["World", "monday", "unsorted", "world"]

Follow: TypeAlias = Callable[[Matter], str]


@pytest.fixture
def visitor(world: World) -> Client:
    """A resident's browser, in English."""
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def follow(visitor: Client) -> Follow:
    """Show number and code of the matter's first telling; gives the address of its page."""

    def shown(matter: Matter) -> str:
        telling = matter.tellings.get()
        reply = visitor.post("/track/", {"number": matter.number, "code": telling.code})
        assert reply.status_code == 303
        return reply["Location"]

    return shown
