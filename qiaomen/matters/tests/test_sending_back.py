"""A step that is sent back: the resident reads why, where something of theirs is to be done once more."""

from datetime import timedelta

import pytest

from qiaomen.kernel import clock, ledger
from qiaomen.kernel.actors import machine
from qiaomen.matters.actions.closing import withdraw
from qiaomen.matters.actions.erasing import erase
from qiaomen.matters.actions.sending_back import send_back_step
from qiaomen.matters.models import Audience, Matter
from qiaomen.matters.tests.test_steps import handled, step, take
from tests.world import MONDAY, World

WHY = "身份证的照片看不清，请重拍一张"


@pytest.fixture
def matter(world: World) -> Matter:
    """The unit has looked, the resident has done their part, and the unit has acted."""
    matter = handled(world, step("look"), step("wish", 'actor = "resident"'), step("act"), step("end"))
    take(world, matter, "look")
    take(world, matter, "wish", by="clerk")
    take(world, matter, "act")
    return matter


def heard(matter: Matter) -> list[str]:
    return [note.text for note in matter.notes.filter(audience=Audience.RESIDENT)]


@pytest.mark.parametrize(("code", "words"), [("look", [WHY]), ("wish", [WHY]), ("act", [])])
def test_the_resident_reads_why_if_their_part_is_undone(
    world: World, matter: Matter, code: str, words: list[str]
):
    send_back_step(matter, by=world.actor("clerk"), code=code, reason=WHY)
    assert heard(matter) == words


def test_what_the_resident_has_not_done_yet_is_not_asked_for_again(world: World):
    matter = handled(world, step("look"), step("wish", 'actor = "resident"'))
    take(world, matter, "look")
    send_back_step(matter, by=world.actor("clerk"), code="look", reason=WHY)
    assert heard(matter) == []


def test_why_is_in_no_line_and_goes_with_the_matter(world: World, matter: Matter):
    send_back_step(matter, by=world.actor("clerk"), code="wish", reason=WHY)
    assert not any(WHY in line.data for line in ledger.story(matter.stream))
    withdraw(matter, by=world.resident)
    with clock.told(MONDAY + timedelta(days=800)):
        erase(matter, by=machine("retention"))
    assert not matter.notes.exclude(text="").exists()
    assert not matter.steps.exclude(reason="").exists()
