"""Questions and hard stops at the phone desk."""

import pytest
from django.test import Client

from qiaomen.catalogue.actions import add_item, add_rule
from qiaomen.catalogue.models import Item
from qiaomen.catalogue.terms import Question, Terms
from qiaomen.desk.proposals import proposal
from qiaomen.desk.tests.conftest import World
from qiaomen.desk.tests.posting import page, press, words
from qiaomen.kernel.models import Request
from qiaomen.matters.models import Matter

ASKED = (
    Question("哪一部？"),
    Question("几人？", "number"),
    Question("何时？", "date"),
    Question("受伤吗？", "yes_no"),
    Question("哪种？", "choice", ("困人", "异响"), "《条例》第三条"),
)


@pytest.fixture
def lift(world: World) -> Item:
    terms = Terms(name="电梯困人", keywords=("电梯困人",), questions=ASKED)
    return add_item(code="lift", terms=terms, by=world.console)


@pytest.fixture
def fire(world: World) -> Item:
    terms = Terms(name="火情火警", keywords=("火情火警", "着火冒烟"), elsewhere="着火请马上拨打119。")
    item = add_item(code="fire", terms=terms, by=world.console)
    add_rule(item=item, place=world.places["house"], unit=world.units["water"], by=world.console)
    return item


def test_the_questions_stand_on_the_matters_page_with_the_rule_that_needs_an_answer(world, clerk, lift):
    shown = words(clerk.get(page(world.receive(item=lift))))
    assert "Ask these" in shown
    assert "Needed by 《条例》第三条." in shown


def test_the_answers_become_words_of_the_resident_in_the_offices_language(world, clerk, lift):
    matter = world.receive(item=lift)
    said = {
        "answer-0": "东侧",
        "answer-1": "2",
        "answer-2": "2026-03-01",
        "answer-3": "yes",
        "answer-4": "困人",
    }
    assert press(clerk, matter, "particulars", **said).status_code == 303
    told = matter.notes.get().text
    assert told == "哪一部？ 东侧\n几人？ 2\n何时？ 2026-03-01\n受伤吗？ 是\n哪种？ 困人"
    assert "Ask these" not in words(clerk.get(page(matter)))


def test_what_is_not_known_stays_empty_and_is_still_asked(world, clerk, lift):
    matter = world.receive(item=lift)
    press(clerk, matter, "particulars", **{"answer-4": "异响"})
    assert matter.notes.get().text == "哪种？ 异响"
    assert "几人？" in words(clerk.get(page(matter)))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"answer-0": "东侧"}, "This field is required"),
        ({"answer-4": "困人", "answer-1": "许多"}, "Write a number in digits"),
        ({"answer-4": "困人", "answer-2": "昨天"}, "There is no such day"),
        ({"answer-4": "别的"}, "Select a valid choice"),
    ],
)
def test_an_answer_that_does_not_fit_is_told_so(world, clerk, lift, said, sentence):
    reply = press(clerk, world.receive(item=lift), "particulars", **said)
    assert (reply.status_code, sentence in words(reply)) == (422, True)


def test_no_answer_at_all_is_told_so(world, clerk):
    item = add_item(code="q", terms=Terms(name="问", questions=ASKED[:2]), by=world.console)
    assert "at least one answer" in words(press(clerk, world.receive(item=item), "particulars"))


def test_what_belongs_elsewhere_is_proposed_for_declining_with_all_that_is_said(world, clerk, fire):
    matter = world.receive(body="楼下有火情火警，着火冒烟")
    shown = words(clerk.get(page(matter)))
    assert "This belongs elsewhere" in shown
    assert "Next: Ask to decline it" in shown
    said = clerk.get(page(matter, "decline-request")).context["form"].initial
    assert said["told"] == "着火请马上拨打119。"
    assert (
        press(clerk, matter, "decline-request", reason=said["reason"], told=said["told"]).status_code == 303
    )
    assert Request.objects.get().verb == "decline"


def test_what_belongs_elsewhere_is_proposed_for_no_unit(world, fire):
    proposed = proposal(Matter.objects.select_related("item", "place", "desk").get(pk=told(world).pk))
    assert (proposed.item, proposed.unit, proposed.sure) == (fire, None, False)
    assert proposed.reasons[0] == "belongs elsewhere"


def told(world: World) -> Matter:
    return world.receive(body="楼下有火情火警，着火冒烟")


def typing(client: Client, **filled) -> str:
    return words(client.post("/desk/matters/new/answers/", filled, headers={"hx-request": "true"}))


def test_while_a_concern_is_typed_its_item_says_what_to_ask_and_where_to_go(clerk, lift, fire):
    assert "哪一部？" in typing(clerk, body="三号楼电梯困人")
    assert "着火请马上拨打119。" in typing(clerk, body="楼下有火情火警，着火冒烟")
    assert "哪一部？" not in typing(clerk, body="你好")


def test_an_item_that_was_chosen_is_asked_about_whatever_the_words(clerk, lift):
    assert "哪一部？" in typing(clerk, body="你好", item="lift")
    assert "哪一部？" not in typing(clerk, body="你好", item="没有这个")
