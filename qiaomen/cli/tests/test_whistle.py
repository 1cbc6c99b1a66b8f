"""The whistle at the terminal: blown, answered, counted."""

import json

from qiaomen.matters.models import Turnout
from qiaomen.matters.tests.walks import with_community
from qiaomen.people.actions import set_password
from tests.world import World, monday, world

__all__ = ["monday", "world"]

SECRET = "vier-Worte-und-ein-Rad"
WHISTLE = ("task=水管爆裂", "spot=三单元门口", "at=2026-03-02 15:00")


def test_offices_are_called_answer_and_are_counted(run, world: World):
    matter = with_community(world)
    for login in ("willow", "water"):
        set_password(world.people[login], password=SECRET, by=world.console)
    for login, noun, *filled in (
        ("willow", "whistle", "called=water: 关总阀", "called=供电科", *WHISTLE),
        ("water", "response", "coming=yes"),
    ):
        done = run("matters", "do", matter.number, noun, *filled, "--as", login, typed=f"{SECRET}\n")
        assert done.exit_code == 0, done.stderr
    assert list(Turnout.objects.values_list("part", "coming")) == [("关总阀", True), ("", None)]
    said = json.loads(run("report", "whistles", "--by", "place", "--level", "street", "--json").stdout)
    assert (said["total"]["called"], said["total"]["ahead"], said["level"]) == (2, 2, "street")
    assert "Answered in time: of the offices" in run("report", "whistles").stdout


def test_offices_that_can_be_called_are_named_at_the_terminal(run, world: World):
    matter = with_community(world)
    set_password(world.people["willow"], password=SECRET, by=world.console)
    refused = run("matters", "do", matter.number, "whistle", "--as", "willow", typed=f"{SECRET}\n")
    assert "called: Name at least one office to call." in refused.stderr
    assert "water = 水务科" in refused.stderr


def test_a_level_belongs_to_places(run, world: World):
    assert "--by place" in run("report", "whistles", "--level", "street").stderr


def test_the_limits_are_shown_and_laid_down(run, world: World):
    assert "To answer: 2 work hours" in run("matters", "whistle-limits").stdout
    assert "To answer: 45 minutes" in run("matters", "whistle-limits", "--answer", "45 minutes").stdout
    assert "is not a limit" in run("matters", "whistle-limits", "--come", "soon").stderr
    back = run("matters", "whistle-limits", "--answer", "").stdout
    assert "To answer: 2 work hours" in back
