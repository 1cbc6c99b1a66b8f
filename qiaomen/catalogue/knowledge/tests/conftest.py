"""The catalogue's small district, with short answers."""

from collections.abc import Callable

import pytest

from qiaomen.catalogue.knowledge.actions import add_short_answer
from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.catalogue.knowledge.wording import Wording
from qiaomen.catalogue.tests.conftest import (
    console,
    desk,
    file,
    items,
    lamp,
    places,
    present,
    ready,
    stranger,
    units,
)
from qiaomen.kernel.actors import Actor
from qiaomen.people.models import Unit

__all__ = [
    "console",
    "desk",
    "file",
    "items",
    "lamp",
    "places",
    "present",
    "ready",
    "stranger",
    "units",
]

Add = Callable[..., ShortAnswer]


@pytest.fixture
def add(ready: None, desk: Unit, console: Actor) -> Add:
    """`add("K02", question="…")`: a short answer that says this, and the rest of the one about permits."""

    def added(code: str = "K01", **said) -> ShortAnswer:
        return add_short_answer(code=code, wording=permit(**{"owner": desk, **said}), by=console)

    return added


def permit(owner: Unit, **said) -> Wording:
    words = {
        "question": "居住证怎么办？",
        "also": ("暂住证在哪里办",),
        "answer": "带身份证和住址证明，到{地址}办理。",
        "source": "《居住证暂行条例》",
        "owner": owner,
    }
    return Wording(**{**words, **said})
