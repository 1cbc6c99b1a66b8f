"""Signatures of a step: of whom, how many, and never the same person twice."""

from datetime import timedelta

import pytest

from qiaomen.catalogue.procedures.language import Actor as Side
from qiaomen.catalogue.procedures.language import Party
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.matters.actions.stepping import sign_step
from qiaomen.matters.models import MatterStep
from qiaomen.matters.tests.test_steps import handled, standing, step, take
from qiaomen.people.actions import end_post
from tests.world import MONDAY, World


def signed(*sides: str) -> str:
    return step("agree", "".join(f'[[step.signature]]\nof = "{side}"\n' for side in sides))


UNIT, DESK, RESIDENT, OTHER = (Side(Party(party)) for party in ("unit", "desk", "resident", "other_party"))


def test_a_step_is_done_with_its_last_signature(world: World):
    matter = handled(world, signed("unit", "desk"))
    take(world, matter, "agree")  # by which the unit has signed
    assert standing(matter, "agree").ended_at is None
    with pytest.raises(Refusal, match="waits for signatures"):
        take(world, matter, "agree")
    sign_step(matter, by=world.actor("clerk"), code="agree", side=DESK)
    assert standing(matter, "agree").end == MatterStep.End.DONE


def test_nobody_signs_twice_or_for_others(world: World):
    matter = handled(world, step("agree", '[[step.signature]]\nof = "unit"\ncount = 2'))
    take(world, matter, "agree")
    with pytest.raises(Refusal, match="signed already"):
        sign_step(matter, by=world.actor("water"), code="agree", side=UNIT)
    with pytest.raises(Forbidden, match="cannot sign for this side"):
        sign_step(matter, by=world.actor("clerk"), code="agree", side=UNIT)
    with pytest.raises(Refusal, match="Nobody signs"):
        sign_step(matter, by=world.actor("clerk"), code="agree", side=DESK)


def test_both_sides_sign_on_paper_before_whoever_takes_the_step(world: World):
    matter = handled(world, signed("resident", "other_party"))
    with pytest.raises(Refusal, match="nothing to sign"):
        sign_step(matter, by=world.actor("water"), code="agree", side=OTHER)
    take(world, matter, "agree")
    with pytest.raises(Forbidden):
        sign_step(matter, by=world.actor("power"), code="agree", side=OTHER)
    for side in (RESIDENT, OTHER):
        sign_step(matter, by=world.actor("water"), code="agree", side=side)
    assert standing(matter, "agree").end == MatterStep.End.DONE
    with pytest.raises(Refusal, match="nothing to sign"):
        sign_step(matter, by=world.actor("water"), code="agree", side=OTHER)


def test_a_resident_signs_for_themselves(world: World):
    matter = handled(world, signed("resident"))
    take(world, matter, "agree")
    sign_step(matter, by=world.resident, code="agree", side=RESIDENT)
    assert standing(matter, "agree").end == MatterStep.End.DONE


def test_whoever_has_left_signs_nothing(world: World):
    matter = handled(world, signed("unit", "desk"))
    take(world, matter, "agree")
    end_post(world.people["clerk"].posts.get(), last_day=MONDAY.date() - timedelta(days=1), by=world.console)
    with pytest.raises(Forbidden):
        sign_step(matter, by=world.actor("clerk"), code="agree", side=DESK)
