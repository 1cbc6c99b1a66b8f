"""Steps of a procedure: whose turn they are, by when, what they wait for and what waits for them."""

from datetime import timedelta

import pytest

from qiaomen.catalogue.actions import add_item, adopt_procedure
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel import clock
from qiaomen.kernel.actors import machine
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.matters import step_sweeps
from qiaomen.matters.actions.assigning import accept, assign
from qiaomen.matters.actions.assisting import assist
from qiaomen.matters.actions.calling import call
from qiaomen.matters.actions.closing import close
from qiaomen.matters.actions.handling import answer, redo
from qiaomen.matters.actions.sending_back import send_back_step
from qiaomen.matters.actions.stepping import (
    complete_step,
    leave_out_step,
    migrate,
    pass_gate,
)
from qiaomen.matters.models import Audience, Matter, MatterStep
from qiaomen.matters.procedure import still_to_do
from qiaomen.matters.states import Ground, Outcome, State
from qiaomen.matters.tests.walks import CONTENT
from tests.world import MONDAY, World

HEAD = 'code = "way"\nname = "示例流程"\n'


def step(code, lines=""):
    return f'[[step]]\ncode = "{code}"\nname = "{code}"\n{lines}\n'


def received(world: World, *steps: str) -> Matter:
    """A matter that goes by a procedure of these steps."""
    version = adopt_procedure(HEAD + "".join(steps), by=world.console)
    terms = Terms(name="示例事项", procedure=str(version))
    return world.receive(item=add_item(code="W1", terms=terms, by=world.console))


def handled(world: World, *steps: str, unit: str = "water") -> Matter:
    matter = received(world, *steps)
    assign(matter, by=world.actor("clerk"), unit=world.units[unit])
    accept(matter, by=world.actor(unit))
    return matter


def take(world: World, matter: Matter, code: str, by: str = "water", **filled: str):
    return complete_step(matter, by=world.actor(by), code=code, filled=filled)


def days_later(days: int):
    return clock.told(MONDAY + timedelta(days=days))


def standing(matter: Matter, code: str) -> MatterStep:
    return matter.steps.exclude(end__in=MatterStep.UNDONE).get(code=code)


def solve(world: World, matter: Matter, by: str = "water"):
    return answer(matter, by=world.actor(by), outcome=Outcome.SOLVED, text="已经办好。")


def test_a_step_opens_with_its_unit_and_a_day_of_its_own(world: World):
    matter = handled(world, step("look", 'limit = "2 workdays"'), step("act"))
    look = standing(matter, "look")
    assert (look.unit, look.due_at > MONDAY, look.end) == (world.units["water"], True, "")
    assert not matter.steps.filter(code="act").exists()
    take(world, matter, "look")
    assert standing(matter, "look").end == MatterStep.End.DONE
    assert standing(matter, "act").ended_at is None


def test_the_next_unit_takes_the_step_over(world: World):
    matter = received(world, step("look"))
    for unit in ("water", "power"):
        assign(matter, by=world.actor("clerk"), unit=world.units[unit])
    assert standing(matter, "look").unit == world.units["power"]


@pytest.mark.parametrize(
    ("actor", "right", "wrong"),
    [
        ("desk", "clerk", "willow"),
        ("unit", "willow", "clerk"),
        ("superior", "office", "willow"),
        ("upper_superior", "clerk", "office"),  # nobody stands above the street: the desk
        ("role:leader", "leader", "willow"),
        ("assisting_unit", "power", "willow"),
        ("resident", "clerk", "willow"),  # on the telephone
    ],
)
def test_each_party_takes_its_own_steps_and_no_other(world: World, actor: str, right: str, wrong: str):
    matter = handled(world, step("look", f'actor = "{actor}"'), unit="willow")
    if actor == "assisting_unit":
        assist(matter, by=world.actor("clerk"), unit=world.units["power"], task="断电")
    with pytest.raises(Forbidden):
        take(world, matter, "look", by=wrong)
    take(world, matter, "look", by=right)


def test_the_desk_takes_its_step_before_anybody_has_the_matter(world: World):
    matter = received(world, step("accept", 'actor = "desk"'), step("look"))
    take(world, matter, "accept", by="clerk")
    assign(matter, by=world.actor("clerk"), unit=world.units["water"])
    assert standing(matter, "look").unit == world.units["water"]


def test_a_unit_takes_no_step_of_what_it_does_not_have_yet(world: World):
    matter = received(world, step("look"), step("ask", 'actor = "superior"'))
    with pytest.raises(Forbidden):
        take(world, matter, "look", by="water")
    take(world, matter, "look", by="clerk")  # the desk, which answers on the spot
    with pytest.raises(Refusal, match="“ask” cannot be taken yet"):
        take(world, matter, "ask", by="clerk")


def test_the_answer_waits_for_steps_before_it_and_the_close_for_those_after(world: World):
    matter = handled(world, step("look"), step("follow", 'after_answer = true\nlimit = "30 calendar_days"'))
    with pytest.raises(Refusal, match="First complete: look"):
        solve(world, matter)
    take(world, matter, "look")
    solve(world, matter)
    call(matter, by=world.actor("clerk"), telling=matter.tellings.get(), verdict=CONTENT)
    with pytest.raises(Refusal, match="First complete: follow"):
        close(matter, by=world.actor("clerk"), ground=Ground.CONFIRMED)
    assert standing(matter, "follow").due_at - MONDAY > timedelta(days=29)
    take(world, matter, "follow")
    close(matter, by=world.actor("clerk"), ground=Ground.CONFIRMED)
    assert matter.state == State.CLOSED


def test_what_stands_after_the_answer_is_open_only_while_it_stands(world: World):
    matter = handled(world, step("follow", "after_answer = true"))
    solve(world, matter)
    redo(matter, by=world.actor("clerk"), reason="没有修好")
    assert not matter.steps.filter(ended_at=None).exists()
    solve(world, matter)
    assert standing(matter, "follow").ended_at is None


DECIDE = step(
    "decide",
    """told = "您的事项：{决定}，我们将在{答复期限}前答复。"
answer_within = "60 calendar_days"
limit_from = "receipt"
limit = "15 calendar_days"
[[step.field]]
code = "decision"
label = "决定"
kind = "choice"
options = ["受理", "不予受理"]""",
)


def test_what_is_decided_is_promised_and_told(world: World):
    matter = handled(world, DECIDE)
    assert (standing(matter, "decide").due_at - matter.received_at).days in {15, 16}
    take(world, matter, "decide", decision="受理")
    assert (matter.due_at - MONDAY).days >= 59
    told = matter.notes.get(audience=Audience.RESIDENT).text
    assert told.startswith("您的事项：受理，我们将在2026年5月")


def test_what_is_filled_in_leaves_later_steps_out(world: World):
    later = step("visit", 'skip_when = { field = "decide.decision", is = ["不予受理"] }')
    matter = handled(world, DECIDE, later)
    take(world, matter, "decide", decision="不予受理")
    assert still_to_do(matter, after_answer=False) == []
    with pytest.raises(Refusal, match="“visit” is not asked for here"):
        take(world, matter, "visit")


def test_whoever_was_late_is_called_in(world: World):
    steps = [
        step("look", 'limit = "1 workdays"'),
        step("interview", 'skip_when = { field = "look.in_time", is = ["yes"] }'),
    ]
    late = handled(world, *steps)
    with days_later(5):
        take(world, late, "look")
    assert [waiting.code for waiting in still_to_do(late, after_answer=False)] == ["interview"]


def test_sent_back_a_step_opens_anew_for_whoever_had_it(world: World):
    matter = handled(world, step("look"), step("act"))
    take(world, matter, "look")
    send_back_step(matter, by=world.actor("clerk"), code="look", reason="没有照片")
    ends = list(matter.steps.filter(code="look").values_list("end", "reason"))
    assert ends == [("sent_back", "没有照片"), ("", "")]
    assert standing(matter, "look").unit == world.units["water"]


def test_a_coordinator_goes_on_without_a_step_and_answers_for_it(world: World):
    matter = handled(world, step("look"), step("act"))
    with pytest.raises(Refusal, match="Say why"):
        leave_out_step(matter, by=world.actor("coordinator"), code="look", reason=" ")
    leave_out_step(matter, by=world.actor("coordinator"), code="look", reason="对方已搬走")
    assert standing(matter, "look").end == MatterStep.End.LEFT_OUT
    take(world, matter, "act")


def test_what_is_not_asked_for_in_time_lapses(world: World):
    review = 'mandatory = true\nlapses = true\nlimit = "30 calendar_days"\nactor = "resident"'
    matter = handled(world, step("review", review), step("act"))
    assert step_sweeps.lapse(by=machine("procedure")) == 0
    with days_later(40):
        assert step_sweeps.lapse(by=machine("procedure")) == 1
    take(world, matter, "act")


def test_whose_turn_it_is_is_reminded_once(world: World):
    matter = handled(world, step("look", 'limit = "2 workdays"'))
    assert step_sweeps.remind(by=machine("escalation")) == 0
    with days_later(1):
        assert [step_sweeps.remind(by=machine("escalation")) for _time in range(2)] == [1, 0]
    assert standing(matter, "look").reminded_at is not None


def test_a_gate_is_passed_by_what_it_waits_for_and_by_nobody(world: World):
    matter = handled(world, step("meet", 'gate = "whistle"'), step("act"))
    with pytest.raises(Forbidden, match="completes itself"):
        take(world, matter, "meet")
    for _again in range(2):
        pass_gate(matter, by=machine("procedure"), gate="whistle", evidence="whistle/1")
    assert standing(matter, "meet").filled == {"evidence": "whistle/1"}
    take(world, matter, "act")


def test_going_on_by_another_version_keeps_what_both_have(world: World):
    matter = handled(world, step("look"), step("act"))
    take(world, matter, "look")
    newer = adopt_procedure(HEAD + step("look") + step("check"), by=world.console)
    migrate(matter, by=world.actor("coordinator"), version=newer)
    assert matter.procedure == str(newer)
    assert [waiting.code for waiting in still_to_do(matter, after_answer=False)] == ["check"]
    with pytest.raises(Refusal, match="already"):
        migrate(matter, by=world.actor("coordinator"), version=newer)
