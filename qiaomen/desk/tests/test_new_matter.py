"""The phone desk takes a matter down."""

from datetime import timedelta

import pytest

from qiaomen.desk.tests.posting import page, words
from qiaomen.kernel import clock
from qiaomen.kernel.models import Event
from qiaomen.matters.models import Matter
from qiaomen.matters.states import State
from qiaomen.matters.tests import walks

FORM = "/desk/matters/new/?form=5b7c8f5e-0d6e-4d1c-8c39-6a4d3f0b2a11"
SAID = {"body": "三单元的水管漏水。快来人", "channel": "phone"}


def take_down(client, **said):
    return client.post(FORM, {**SAID, **said})


def test_words_are_enough(world, clerk):
    response = take_down(clerk)
    matter = Matter.objects.get()
    assert response["Location"] == f"/desk/matters/{matter.number}/"
    assert (matter.title, matter.place) == ("三单元的水管漏水", world.places["street"])


def test_the_caller_is_told_number_and_code(clerk):
    shown = words(clerk.get(take_down(clerk)["Location"]))
    telling = Matter.objects.get().tellings.get()
    assert f"number {telling.matter.number}, code {telling.code}" in shown


def test_what_is_known_is_kept(world, clerk):
    take_down(
        clerk,
        name="张示例",
        phone="10000000001",
        hide_from_unit="on",
        place="柳岸第一网格",
        address="三栋二单元",
        item="待分类",
        kind="complaint",
        title="漏水",
        about_unit="水务科",
        happened_at="2026-03-01T08:30",
    )
    matter = Matter.objects.get()
    assert (matter.title, matter.address, matter.kind) == ("漏水", "三栋二单元", "complaint")
    assert (matter.place, matter.about_unit) == (world.places["grid"], world.units["water"])
    assert matter.happened_at.isoformat() == "2026-03-01T00:30:00+00:00"
    assert matter.tellings.get().has_contact
    assert matter.tellings.get().hide_from_unit


def test_a_form_sent_twice_makes_one_matter(clerk):
    take_down(clerk)
    again = take_down(clerk)
    assert Matter.objects.count() == 1
    assert "This was taken down already" in words(clerk.get(again["Location"]))


def test_other_words_in_the_same_form_are_kept_and_may_be_another_matter(clerk):
    take_down(clerk)
    response = take_down(clerk, body="另一件事")
    assert response.status_code == 409
    assert "另一件事" in words(response)
    first = Matter.objects.get().number
    assert f"This form has already made matter {first}, with other words." in words(response)
    assert f'href="/desk/matters/{first}/"' in words(response)
    assert (
        clerk.post(
            f"/desk/matters/new/?form={response.context['name']}", {**SAID, "body": "另一件事"}
        ).status_code
        == 303
    )
    assert Matter.objects.count() == 2


def test_an_answer_that_is_added_after_going_back_is_not_lost(clerk):
    take_down(clerk)
    take_down(clerk, answer="停水到下午五点。")
    take_down(clerk, answer="停水到下午五点。")
    matter = Matter.objects.get()
    assert (matter.state, matter.answers.count()) == (State.ANSWERED, 1)


def test_a_matter_is_answered_on_the_spot_in_one_go(clerk):
    take_down(clerk, answer="停水到下午五点。", outcome="explained")
    matter = Matter.objects.get()
    assert (matter.state, matter.on_the_spot, matter.outcome) == (State.ANSWERED, True, "explained")


def test_who_may_take_in_but_not_answer_writes_nothing_by_answering(sign_in):
    response = take_down(sign_in("grid"), answer="已经处理", outcome="solved")
    assert response.status_code == 403
    assert not Matter.objects.exists()
    assert not Event.objects.filter(stream__startswith="matter/").exists()


def test_a_grid_worker_takes_in_for_the_own_grid(world, sign_in):
    take_down(sign_in("grid"))
    assert Matter.objects.get().place == world.places["grid"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"body": ""}, "This field is required."),
        ({"phone": "12"}, "is not a telephone number"),
        ({"place": "火星"}, "Nothing that can be chosen here is called “火星”."),
        ({"place": "火" * 500}, f"is called “{'火' * 59}…”."),
        ({"happened_at": "2030-01-01T08:00"}, "lies in the future"),
        ({"happened_at": "0001-01-01T00:00"}, "more than a hundred years back"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(clerk, said, sentence):
    response = take_down(clerk, **said)
    assert response.status_code == 422
    assert sentence in words(response)
    assert not Matter.objects.exists()


def test_all_mistakes_are_told_in_one_round(clerk):
    wrong = {
        "body": "\u200b",
        "phone": "12",
        "place": "火星",
        "item": "飞碟",
        "about_unit": "无此单位",
        "happened_at": "2030-01-01T08:00",
        "again_of": "JY-2026-999999",
    }
    assert set(take_down(clerk, **wrong).context["form"].errors) == set(wrong)


def test_trouble_that_has_come_back_is_linked_to_the_closed_matter(world, clerk):
    old = walks.closed(world)
    take_down(clerk, again_of=old.number.lower())
    assert Matter.objects.latest("pk").again_of == old


def test_what_is_still_open_is_not_taken_up_again(world, clerk):
    open_one = walks.handling(world)
    response = take_down(clerk, again_of=open_one.number)
    assert response.status_code == 422
    assert "add to it or merge them" in words(response)


def test_a_matter_that_cannot_be_seen_is_not_taken_up_again(world, sign_in):
    old = walks.closed(world)
    response = take_down(sign_in("elsewhere"), again_of=old.number)
    assert "There is no matter with this number." in words(response)


def test_whoever_takes_it_up_again_need_not_type_where_it_was(world, clerk, water_item, monday):
    old = walks.closed(world, address="三栋二单元", item=water_item)
    with clock.told(monday + timedelta(days=31)):
        link = f"/desk/matters/new/?again={old.number}"
        assert f'href="{link}"' in words(clerk.get(page(old)))
        form = clerk.get(link, follow=True).context["form"]
    known = {name: form[name].value() for name in ("again_of", "place", "address", "item")}
    assert known["again_of"] == old.number
    assert known["place"].endswith("柳岸第一网格")
    assert (known["address"], known["item"]) == ("三栋二单元", "停水")


def test_what_is_not_sorted_or_not_to_be_seen_is_not_filled_in(world, clerk, sign_in):
    old = walks.closed(world)
    link = f"/desk/matters/new/?again={old.number}"
    assert clerk.get(link, follow=True).context["form"]["item"].value() == ""
    assert sign_in("elsewhere").get(link, follow=True).context["form"]["again_of"].value() is None


@pytest.mark.parametrize(("login", "days"), [("clerk", 29), ("leader", 31)])
def test_it_is_taken_down_anew_only_when_it_can_be_reopened_no_more(world, sign_in, login, days, monday):
    old = walks.closed(world)
    with clock.told(monday + timedelta(days=days)):
        assert "?again=" not in words(sign_in(login).get(page(old)))


def test_each_form_has_a_name_of_its_own_and_going_back_finds_it_again(clerk):
    one, other = (clerk.get("/desk/matters/new/")["Location"] for _form in range(2))
    assert one != other
    assert clerk.get(one).status_code == 200


def test_a_form_whose_name_is_damaged_gets_another(clerk):
    assert clerk.get("/desk/matters/new/?form=1&again=JY-1", follow=True).status_code == 200


def test_words_in_a_form_without_a_name_are_taken_down_too(clerk):
    clerk.post("/desk/matters/new/?form=1", SAID)
    assert Matter.objects.count() == 1


def test_the_bar_leads_there_whoever_may_take_matters_in(sign_in):
    link = 'href="/desk/matters/new/"'
    assert link in words(sign_in("clerk").get("/desk/"))
    assert link not in words(sign_in("leader").get("/desk/"))
