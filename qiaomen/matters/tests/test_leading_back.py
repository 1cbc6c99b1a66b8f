"""A step that leads back: earlier ones are taken again, and after the answer the unit handles it anew."""

import pytest

from qiaomen.catalogue.procedures.language import Actor as Side
from qiaomen.catalogue.procedures.language import Party
from qiaomen.kernel.models import Event
from qiaomen.matters.actions.handling import answer
from qiaomen.matters.actions.sending_back import send_back_step
from qiaomen.matters.actions.stepping import complete_step, sign_step
from qiaomen.matters.models import Matter
from qiaomen.matters.procedure import still_to_do
from qiaomen.matters.states import Outcome, State
from qiaomen.matters.tests.test_steps import handled, step
from tests.world import World

AGAIN = '\n[[step.field]]\ncode = "ok"\nlabel = "行不行"\nkind = "yes_no"\n'
BACK = 'back_to = { step = "write", when = { field = "ok", is = ["no"] }, rounds = 2 }'


def take(world: World, matter: Matter, code: str, by: str = "willow", **filled: str) -> None:
    complete_step(matter, by=world.actor(by), code=code, filled=filled)


def waits_for(matter: Matter, *, after_answer: bool = False) -> list[str]:
    return [each.code for each in still_to_do(matter, after_answer=after_answer)]


def under_review(world: World, lines: str = "") -> Matter:
    """Looked at and written; now the unit above reviews it."""
    review = step("review", f'actor = "superior"\n{BACK}\n{lines}{AGAIN}')
    matter = handled(world, step("look"), step("write"), review, unit="willow")
    take(world, matter, "look")
    take(world, matter, "write")
    return matter


def test_what_it_leads_back_to_is_open_again_and_what_stands_before_stays_done(world: World):
    matter = under_review(world)
    take(world, matter, "review", by="office", ok="no")
    assert waits_for(matter) == ["write", "review"]
    assert matter.steps.get(code="write", end="sent_back").reason == "“review”的结论是重新办理。"
    ends = dict(matter.steps.exclude(end="").values_list("code", "end"))
    assert ends == {"look": "done", "write": "sent_back", "review": "led_back"}
    assert matter.steps.get(ended_at=None).unit == world.units["willow"]


def test_it_leads_back_only_so_often(world: World):
    matter = under_review(world)
    for _round in range(2):
        take(world, matter, "review", by="office", ok="no")
        take(world, matter, "write")
    take(world, matter, "review", by="office", ok="no")
    assert waits_for(matter) == []


def test_being_sent_back_by_hand_is_no_round(world: World):
    matter = under_review(world)
    for _time in range(3):
        take(world, matter, "review", by="office", ok="yes")
        send_back_step(matter, by=world.actor("clerk"), code="review", reason="没有写日期")
    take(world, matter, "review", by="office", ok="no")
    assert waits_for(matter) == ["write", "review"]


def test_it_leads_back_with_the_last_signature(world: World):
    signed = f'{AGAIN}[[step.signature]]\nof = "role:leader"\n'
    review = step("review", f'actor = "superior"\n{BACK}{signed}')
    matter = handled(world, step("write"), review, unit="willow")
    take(world, matter, "write")
    take(world, matter, "review", by="office", ok="no")
    assert waits_for(matter) == ["review"]
    sign_step(matter, by=world.actor("leader"), code="review", side=Side(Party.ROLE, "leader"))
    assert waits_for(matter) == ["write", "review"]


@pytest.fixture
def answered(world: World) -> Matter:
    review = step("review", f'actor = "superior"\nafter_answer = true\n{BACK}{AGAIN}')
    matter = handled(world, step("look"), step("write"), review, unit="willow")
    take(world, matter, "look")
    take(world, matter, "write")
    answer(matter, by=world.actor("willow"), outcome=Outcome.SOLVED, text="已经办好。")
    return matter


def test_after_the_answer_the_unit_has_it_again_without_anybodys_choice(world: World, answered: Matter):
    take(world, answered, "review", by="office", ok="no")
    assert (answered.state, answered.unit) == (State.HANDLING, world.units["willow"])
    assert answered.answers.get().redo_reason == "“review”的结论是重新办理。"
    assert Event.objects.get(stream=answered.stream, verb="redo").by == "machine/procedure"
    assert (waits_for(answered), waits_for(answered, after_answer=True)) == (["write"], ["review"])


def test_an_answer_that_stands_is_not_redone(world: World, answered: Matter):
    take(world, answered, "review", by="office", ok="yes")
    assert (answered.state, waits_for(answered, after_answer=True)) == (State.ANSWERED, [])


def test_the_answer_stays_where_it_leads_back_to_what_comes_after_it(world: World):
    after = "after_answer = true\n"
    matter = handled(world, step("write", after), step("review", f"{after}{BACK}{AGAIN}"), unit="willow")
    answer(matter, by=world.actor("willow"), outcome=Outcome.SOLVED, text="已经办好。")
    take(world, matter, "write")
    take(world, matter, "review", ok="no")
    assert (matter.state, waits_for(matter, after_answer=True)) == (State.ANSWERED, ["write", "review"])
