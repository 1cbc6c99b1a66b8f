"""The player's own rules, without a district."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from qiaomen.demo import messages
from qiaomen.demo.case import Stage
from qiaomen.demo.hours import Wait
from qiaomen.demo.player import Player, Scene
from qiaomen.kernel.refusal import Refusal
from tests.world import World, monday, world

__all__ = ["monday", "world"]

START = datetime(2026, 3, 2, 2, tzinfo=UTC)  # Monday, ten in the morning
END = START + timedelta(days=30)


@pytest.fixture
def player(world: World, tmp_path: Path) -> Player:
    return Player(tmp_path, END, Stage(date(2026, 4, 1), tmp_path), {})


def waiting(*waits: Wait) -> Iterator[Wait]:
    yield from waits


def goes_on(player: Player, wait: Wait) -> datetime | None:
    """When a script that waits so long on Monday goes on; None for never."""
    player._go_on(Scene(START, "YC0001", waiting(wait)))
    return player.scenes[0].at.astimezone(timezone.get_default_timezone()) if player.scenes else None


def test_a_day_later_is_the_next_workday_within_the_hours_of_work(player: Player):
    at = goes_on(player, 5)
    assert at.date() == date(2026, 3, 9)
    assert 9 <= at.hour < 18


def test_later_on_the_same_day_is_within_the_hour(player: Player):
    assert timedelta() < goes_on(player, 0) - START < timedelta(hours=1)


def test_a_day_off_is_the_workday_after_it(player: Player):
    assert goes_on(player, date(2026, 3, 7)).date() == date(2026, 3, 9)


@pytest.mark.parametrize("wait", [date.max, 60])
def test_what_lies_beyond_the_present_is_never_reached(player: Player, wait: Wait):
    assert goes_on(player, wait) is None


def test_a_script_that_is_refused_ends_and_says_why(player: Player):
    def refused() -> Iterator[Wait]:
        raise Refusal("Not now.")
        yield 1

    player._go_on(Scene(START, "YC0001", refused()))
    assert (player.broken, player.scenes) == ({"YC0001": "Not now."}, [])


def test_a_message_that_does_not_come_in_is_a_fault_of_the_demonstration(world: World, tmp_path: Path):
    day, told = next(iter(messages.by_day(date(2026, 3, 2), 90).items()))
    told = [replace(told[0], channel="smoke")]
    with pytest.raises(Refusal, match="rejected"):
        messages.take_in(told, tmp_path, by=world.console)
    assert (tmp_path / f"messages-{day}.csv").exists() or (tmp_path / f"messages-{day}.xlsx").exists()
