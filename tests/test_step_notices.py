"""Who is told of a step: whoever it waits for, and the resident of what is to be done once more."""

from qiaomen.matters.actions.sending_back import send_back_step
from qiaomen.matters.tests.test_steps import handled, step, take
from tests.test_reactions import home, told
from tests.world import World, monday, world

__all__ = ["home", "monday", "world"]

THEIRS = step("wish", 'actor = "resident"\nlimit = "5 workdays"')


def test_a_resident_hears_that_their_part_is_to_be_done_once_more(world: World):
    matter = handled(world, THEIRS, step("look"), step("act"))
    take(world, matter, "wish", by="clerk")
    take(world, matter, "look")
    send_back_step(matter, by=world.actor("clerk"), code="look", reason="没有照片")
    assert told() == ["matter_received"]
    send_back_step(matter, by=world.actor("clerk"), code="wish", reason="没有写楼层")
    assert told() == ["matter_received", "matter_step_returned"]
