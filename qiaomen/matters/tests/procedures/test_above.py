"""What those above order or decide: a supervision order, and who is responsible."""

from qiaomen.kernel.actors import machine
from qiaomen.matters.actions.stepping import pass_gate
from qiaomen.matters.tests.procedures.ways import (
    begun,
    close_it,
    done,
    finish,
    later,
    open_steps,
    take,
    told,
)
from tests.world import World


def test_a_report_in_time_leads_to_no_interview(world: World):
    matter = begun(world, "supervision")
    take(world, matter, "report", finished="yes")
    take(world, matter, "verify", by="clerk")
    finish(world, matter)
    close_it(world, matter)
    assert done(matter) == ["report", "verify"]


def test_who_reports_late_is_called_in_by_the_unit_above(world: World):
    matter = begun(world, "supervision")
    with later(days=8):
        take(world, matter, "report", finished="no", 办完的日期="2026-03-16")
        assert open_steps(matter) == ["interview"]
        take(world, matter, "interview", by="office")
        take(world, matter, "put_right")
        take(world, matter, "verify", by="clerk")
        finish(world, matter)
        close_it(world, matter)
    assert done(matter) == ["report", "interview", "put_right", "verify"]


def test_where_the_rule_is_clear_nobody_meets(world: World):
    matter = begun(world, "dispute")
    take(world, matter, "guard", danger="no")
    take(world, matter, "hear", by="clerk")
    take(world, matter, "look_up", by="clerk", clear="yes")
    take(world, matter, "decide", by="coordinator", 牵头单位="水务科", 完成期限="2026-03-20")
    assert told(matter) == "这件事由谁管已经定了：水务科牵头，2026年3月20日前办完。让您久等了。"
    take(world, matter, "act")
    finish(world, matter)
    take(world, matter, "write_rule", by="clerk")
    close_it(world, matter)
    assert done(matter) == ["guard", "hear", "look_up", "decide", "act", "write_rule"]


def test_where_it_is_not_a_joint_meeting_on_the_spot_decides(world: World):
    matter = begun(world, "dispute")
    take(world, matter, "guard", danger="yes", 怎么围住的="已拉警戒线")
    take(world, matter, "hear", by="clerk")
    take(world, matter, "look_up", by="clerk", clear="no")
    assert open_steps(matter) == ["whistle", "meeting"]
    pass_gate(matter, by=machine("procedure"), gate="whistle", evidence="whistle/1")
    take(world, matter, "meeting", by="coordinator")
    take(world, matter, "decide", by="coordinator")
    take(world, matter, "act")
    finish(world, matter)
    take(world, matter, "write_rule", by="clerk")
    close_it(world, matter)
    assert done(matter)[3:5] == ["whistle", "meeting"]
