"""Ordinary concerns, consultations and praise: little or nothing stands between receipt and answer."""

from qiaomen.matters.actions.calling import call
from qiaomen.matters.actions.handling import answer
from qiaomen.matters.states import Outcome
from qiaomen.matters.tests.procedures.ways import begun, close_it, done, finish, received, take, told
from qiaomen.matters.tests.walks import CONTENT
from tests.world import World


def test_an_ordinary_concern_is_answered_without_steps(world: World):
    matter = begun(world, "ordinary")
    finish(world, matter)
    close_it(world, matter)
    assert not matter.steps.exists()


def test_a_consultation_is_answered_at_once_or_after_a_look_at_the_rules(world: World):
    matter = begun(world, "consultation")
    take(world, matter, "basis", asked="no")
    finish(world, matter, Outcome.EXPLAINED)
    close_it(world, matter)
    assert done(matter) == ["basis"]
    assert "问的是哪个部门" not in matter.steps.get().filled


def test_the_desk_answers_a_consultation_on_the_spot(world: World):
    matter = received(world, "consultation")
    answer(matter, by=world.actor("clerk"), outcome=Outcome.EXPLAINED, text="周一至周五九点开门。")
    call(matter, by=world.actor("clerk"), telling=matter.tellings.get(), verdict=CONTENT)
    close_it(world, matter)


def test_praise_is_told_to_the_unit_and_the_resident_hears_that_it_was(world: World):
    matter = begun(world, "praise")
    take(world, matter, "tell", by="clerk", 被表扬的单位="水务科", 转告日期="2026-03-02")
    assert told(matter) == "您的感谢，我们已经在2026年3月2日转告水务科。谢谢您专门告诉我们。"
    finish(world, matter)
    close_it(world, matter)
