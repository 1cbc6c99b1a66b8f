"""A benefit from the application to the money: fetched on the agents' rounds, shown, approved, paid."""

from datetime import date

import pytest
from django.utils import timezone

from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Outcome
from qiaomen.matters.tests.procedures.ways import begun, close_it, done, due, finish, later, take, told
from tests.world import World


def applied(world: World, by_whom: str) -> Matter:
    matter = begun(world, "benefit")
    take(world, matter, "apply", round=by_whom, 申请的项目="临时救助", 还缺的材料="不缺")
    return matter


@pytest.mark.parametrize(
    ("by_whom", "code", "day"),
    [  # on a Monday; a round ends with the last workday of its period
        ("代办：当天", "today", date(2026, 3, 2)),
        ("代办：每周一趟", "weekly", date(2026, 3, 6)),
        ("代办：每月一趟", "monthly", date(2026, 3, 31)),
    ],
)
def test_an_agent_fetches_the_papers_on_the_next_round(world: World, by_whom: str, code: str, day: date):
    matter = applied(world, by_whom)
    assert timezone.localtime(due(matter, code)).date() == day
    take(world, matter, code)
    assert done(matter) == ["apply", code]


def test_who_comes_in_person_gets_it_approved_and_paid(world: World):
    matter = applied(world, "本人来办")
    assert "「临时救助」材料我们收到了。还缺的材料：不缺。" in told(matter)
    take(world, matter, "verify", published="yes")
    take(world, matter, "publish")
    with later(days=8):
        take(world, matter, "heard", objected="no")
        with pytest.raises(Forbidden):
            take(world, matter, "approve", decision="批准")
        take(world, matter, "approve", by="office", decision="批准")
        take(world, matter, "pay", 金额="1200", 发放日期="2026-03-20")
        assert told(matter) == "您的申请批下来了：1200.00元，2026年3月20日发放。没有收到，请告诉我们。"
        finish(world, matter)
        close_it(world, matter)
    assert done(matter) == ["apply", "verify", "publish", "heard", "approve", "pay"]


def test_a_notice_hangs_for_seven_days(world: World):
    matter = applied(world, "本人来办")
    take(world, matter, "verify", published="yes")
    take(world, matter, "publish")
    with later(days=6), pytest.raises(Refusal, match=r"“公示期满” has to wait: .* from March 9, 2026"):
        take(world, matter, "heard", objected="no")
    assert timezone.localtime(due(matter, "heard")).date() == date(2026, 3, 12)


def test_who_is_not_approved_hears_why_and_what_else_there_is(world: World):
    matter = applied(world, "本人来办")
    take(world, matter, "verify", published="no")
    take(world, matter, "approve", by="office", decision="不批准")
    take(world, matter, "refused", 不批准的理由="收入超过标准", 还能怎么帮="可以申请慈善救助")
    assert "理由是：收入超过标准。" in told(matter)
    finish(world, matter, Outcome.EXPLAINED)
    close_it(world, matter)
    assert done(matter) == ["apply", "verify", "approve", "refused"]
