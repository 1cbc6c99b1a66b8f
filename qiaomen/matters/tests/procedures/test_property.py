"""A dispute with a property firm: looked at, put right by a day, and inspected again."""

from qiaomen.matters.actions.sending_back import send_back_step
from qiaomen.matters.states import Outcome
from qiaomen.matters.tests.procedures.ways import (
    DESK,
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


def test_what_is_put_right_is_signed_by_the_desk(world: World):
    matter = begun(world, "property")
    take(world, matter, "look", founded="yes")
    take(world, matter, "notice", 整改要求="修好门禁", 整改期限="2026-03-12")
    assert "已要求物业在2026年3月12日前整改：修好门禁" in told(matter)
    take(world, matter, "reinspect")
    assert open_steps(matter) == ["reinspect"]
    sign(world, matter, "reinspect", DESK, by="clerk")
    finish(world, matter)
    close_it(world, matter)
    assert done(matter) == ["look", "notice", "reinspect"]


def test_what_is_not_put_right_gets_a_new_notice(world: World):
    matter = begun(world, "property")
    take(world, matter, "look", founded="yes")
    take(world, matter, "notice")
    take(world, matter, "reinspect", 复查结果="门禁还是坏的")
    send_back_step(matter, by=world.actor("clerk"), code="notice", reason="没有整改到位")
    assert open_steps(matter) == ["notice"]


def test_what_is_not_so_is_explained_without_a_notice(world: World):
    matter = begun(world, "property")
    take(world, matter, "look", founded="no")
    finish(world, matter, Outcome.EXPLAINED)
    close_it(world, matter)
    assert done(matter) == ["look"]
