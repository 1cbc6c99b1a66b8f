"""Questions and hard stops where residents tell; and the published list."""

import pytest
from django.test import Client

from qiaomen.catalogue.actions import add_item
from qiaomen.catalogue.models import Item
from qiaomen.catalogue.terms import Duty, Question, Terms
from qiaomen.matters.models import Matter
from qiaomen.portal.tests.conftest import World

TERMS = Terms(
    name="电梯困人",
    keywords=("电梯困人",),
    questions=(Question("哪一部？"), Question("受伤吗？", "yes_no", required_by="《条例》第三条")),
    elsewhere="有人受伤请拨打120。",
    duties=(Duty("市场监管所", "查明原因", lead=True),),
)


@pytest.fixture
def lift(world: World) -> Item:
    return add_item(code="lift", terms=TERMS, by=world.console)


def report(visitor: Client, body: str) -> tuple[Matter, str]:
    page = visitor.post("/", {"body": body}, follow=True)
    return Matter.objects.latest("pk"), page.content.decode()


def test_after_sending_the_items_questions_are_offered_and_where_to_go_sooner(visitor: Client, lift: Item):
    _matter, page = report(visitor, "三号楼电梯困人")
    for said in ("哪一部？", "Needed by 《条例》第三条.", "有人受伤请拨打120。"):
        assert said in page


def test_answers_are_added_to_the_matter_and_not_asked_again(visitor: Client, lift: Item):
    matter, _page = report(visitor, "三号楼电梯困人")
    visitor.post(f"/track/{matter.number}/particulars/", {"answer-0": "东侧", "answer-1": "no"})
    assert matter.notes.get().text == "哪一部？ 东侧\n受伤吗？ 否"
    assert "哪一部？" not in visitor.get(f"/thanks/{matter.number}/").content.decode()


def test_nothing_has_to_be_answered_but_something_to_send(visitor: Client, world: World):
    terms = Terms(name="停水断水", keywords=("停水断水",), questions=(Question("几楼？"),))
    add_item(code="dry", terms=terms, by=world.console)
    matter, _page = report(visitor, "我家停水断水")
    reply = visitor.post(f"/track/{matter.number}/particulars/", {})
    assert "at least one answer" in reply.content.decode()


def test_in_doubt_nobody_is_asked(visitor: Client, lift: Item):
    assert "哪一部？" not in report(visitor, "你们好")[1]


def test_who_answers_for_what_is_public(visitor: Client, lift: Item):
    page = visitor.get("/catalogue/duties/").content.decode()
    assert "1 matter, as it stands on" in page
    assert "查明原因" in page
    table = visitor.get("/catalogue/duties.csv")
    assert "attachment" in table["Content-Disposition"]
    assert "市场监管所" in table.content.decode()


def test_an_empty_list_sends_people_on_to_report(visitor: Client, world: World):
    assert "has not been published yet" in visitor.get("/catalogue/duties/").content.decode()
