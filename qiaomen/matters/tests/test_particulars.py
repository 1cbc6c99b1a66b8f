"""What the item of a matter wants to be asked, and where to go instead."""

import pytest

from qiaomen.catalogue.actions import add_item
from qiaomen.catalogue.models import Item
from qiaomen.catalogue.terms import Question, Terms
from qiaomen.matters.actions.speaking import supplement
from qiaomen.matters.particulars import NOTHING, of_item, particulars, particulars_of
from qiaomen.matters.tests.walks import answered, assigned
from tests.world import World

ASKED = (Question("哪一部电梯？"), Question("有人被困吗？", "yes_no"))
TERMS = Terms(name="电梯困人", keywords=("电梯困人", "困在电梯"), questions=ASKED, elsewhere="请拨打119。")


@pytest.fixture
def lift(world: World) -> Item:
    return add_item(code="lift", terms=TERMS, by=world.console)


def test_the_item_asks_what_it_wants_to_know(world: World, lift: Item):
    told = particulars(world.receive(item=lift))
    assert (told.item, told.questions, told.elsewhere) == ("电梯困人", ASKED, "请拨打119。")


def test_words_that_leave_no_doubt_are_enough(world: World, lift: Item):
    assert particulars(world.receive(body="三号楼电梯困人了，快来")).questions == ASKED
    assert particulars_of("三号楼电梯困人了，快来").questions == ASKED


def test_in_doubt_nothing_is_asked(world: World, lift: Item):
    assert particulars(world.receive(body="你们好")) == NOTHING
    assert particulars_of("你们好") == NOTHING


def test_what_was_answered_is_not_asked_again(world: World, lift: Item):
    matter = world.receive(item=lift)
    supplement(matter, by=world.resident, text="哪一部电梯？ 东侧")
    assert particulars(matter).questions == ASKED[1:]


def test_what_a_unit_has_does_not_belong_elsewhere_any_more(world: World, lift: Item):
    told = particulars(assigned(world, item=lift))
    assert (told.questions, told.elsewhere) == (ASKED, "")


def test_nothing_is_asked_after_the_answer(world: World, lift: Item):
    assert particulars(answered(world, item=lift)) == NOTHING


def test_nothing_is_asked_of_a_confidential_matter(world: World):
    tips = add_item(
        code="tips", terms=Terms(name="线索", visibility="confidential", questions=ASKED), by=world.console
    )
    assert particulars(world.receive(item=tips)) == NOTHING


def test_an_item_that_is_not_there_asks_nothing(world: World):
    assert of_item(None) == NOTHING
