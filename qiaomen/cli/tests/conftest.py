"""A terminal in English, whose commands run in this process."""

from collections.abc import Callable, Iterator

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from qiaomen.cli import rooms
from qiaomen.cli.main import qiaomen

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """`run("ledger", "verify")`: the finished command; an unforeseen exception is the test's failure."""
    monkeypatch.setenv("QIAOMEN_LANGUAGE", "en")
    monkeypatch.setenv("LANGUAGE", "en")  # the command sets it for click
    monkeypatch.setattr(rooms, "require_installation", lambda: None)

    def command(*arguments: str, typed: str = "") -> Result:
        return CliRunner().invoke(qiaomen, arguments, input=typed, catch_exceptions=False)

    with translation.override("en"):
        yield command
