import pytest

from qiaomen.catalogue.models import UNSORTED, Item
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.matters.actions.closing import withdraw
from qiaomen.matters.actions.dividing import detach_child, divide
from qiaomen.matters.actions.handling import answer
from qiaomen.matters.actions.supervising import supervise
from qiaomen.matters.models import Matter
from qiaomen.matters.offers import offered
from qiaomen.matters.states import Outcome, State, Verb
from qiaomen.matters.tests.walks import handling
from tests.world import World, monday, world

__all__ = ["monday", "world"]


def part(world: World, matter: Matter, *, by: str = "clerk", **said) -> Matter:
    item, place = Item.objects.get(code=UNSORTED), world.places["grid"]
    values = {"body": "楼道堆了杂物", "item": item, "place": place, "mandatory": True}
    return divide(matter, by=world.actor(by), **{**values, **said})


def test_a_part_is_a_matter_of_its_own_below_it(world: World):
    matter = handling(world, body="漏水，楼道里还堆了杂物", about_unit=world.units["firm"])
    child = part(world, matter)
    assert (child.parent, child.body, child.state) == (matter, "楼道堆了杂物", State.RECEIVED)
    assert (child.happened_at, child.about_unit) == (matter.happened_at, world.units["firm"])
    assert child.due_at is not None
    assert not child.tellings.get().has_contact


def test_the_answer_waits_for_a_mandatory_part_only(world: World):
    matter = handling(world)
    child = part(world, matter)
    part(world, matter, mandatory=False)
    with pytest.raises(Refusal, match=child.number):
        answer(matter, by=world.actor("water"), outcome=Outcome.SOLVED, text="好了")
    withdraw(child, by=world.actor("clerk"), said="来电撤回")
    answer(matter, by=world.actor("water"), outcome=Outcome.SOLVED, text="好了")


def test_a_part_of_a_confidential_matter_is_confidential_as_well(world: World):
    secret = Item.objects.exclude(code=UNSORTED).first()
    secret.versions.update(visibility="confidential")
    matter = world.receive(by=world.actor("secret"), item=secret)
    with pytest.raises(Refusal, match="choose a confidential item"):
        part(world, matter, by="secret")
    assert Matter.objects.count() == 1
    assert part(world, matter, by="secret", item=secret).confidential


def test_a_detached_child_goes_its_own_way(world: World):
    matter = handling(world)
    child = part(world, matter)
    detach_child(matter, by=world.actor("clerk"), child=child)
    assert (child.parent, child.mandatory) == (None, False)
    with pytest.raises(Refusal, match="does not hang"):
        detach_child(matter, by=world.actor("clerk"), child=child)


def test_a_clerk_does_not_loosen_an_order_of_those_above(world: World):
    matter = handling(world)
    order = supervise(matter, by=world.actor("leader"), order="三日内书面报告")
    assert Verb.DETACH_CHILD in offered(matter, world.actor("clerk"))
    with pytest.raises(Forbidden):
        detach_child(matter, by=world.actor("clerk"), child=order)
    detach_child(matter, by=world.actor("coordinator"), child=order)
    assert order.parent is None
