"""A petition by the rules of 2022: accepted or not, concluded, reviewed, reviewed again, final."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from qiaomen.kernel.actors import machine
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.matters import step_sweeps
from qiaomen.matters.actions.calling import call
from qiaomen.matters.actions.handling import answer
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Outcome, State, Verb
from qiaomen.matters.tests.procedures.ways import (
    LEADER,
    begun,
    close_it,
    done,
    due,
    ends,
    finish,
    hand_over,
    later,
    open_steps,
    received,
    sign,
    take,
    told,
)
from qiaomen.matters.tests.walks import CONTENT, grant
from tests.world import World


def accepted(world: World) -> Matter:
    matter = begun(world, "petition")
    take(world, matter, "decide", by="clerk", decision="受理")
    take(world, matter, "accepted", by="clerk", 承办单位="柳岸社区居委会")
    return matter


def concluded(world: World) -> Matter:
    matter = accepted(world)
    take(world, matter, "inquire")
    take(world, matter, "opinion", result="部分支持")
    sign(world, matter, "opinion", LEADER, by="leader")
    finish(world, matter, Outcome.EXPLAINED)
    return matter


def day(instant) -> date:
    return timezone.localtime(instant).date()


def days_on(instant, days: int) -> date:
    return day(instant) + timedelta(days=days)


def test_from_receipt_to_the_final_opinion(world: World):
    matter = concluded(world)
    assert day(due(matter, "ask_review")) >= days_on(matter.answered_at, 30)
    take(world, matter, "ask_review", by="clerk", wanted="yes")
    with pytest.raises(Forbidden):
        take(world, matter, "review")
    with later(days=20):
        take(world, matter, "review", by="office", result="维持原处理意见")
        take(world, matter, "ask_recheck", by="clerk", wanted="yes")
    with later(days=40):
        take(world, matter, "recheck", by="clerk", result="维持复查意见")
        assert told(matter).startswith("复核已经结束，结论是：维持复查意见")
        close_it(world, matter)
    assert done(matter)[-4:] == ["ask_review", "review", "ask_recheck", "recheck"]


def test_whether_it_is_accepted_is_said_in_fifteen_days_and_sixty_are_promised(world: World):
    matter = begun(world, "petition")
    assert day(due(matter, "decide")) >= days_on(matter.received_at, 15)
    with later(days=10):
        take(world, matter, "decide", by="clerk", decision="受理")
        assert due(matter, "accepted") == due(matter, "decide")
        take(world, matter, "accepted", by="clerk", 承办单位="柳岸社区居委会")
    assert day(matter.due_at) >= days_on(matter.received_at, 70)
    assert f"在{day(matter.due_at):%Y年}" in told(matter)


def test_one_extension_of_thirty_days_with_the_reason_told(world: World):
    matter = accepted(world)
    promised = day(matter.due_at)
    with pytest.raises(Refusal, match="too long for one extension"):
        extended(world, matter, promised + timedelta(days=31))
    extended(world, matter, promised + timedelta(days=30))
    assert day(matter.due_at) == promised + timedelta(days=30)
    assert "需要鉴定" in told(matter)
    with pytest.raises(Refusal, match="extended once"):
        extended(world, matter, promised + timedelta(days=45))


def extended(world: World, matter: Matter, until: date) -> None:
    grant(world, matter, Verb.EXTEND, by="willow", until=until.isoformat(), told="需要鉴定，请再等三十天。")


def test_what_is_not_accepted_is_told_with_the_reason_and_where_to_go(world: World):
    matter = received(world, "petition")
    take(world, matter, "decide", by="clerk", decision="不予受理", ground="不属于本机关职权")
    take(world, matter, "refused", by="clerk", 不能受理的原因="属于法院职权", 可以去哪里="区人民法院")
    assert "原因是：属于法院职权。您可以去：区人民法院。" in told(matter)
    answer(matter, by=world.actor("clerk"), outcome=Outcome.EXPLAINED, text="请向区人民法院起诉。")
    call(matter, by=world.actor("clerk"), telling=matter.tellings.get(), verdict=CONTENT)
    close_it(world, matter)
    assert done(matter) == ["decide", "refused"]


def test_who_asks_for_no_review_in_thirty_days_has_it_closed(world: World):
    matter = concluded(world)
    with pytest.raises(Refusal, match="First complete: 请求复查"):
        close_it(world, matter)
    with later(days=29):
        assert step_sweeps.lapse(by=machine("procedure")) == 0
    with later(days=40):
        assert step_sweeps.lapse(by=machine("procedure")) == 1
        matter.refresh_from_db()
        close_it(world, matter)
    assert ends(matter)["ask_review"] == "lapsed"


def test_a_review_that_sets_the_opinion_aside_has_it_handled_anew(world: World):
    matter = concluded(world)
    take(world, matter, "ask_review", by="clerk", wanted="yes")
    take(world, matter, "review", by="office", result="撤销并重新处理")
    assert (matter.state, open_steps(matter)) == (State.HANDLING, ["inquire"])
    take(world, matter, "inquire")
    take(world, matter, "opinion", result="支持")
    sign(world, matter, "opinion", LEADER, by="leader")
    finish(world, matter, Outcome.SOLVED)
    take(world, matter, "ask_review", by="clerk", wanted="no")
    close_it(world, matter)


def test_a_review_that_is_accepted_ends_it_when_the_next_lapses(world: World):
    matter = concluded(world)
    take(world, matter, "ask_review", by="clerk", wanted="yes")
    take(world, matter, "review", by="office", result="变更原处理意见")
    assert open_steps(matter) == ["ask_recheck"]
    with later(days=40):
        step_sweeps.lapse(by=machine("procedure"))
        matter.refresh_from_db()
        close_it(world, matter)


def test_who_says_that_they_ask_for_none_need_not_wait(world: World):
    matter = concluded(world)
    take(world, matter, "ask_review", by="clerk", wanted="no")
    close_it(world, matter)
    assert done(matter)[-1] == "ask_review"


def test_an_accusation_never_reaches_the_accused(world: World):
    matter = received(world, "petition", about_unit=world.units["willow"])
    with pytest.raises(Refusal):
        hand_over(world, matter)
    assert not Matter.objects.visible_to(world.actor("willow")).exists()
