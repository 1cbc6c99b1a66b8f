"""Which matters a report counts, and how long they took."""

import json
from datetime import date, timedelta

import pytest

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.indicators.rates import LeftOut, Share
from qiaomen.indicators.reports import report_rates
from qiaomen.indicators.tests.deeds import answer_again, confirm, say, total
from qiaomen.kernel import clock
from qiaomen.kernel.actors import machine
from qiaomen.kernel.models import Request
from qiaomen.matters.actions.assigning import accept
from qiaomen.matters.actions.closing import close, withdraw
from qiaomen.matters.actions.handling import redo
from qiaomen.matters.actions.requesting import decide, request
from qiaomen.matters.actions.stepping import complete_step
from qiaomen.matters.actions.supervising import exclude, supervise
from qiaomen.matters.models import Matter
from qiaomen.matters.procedure import plan_of
from qiaomen.matters.states import Ground, Verb
from qiaomen.matters.tests.walks import (
    CONTENT,
    DISCONTENT,
    answered,
    closed,
    declined,
    fitting,
    grant,
    handling,
)
from tests.world import MONDAY, World


def test_a_matter_closed_content_counts_in_every_rate(world: World):
    closed(world)
    figures = total(world)
    assert figures.matters == 1
    assert {figures.response, figures.resolution, figures.satisfaction} == {Share(1, 1)}
    assert {figures.reached, figures.on_time} == {Share(1, 1)}


def test_an_empty_period_is_valid_json_with_null_rates(world: World):
    said = json.loads(json.dumps(report_rates(by=world.actor("leader")).to_json()))
    assert said["total"]["response_rate"] == {"numerator": 0, "denominator": 0, "rate": None}
    assert said["groups"] == []


def test_what_is_answered_but_not_closed_is_not_counted_yet(world: World):
    say(world, answered(world), CONTENT)
    assert total(world).satisfaction == Share(0, 0)


def test_a_matter_counts_in_the_period_in_which_it_was_closed(world: World):
    matter = answered(world)
    with clock.told(MONDAY + timedelta(days=30)):
        say(world, matter, CONTENT)
        confirm(world, matter)
        assert total(world, to_day=date(2026, 3, 31)).matters == 0
        assert total(world, from_day=date(2026, 4, 1)).matters == 1


def test_the_first_verdict_stays_counted_when_the_answer_is_redone(world: World):
    matter = answered(world)
    say(world, matter, DISCONTENT)
    redo(matter, by=world.actor("clerk"), reason="还在漏")
    answer_again(world, matter)
    say(world, matter, CONTENT)
    confirm(world, matter)
    figures = total(world)
    assert figures.satisfaction == Share(1, 2)
    assert figures.reached == Share(1, 1)


def test_time_runs_to_the_answer_that_was_not_redone(world: World):
    matter = answered(world)
    say(world, matter, DISCONTENT)
    with clock.told(MONDAY + timedelta(days=20)):
        redo(matter, by=world.actor("clerk"), reason="还在漏")
        answer_again(world, matter)
        say(world, matter, CONTENT)
        confirm(world, matter)
        figures = total(world)
    assert figures.on_time == Share(0, 1)
    assert figures.median_seconds == figures.p90_seconds == 20 * 24 * 60 * 60


@pytest.mark.parametrize(("later", "on_time"), [(0, 1), (1, 0)])
def test_the_promised_instant_itself_is_in_time(world: World, later: int, on_time: int):
    matter = closed(world)
    due = matter.due_at
    Matter.objects.filter(pk=matter.pk).update(answered_at=due + timedelta(microseconds=later))
    assert total(world).on_time == Share(on_time, 1)


def test_an_extension_asked_before_the_promise_and_granted_after_counts_as_in_time(world: World):
    matter = handling(world)
    wanted = request(
        matter, Verb.EXTEND, by=world.actor("water"), reason="缺件", until="2026-03-27", told="等零件"
    )
    with clock.told(MONDAY + timedelta(days=20)):
        decide(matter, wanted, by=world.actor("coordinator"), answer=Request.Answer.GRANTED)
        answer_again(world, matter)
        say(world, matter, CONTENT)
        confirm(world, matter)
        assert total(world).on_time == Share(1, 1)


def test_praise_is_not_asked_whether_it_is_solved(world: World):
    closed(world, kind=MatterKind.PRAISE)
    assert (total(world).resolution, total(world).satisfaction) == (Share(0, 0), Share(1, 1))


def test_what_is_left_out_is_counted_by_its_reason(world: World):
    declined(world)
    withdraw(handling(world), by=world.actor("clerk"), said="来电撤回")
    exclude(closed(world), by=world.actor("coordinator"))
    world.receive(history=True)
    assert total(world).left_out == {
        LeftOut.HISTORY: 1,
        LeftOut.EXCLUDED: 1,
        LeftOut.WITHDRAWN: 1,
        LeftOut.DECLINED: 1,
    }
    assert total(world).matters == 0


def test_orders_of_the_house_to_itself_are_no_residents_matters(world: World):
    order = supervise(handling(world), by=world.actor("leader"), order="三日内书面报告")
    accept(order, by=world.actor("water"))
    for login, code in (("water", "report"), ("clerk", "verify")):
        filled = {**fitting(plan_of(order).step(code)), "finished": "yes"}
        complete_step(order, by=world.actor(login), code=code, filled=filled)
    answer_again(world, order)
    close(order, by=world.actor("clerk"), ground=Ground.NO_CONTACT)
    assert total(world).matters == 0
    assert total(world).left_out == {LeftOut.SUPERVISION: 1}


def test_confidential_matters_are_in_no_report_whoever_reads(world: World):
    matter = closed(world)
    Matter.objects.filter(pk=matter.pk).update(confidential=True)
    figures = report_rates(by=machine("console")).total
    assert (figures.matters, figures.left_out) == (0, {})


def test_an_unanswered_matter_whose_promise_ran_out_stands_as_overdue(world: World):
    handling(world)
    with clock.told(MONDAY + timedelta(days=20)):
        assert total(world).overdue == 1
        assert total(world, to_day=date(2026, 3, 5)).overdue == 0


def test_what_is_excluded_is_not_overdue_either(world: World):
    exclude(handling(world), by=world.actor("coordinator"))
    with clock.told(MONDAY + timedelta(days=20)):
        assert total(world).overdue == 0


def test_a_reopened_matter_counts_only_when_it_is_closed_again(world: World):
    matter = closed(world)
    grant(world, matter, Verb.REOPEN, by="clerk")
    assert total(world).matters == 0
