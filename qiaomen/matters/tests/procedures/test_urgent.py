"""Hazards within two hours, and water, power, gas and heat within twenty-four."""

from datetime import timedelta

import pytest

from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.tests.procedures.ways import (
    at,
    begun,
    close_it,
    done,
    due,
    finish,
    later,
    take,
    told,
)
from tests.world import MONDAY, World


def test_a_hazard_is_fenced_off_and_reported_within_two_hours(world: World):
    matter = begun(world, "emergency")
    assert due(matter, "arrive") == MONDAY + timedelta(hours=1)
    take(world, matter, "arrive", hurt="no")
    assert due(matter, "secure") == MONDAY + timedelta(hours=2)
    take(world, matter, "secure", 采取的措施="已拉警戒线", left="no")
    assert told(matter).startswith("险情现场已经有人处置：已拉警戒线。")
    assert due(matter, "report") == MONDAY + timedelta(hours=2)
    take(world, matter, "report")
    finish(world, matter)
    close_it(world, matter)
    assert done(matter) == ["arrive", "secure", "report"]


def test_whoever_is_hurt_is_cared_for_and_what_is_left_is_looked_at_again(world: World):
    matter = begun(world, "emergency")
    with pytest.raises(Refusal, match="Fill in: 救人和转送情况"):
        take(world, matter, "arrive", hurt="yes", 救人和转送情况="")
    take(world, matter, "arrive", hurt="yes")
    take(world, matter, "secure", left="yes")
    take(world, matter, "report")
    finish(world, matter)
    with pytest.raises(Refusal, match="First complete: 隐患复看"):
        close_it(world, matter)
    take(world, matter, "again")
    close_it(world, matter)


def test_what_is_restored_within_a_day_needs_no_explanation(world: World):
    matter = begun(world, "utilities")
    assert due(matter, "contact") == MONDAY + timedelta(hours=2)
    take(world, matter, "contact", frail="no")
    assert due(matter, "restore") == MONDAY + timedelta(hours=24)
    take(world, matter, "restore", restored="yes")
    finish(world, matter)
    close_it(world, matter)
    assert done(matter) == ["contact", "restore"]


def test_what_is_not_restored_is_explained_with_a_day_and_looked_at_then(world: World):
    matter = begun(world, "utilities")
    take(world, matter, "contact", frail="yes", 照顾的办法="送水上门")
    take(world, matter, "restore", restored="no")
    take(world, matter, "plan", 最晚恢复日期="2026-03-04", 临时办法="楼下有送水车")
    assert "最晚2026年3月4日恢复，在这之前：楼下有送水车。" in told(matter)
    finish(world, matter)
    with pytest.raises(Refusal, match="First complete: 恢复后查看"):
        close_it(world, matter)
    with later(days=2):
        take(world, matter, "confirm", 恢复日期=f"{at(days=2):%Y-%m-%d}")
        close_it(world, matter)
