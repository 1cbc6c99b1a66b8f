"""A round in the world, and one that was walked in part."""

from qiaomen.kernel.limits import Rhythm
from qiaomen.matters.models import Matter, Round
from qiaomen.matters.rounds.actions import Frame, Wording, look, make_round
from tests.world import MONDAY, World

WORDING = Wording("消防巡查", ["东门消火栓", "三栋配电箱"], "看有没有堆物。")


def with_a_round(world: World) -> Matter:
    frame = Frame(world.places["grid"], world.units["willow"], Rhythm.WEEK, MONDAY.date())
    make_round(WORDING, frame, by=world.actor("willow"))
    return world.receive()


def walked(world: World) -> tuple[Round, Matter]:
    """Half of it: something was found at one of two checkpoints."""
    matter = with_a_round(world)
    row = Round.objects.get()
    look(row, by=world.actor("grid"), checkpoint="东门消火栓", on=MONDAY.date(), found=matter)
    return row, matter
