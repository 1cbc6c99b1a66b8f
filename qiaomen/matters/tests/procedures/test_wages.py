"""Unpaid wages: who owes how much, the contractor pays first, and whoever was paid signs for it."""

from qiaomen.matters.states import Outcome
from qiaomen.matters.tests.procedures.ways import (
    RESIDENT,
    begun,
    close_it,
    done,
    finish,
    open_steps,
    sign,
    take,
    told,
)
from tests.world import World


def test_on_a_building_site_the_contractor_pays_first_and_the_worker_signs(world: World):
    matter = begun(world, "wages")
    take(world, matter, "claim", trade="yes", 拖欠金额="86000", 施工总承包单位="示例建设")
    take(world, matter, "press", 承诺支付日期="2026-03-06")
    assert "它答应在2026年3月6日前支付" in told(matter)
    take(world, matter, "contractor", 先行清偿金额="86000")
    take(world, matter, "paid", result="全部付清", 已付金额="86000")
    take(world, matter, "receipt")
    assert open_steps(matter) == ["receipt"]
    sign(world, matter, "receipt", RESIDENT, by="willow")
    finish(world, matter)
    close_it(world, matter)
    assert done(matter) == ["claim", "press", "contractor", "paid", "receipt"]


def test_what_nobody_pays_is_referred(world: World):
    matter = begun(world, "wages")
    take(world, matter, "claim", trade="no")
    take(world, matter, "press")
    take(world, matter, "paid", result="没有付")
    take(world, matter, "refer", 移送单位="区劳动保障监察大队")
    assert "已经移送区劳动保障监察大队" in told(matter)
    finish(world, matter, Outcome.EXPLAINED)
    close_it(world, matter)
    assert done(matter) == ["claim", "press", "paid", "refer"]


def test_who_was_paid_a_part_signs_for_it_and_the_rest_is_referred(world: World):
    matter = begun(world, "wages")
    take(world, matter, "claim", trade="no")
    take(world, matter, "press")
    take(world, matter, "paid", result="付了一部分")
    take(world, matter, "receipt")
    sign(world, matter, "receipt", RESIDENT, by="willow")
    assert open_steps(matter) == ["refer"]
