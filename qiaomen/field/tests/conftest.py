"""The world, and phones of the people in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from qiaomen.matters.models import Matter
from tests.world import World, monday, unsorted, world

__all__ = ["Phone", "World", "monday", "unsorted", "world"]

JSON = {"accept": "application/json", "accept-language": "en"}


@dataclass
class Phone:
    client: Client
    by: str = ""

    def carries(self) -> dict[str, Any]:
        carried: dict[str, Any] = self.client.get("/field/now/").json()
        return carried

    def sends(self, deed: str, **said: Any):
        """The reply to one thing that was done in the field."""
        return self.client.post("/field/sendings/", {"key": str(uuid4()), "deed": deed, **said})

    def does(self, deed: str, matter: Matter, **said: Any):
        """The same to a matter, as it stands."""
        matter.refresh_from_db()
        return self.sends(deed, **{"number": matter.number, "seen": matter.ledger_seq, **said})


AsPhone = Callable[[str], Phone]


@pytest.fixture
def phone(world: World) -> AsPhone:
    def of(login: str) -> Phone:
        client = Client(headers=JSON)
        client.force_login(world.people[login], "django.contrib.auth.backends.ModelBackend")
        return Phone(client)

    return of
