"""The world, and a round in it."""

import pytest

from qiaomen.kernel.limits import Rhythm
from qiaomen.matters.models import Round
from qiaomen.matters.rounds.actions import Frame, Wording, make_round
from tests.world import MONDAY, World, monday, world

__all__ = ["World", "monday", "world"]

WORDING = Wording("消防巡查", ["东门消火栓", "三栋配电箱", "地下车库"], "看有没有堆物。")


@pytest.fixture
def frame(world: World) -> Frame:
    return Frame(world.places["grid"], world.units["willow"], Rhythm.WEEK, MONDAY.date())


@pytest.fixture
def fire(world: World, frame: Frame) -> Round:
    """Once a week, by the community, in the grid."""
    return make_round(WORDING, frame, by=world.actor("willow"))
