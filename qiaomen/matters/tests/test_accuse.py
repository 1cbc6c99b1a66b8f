"""Which unit a complaint is about is said by the desk too, for whoever wrote could not say it in a form."""

import pytest

from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.matters.actions.assisting import assist
from qiaomen.matters.actions.sorting import accuse
from qiaomen.matters.models import Matter
from qiaomen.matters.tests.walks import assigned, handling
from tests.world import World


def test_whom_the_complaint_is_about_no_longer_sees_it(world: World):
    matter, clerk = handling(world), world.actor("clerk")
    accuse(matter, by=clerk, unit=world.units["power"])
    with pytest.raises(Refusal, match="供电科"):
        assist(matter, by=clerk, unit=world.units["power"], task="断电")
    accuse(matter, by=clerk, unit=None)
    assist(matter, by=clerk, unit=world.units["power"], task="断电")
    with pytest.raises(Refusal, match="供电科 has a part in this matter"):
        accuse(matter, by=clerk, unit=world.units["power"])


def test_an_accusation_does_not_reach_the_grid_worker_of_the_accused(world: World):
    matter, grid = world.receive(place=world.places["grid"]), world.actor("grid")
    assert matter in Matter.objects.visible_to(grid)
    accuse(matter, by=world.actor("clerk"), unit=world.units["willow"])
    assert matter not in Matter.objects.visible_to(grid)


def test_the_unit_that_has_it_says_nothing_of_whom_it_is_about(world: World):
    with pytest.raises(Forbidden):
        accuse(assigned(world), by=world.actor("water"), unit=world.units["power"])
