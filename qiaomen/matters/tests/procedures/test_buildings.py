"""Old buildings: a lift that the owners agree on, and an estate renewed with funds from two sources."""

import pytest

from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.states import Outcome
from qiaomen.matters.tests.procedures.ways import (
    RESIDENT,
    begun,
    close_it,
    done,
    finish,
    later,
    sign,
    take,
    told,
)
from tests.world import World


def test_a_lift_in_six_steps(world: World):
    matter = begun(world, "lift")
    take(world, matter, "wish")
    take(world, matter, "consent", 参与表决的户数="10", 同意的户数="9", reached="yes")
    assert "参与户数10，同意户数9。是否够法定票数：是。" in told(matter)
    take(world, matter, "plan", 公示贴在哪里="单元门口")
    shares = {"政府补贴": "200000", "居民分摊": "400000"}
    with later(days=9), pytest.raises(Refusal, match="“摊费用” has to wait"):
        take(world, matter, "cost", objected="no", **shares)
    with later(days=11):
        take(world, matter, "cost", objected="yes", 异议怎么解决的="加装隔音", **shares)
        assert matter.steps.get(code="cost").filled["总费用"] == "600000.00"
        take(world, matter, "permits", 计划开工日期="2026-04-01")
        take(world, matter, "works")
        finish(world, matter)
        close_it(world, matter)
    assert done(matter) == ["wish", "consent", "plan", "cost", "permits", "works"]


def test_where_too_few_agree_it_ends_there(world: World):
    matter = begun(world, "lift")
    take(world, matter, "wish")
    take(world, matter, "consent", reached="no")
    finish(world, matter, Outcome.EXPLAINED)
    close_it(world, matter)
    assert done(matter) == ["wish", "consent"]


def test_an_estate_is_renewed_and_its_accounts_are_shown(world: World):
    matter = begun(world, "estate")
    take(world, matter, "wish", included="yes")
    funds = {"上级补助资金": "3000000", "区级配套资金": "1500000", "居民出资": "90000", "合计": "4590000"}
    with pytest.raises(Refusal, match=r"add up to 4590000.00"):
        take(world, matter, "funds", shared="yes", **funds | {"合计": "4500000"})
    take(world, matter, "funds", shared="yes", **funds)
    assert matter.steps.get(code="funds").filled["区级配套资金"] == "1500000.00"
    take(world, matter, "plan")
    take(world, matter, "works", 开工日期="2026-04-01", 计划竣工日期="2026-10-31")
    assert "小区改造2026年4月1日开工" in told(matter)
    take(world, matter, "acceptance")
    sign(world, matter, "acceptance", RESIDENT, by="willow")
    finish(world, matter)
    take(world, matter, "accounts", 上级补助支出="3000000", 区级配套支出="1400000", 居民出资支出="90000")
    assert "区级配套花了1400000.00元" in told(matter)
    assert told(matter).endswith("合计4490000.00元。")
    close_it(world, matter)
    assert done(matter) == ["wish", "funds", "plan", "works", "acceptance", "accounts"]


def test_an_estate_that_is_not_planned_for_is_told_why(world: World):
    matter = begun(world, "estate")
    take(world, matter, "wish", included="no", 没有列入的原因="建成不满二十年")
    finish(world, matter, Outcome.EXPLAINED)
    close_it(world, matter)
    assert done(matter) == ["wish"]


def test_where_residents_pay_nothing_no_share_is_asked_for(world: World):
    matter = begun(world, "estate")
    take(world, matter, "wish", included="yes")
    take(world, matter, "funds", shared="no")
    assert "居民出资" not in matter.steps.get(code="funds").filled
