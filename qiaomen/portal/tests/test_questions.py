"""Common questions, for everybody."""

from datetime import timedelta

import pytest
from django.test import Client

from qiaomen.catalogue.actions import add_item
from qiaomen.catalogue.knowledge.actions import add_short_answer, end_short_answer
from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.catalogue.knowledge.wording import Wording
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel import clock
from qiaomen.portal.tests.conftest import World

PAGE = "/questions/"


def add(world: World, code: str = "K01", **said) -> ShortAnswer:
    words = {
        "question": "居住证怎么办？",
        "answer": "带身份证到窗口。",
        "source": "《居住证暂行条例》",
        "owner": world.units["JY"],
        **said,
    }
    return add_short_answer(code=code, wording=Wording(**words), by=world.console)


def shown(visitor: Client, **asked: str) -> str:
    return visitor.get(PAGE, asked).content.decode()


def test_what_is_asked_is_answered(visitor: Client, world: World):
    add(world)
    add(world, "K02", question="养狗要登记吗？", answer="要登记。")
    for words in ("居住证怎么办？", "带身份证到窗口。", "《居住证暂行条例》", "要登记。"):
        assert words in shown(visitor)


def test_words_find_a_question(visitor: Client, world: World):
    add(world)
    add(world, "K02", question="养狗要登记吗？", answer="要登记。")
    found = shown(visitor, q="狗狗怎么登记")
    assert "要登记。" in found
    assert "带身份证" not in found
    assert "No common question fits these words." in shown(visitor, q="飞碟")


@pytest.mark.parametrize("said", [{"public": False}, {"answer": "到{地址}。"}])
def test_what_is_for_the_staff_or_has_blanks_is_not_shown(visitor: Client, world: World, said):
    add(world, **said)
    assert "居住证" not in shown(visitor)
    assert "No common question fits" in shown(visitor, q="居住证")


@pytest.mark.parametrize("visibility", ["unlisted", "confidential"])
def test_what_hangs_on_an_item_that_is_not_listed_is_not_shown(visitor: Client, world: World, visibility):
    inner = add_item(code="inner", terms=Terms(name="内部", visibility=visibility), by=world.console)
    add(world, item=inner)
    assert "居住证" not in shown(visitor)


def test_what_is_outdated_or_ended_is_not_shown(visitor: Client, world: World, monday):
    end_short_answer(add(world, "K02", question="几点开门？"), by=world.console)
    add(world, review_days=10)
    assert "居住证" in shown(visitor)
    assert "几点开门" not in shown(visitor)
    with clock.told(monday + timedelta(days=10)):
        assert "居住证" not in shown(visitor)


def test_words_are_shown_as_words(visitor: Client, world: World):
    assert "&lt;b&gt;" in shown(visitor, q="<b>")


def test_the_header_leads_there(visitor: Client, world: World):
    assert f'href="{PAGE}"' in visitor.get("/").content.decode()
