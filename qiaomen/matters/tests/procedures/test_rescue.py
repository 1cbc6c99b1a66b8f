"""Somebody in the street: several offices go, nobody is forced, and who declines is looked after again."""

import pytest

from qiaomen.kernel.actors import machine
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.actions.stepping import pass_gate
from qiaomen.matters.states import Outcome
from qiaomen.matters.tests.procedures.ways import begun, close_it, done, finish, open_steps, take, told
from tests.world import World


def test_who_is_ill_is_brought_to_a_doctor_and_then_to_the_shelter(world: World):
    matter = begun(world, "rescue")
    take(world, matter, "spot", found="yes", who="老年人", ill="yes")
    assert told(matter) == "我们到现场看过了，正在想办法。谢谢您停下来告诉我们。"
    assert open_steps(matter) == ["whistle", "clinic"]
    pass_gate(matter, by=machine("procedure"), gate="whistle", evidence="whistle/1")
    take(world, matter, "clinic")
    take(world, matter, "station", result="已护送到救助站")
    take(world, matter, "family")
    finish(world, matter)
    close_it(world, matter)
    assert done(matter) == ["spot", "whistle", "clinic", "station", "family"]


def test_who_does_not_want_to_go_is_visited_again(world: World):
    matter = begun(world, "rescue")
    take(world, matter, "spot", found="yes", who="成年人", ill="no")
    take(world, matter, "station", result="本人不愿意", 留下的物品和联系办法="棉被、热饭、救助站电话")
    finish(world, matter)
    with pytest.raises(Refusal, match="First complete: 回头看"):
        close_it(world, matter)
    take(world, matter, "look_again")
    close_it(world, matter)


def test_where_nobody_is_found_nothing_more_is_asked(world: World):
    matter = begun(world, "rescue")
    take(world, matter, "spot", found="no")
    finish(world, matter, Outcome.EXPLAINED)
    close_it(world, matter)
    assert done(matter) == ["spot"]
