"""A step that waits, as a notice hangs for its days, by the told clock."""

import pytest

from qiaomen.kernel.actors import machine
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters import step_sweeps
from qiaomen.matters.actions.handling import answer
from qiaomen.matters.actions.sending_back import send_back_step
from qiaomen.matters.actions.stepping import complete_step, leave_out_step
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Outcome
from qiaomen.matters.tests.procedures.ways import later
from qiaomen.matters.tests.test_steps import handled, step
from qiaomen.matters.turns import own_steps
from tests.world import World

WAIT = 'after = "5 workdays"'  # on a Monday: until the next Monday's closing


def take(world: World, matter: Matter, code: str) -> None:
    complete_step(matter, by=world.actor("water"), code=code, filled={})


def mine(world: World, matter: Matter) -> list[str]:
    return [each.code for each in own_steps(matter, world.actor("water"))]


@pytest.fixture
def posted(world: World) -> Matter:
    matter = handled(world, step("post"), step("heard", WAIT), step("act"))
    take(world, matter, "post")
    return matter


def test_it_is_refused_with_the_day_from_which_it_can_be(world: World, posted: Matter):
    for days in (0, 1, 7):
        with later(days=days), pytest.raises(Refusal, match=r"from March 9, 2026, .* on"):
            take(world, posted, "heard")
    with later(days=8):
        take(world, posted, "heard")
        take(world, posted, "act")


def test_meanwhile_nobody_is_offered_it_and_it_still_stands_before_what_follows(world: World, posted: Matter):
    assert mine(world, posted) == []
    with later(days=2), pytest.raises(Refusal, match="First complete: heard"):
        take(world, posted, "act")
    with later(days=8):
        assert mine(world, posted) == ["heard"]


def test_it_counts_from_what_was_done_last_not_from_what_was_left_out(world: World):
    matter = handled(world, step("post"), step("show"), step("heard", WAIT))
    take(world, matter, "post")
    with later(days=3):
        leave_out_step(matter, by=world.actor("coordinator"), code="show", reason="不需要")
    with later(days=8):
        take(world, matter, "heard")


def test_sent_back_it_waits_again(world: World, posted: Matter):
    with later(days=4):
        send_back_step(posted, by=world.actor("clerk"), code="post", reason="贴错了地方")
        take(world, posted, "post")
    with later(days=8), pytest.raises(Refusal, match="March 13, 2026"):
        take(world, posted, "heard")


def test_where_nothing_before_was_done_it_counts_from_its_opening(world: World):
    matter = handled(world, step("post"), step("heard", WAIT))
    with later(days=1):
        leave_out_step(matter, by=world.actor("coordinator"), code="post", reason="已在公告栏贴过")
    with later(days=8), pytest.raises(Refusal, match="March 10, 2026"):
        take(world, matter, "heard")


def test_first_after_the_answer_it_counts_from_the_answer(world: World):
    matter = handled(world, step("act"), step("follow", f"after_answer = true\n{WAIT}"))
    take(world, matter, "act")
    with later(days=1):
        answer(matter, by=world.actor("water"), outcome=Outcome.SOLVED, text="已经办好。")
        with pytest.raises(Refusal, match="March 10, 2026"):
            take(world, matter, "follow")


def test_a_coordinator_may_go_on_without_the_wait(world: World, posted: Matter):
    leave_out_step(posted, by=world.actor("coordinator"), code="heard", reason="公示另行做过")
    take(world, posted, "act")


def test_nobody_is_reminded_before_it_can_be_done(world: World):
    matter = handled(world, step("post"), step("heard", f'{WAIT}\nlimit = "7 workdays"'))
    take(world, matter, "post")
    for days, reminded in ((4, 0), (9, 1)):
        with later(days=days):
            assert step_sweeps.remind(by=machine("escalation")) == reminded
