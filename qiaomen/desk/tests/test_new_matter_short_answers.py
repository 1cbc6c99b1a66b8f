"""The phone desk finds short answers while it types, and answers with one of them on the spot."""

from datetime import timedelta

import pytest

from qiaomen.catalogue.actions import add_item, adopt_procedure, end_item
from qiaomen.catalogue.knowledge.actions import add_short_answer
from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.catalogue.knowledge.wording import Wording
from qiaomen.catalogue.terms import Terms
from qiaomen.desk.tests.posting import words
from qiaomen.kernel import clock, ledger
from qiaomen.kernel.models import Event
from qiaomen.matters.models import Matter
from qiaomen.matters.states import State

NAME = "?form=5b7c8f5e-0d6e-4d1c-8c39-6a4d3f0b2a11"
NEW, ANSWERS, REPLY = (f"/desk/matters/new/{noun}{NAME}" for noun in ("", "answers/", "reply/"))
ASKED = {"body": "儿子刚来上班，居住证要去哪里办", "channel": "phone", "phone": "15400000001"}
FILLED = "带身份证到东街1号。"


@pytest.fixture
def permit(world, water_item) -> ShortAnswer:
    wording = Wording(
        question="居住证怎么办？",
        answer="带身份证到{地址}。",
        source="《居住证暂行条例》",
        owner=world.units["JY"],
        item=water_item,
        review_days=30,
    )
    return add_short_answer(code="K07", wording=wording, by=world.console)


def answered(client, **said):
    told = {"answer": FILLED, "short": "K07", "kind": "consultation", "outcome": "explained", **said}
    return client.post(NEW, {**ASKED, **told})


def test_what_fits_stands_beside_the_words_while_they_are_typed(permit, clerk):
    shown = words(clerk.post(ANSWERS, ASKED, headers={"hx-request": "true"}))
    assert "带身份证到{地址}。" in shown
    assert "<form" not in shown


def test_without_scripts_the_form_comes_back_with_them_and_nothing_is_lost(permit, clerk):
    shown = words(clerk.post(ANSWERS, {**ASKED, "address": "三栋", "hide_from_unit": "on"}))
    assert "带身份证到{地址}。" in shown
    assert ASKED["body"] in shown
    assert 'value="三栋"' in shown
    assert " checked" in shown
    assert "This field is required." not in shown
    assert not Matter.objects.exists()


def test_one_click_takes_it_into_the_reply(permit, clerk):
    form = clerk.post(REPLY, {**ASKED, "take": "K07"}).context["form"]
    taken = {name: form[name].value() for name in ("answer", "short", "kind", "outcome", "item", "phone")}
    assert taken == {
        "answer": permit.answer,
        "short": "K07",
        "kind": "consultation",
        "outcome": "explained",
        "item": "停水",
        "phone": ASKED["phone"],
    }


def test_what_has_been_chosen_already_stays(permit, clerk):
    form = clerk.post(REPLY, {**ASKED, "take": "K07", "kind": "help", "item": "待分类"}).context["form"]
    assert (form["kind"].value(), form["item"].value()) == ("help", "待分类")


def test_an_item_that_has_ended_is_not_filled_in(world, permit, water_item, clerk):
    end_item(water_item, on=clock.today(), by=world.console)
    taken = clerk.post(REPLY, {**ASKED, "take": "K07"}).context["form"]
    assert (taken["short"].value(), taken["item"].value()) == ("K07", None)
    assert answered(clerk).status_code == 303


def test_an_answer_that_is_not_there_cannot_be_taken(permit, clerk):
    assert clerk.post(REPLY, {**ASKED, "take": "K99"}).status_code == 404


def test_a_blank_must_be_filled(permit, clerk):
    response = answered(clerk, answer=permit.answer)
    assert response.status_code == 422
    assert "Fill in what still stands in braces: {地址}." in words(response)
    assert 'name="short" value="K07"' in words(response)
    assert not Matter.objects.exists()


def test_the_use_is_recorded_with_the_answer(permit, clerk):
    answered(clerk)
    given = Matter.objects.get().answers.get()
    assert (given.short_answer, given.text) == (permit, FILLED)
    assert '"short":"K07"' in ledger.story(Matter.objects.get().stream).get(verb="answer").data


def test_a_content_caller_ends_it_in_one_go(permit, clerk):
    answered(clerk, satisfaction="5")
    matter = Matter.objects.get()
    assert (matter.state, matter.ground, matter.on_the_spot) == (State.CLOSED, "confirmed", True)


def test_a_caller_who_is_not_content_keeps_it_open(permit, clerk):
    answered(clerk, satisfaction="2")
    matter = Matter.objects.get()
    assert (matter.state, matter.call_backs.get().satisfaction) == (State.ANSWERED, 2)


def test_what_is_only_explained_is_not_solved_unless_it_was_a_question(permit, clerk):
    answered(clerk, kind="complaint", satisfaction="5")
    matter = Matter.objects.get()
    assert (matter.state, matter.call_backs.get().solved) == (State.ANSWERED, False)


def test_nobody_judges_an_answer_that_was_not_given(permit, clerk):
    response = answered(clerk, answer="", satisfaction="5")
    assert response.status_code == 422
    assert "There is no answer yet" in words(response)


def test_a_question_about_what_goes_by_steps_is_answered_at_once_all_the_same(world, clerk):
    way = 'code = "way"\nname = "示例流程"\n[[step]]\ncode = "look"\nname = "查看"\nlimit = "2 workdays"\n'
    version = adopt_procedure(way, by=world.console)
    above = add_item(code="G1", terms=Terms(name="劳动"), by=world.console)
    wages = Terms(name="拖欠工资", procedure=str(version))
    owed = add_item(code="G11", terms=wages, parent=above, by=world.console)
    asked = Wording("工资被拖欠找谁？", "到劳动监察窗口。", "办事指南", world.units["JY"], item=owed)
    add_short_answer(code="K16", wording=asked, by=world.console)
    form = clerk.post(REPLY, {**ASKED, "take": "K16"}).context["form"]
    assert form["item"].value() == "劳动"
    answered(clerk, short="K16", item="G1", satisfaction="5")
    assert Matter.objects.get().state == State.CLOSED


def test_without_an_answer_nothing_is_counted(permit, clerk):
    answered(clerk, answer="")
    assert not permit.uses.exists()


def test_sent_twice_it_is_one_use(permit, clerk):
    answered(clerk, satisfaction="5")
    assert answered(clerk, satisfaction="5").status_code == 303
    assert permit.uses.count() == 1


def test_an_outdated_one_says_so(permit, clerk, monday):
    with clock.told(monday + timedelta(days=30)):
        assert "Outdated since April 1, 2026" in words(clerk.post(ANSWERS, ASKED))


def test_who_may_not_answer_reads_and_does_not_take(permit, sign_in):
    shown = words(sign_in("grid").post(ANSWERS, ASKED))
    assert permit.answer in shown
    assert "Take it into the reply" not in shown


def test_empty_words_find_nothing(permit, clerk):
    assert permit.answer not in words(clerk.post(ANSWERS, {"body": " "}, headers={"hx-request": "true"}))


def test_looking_writes_nothing_down(permit, clerk):
    lines = Event.objects.count()
    clerk.post(ANSWERS, ASKED)
    clerk.post(REPLY, {**ASKED, "take": "K07"})
    assert Event.objects.count() == lines
