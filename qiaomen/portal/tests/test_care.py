"""Large type: one question a page, a telephone to call, nothing beside the matter."""

from uuid import uuid4

import pytest
from django.test import Client

from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.tests.walks import answered
from qiaomen.people.models import Unit
from tests.world import World


@pytest.fixture
def reader(world: World) -> Client:
    """Who has asked for large type."""
    client = Client(headers={"accept-language": "en"})
    client.post("/large-type/", {"on": "1"})
    return client


def step(client: Client, asked: str, **said: str):
    return client.post("/one-by-one/", {"key": str(uuid4()), "asked": asked, **said})


def text(reply) -> str:
    return reply.content.decode()


def test_the_first_page_has_nothing_but_what_one_comes_for(reader: Client):
    page = text(reader.get("/"))
    assert "Tell us something" in page
    assert "What has become of it?" in page
    assert "What you can ask" not in page
    assert "<textarea" not in page


def test_the_cookie_keeps_it_until_it_is_taken_away(reader: Client):
    assert "Tell us something" in text(reader.get("/"))
    reader.post("/large-type/")
    assert "Tell us something" not in text(reader.get("/"))


def test_each_page_asks_one_thing_and_carries_what_was_answered(reader: Client):
    page = text(reader.get("/one-by-one/"))
    assert "What is the matter?" in page
    assert 'id="id_phone"' not in page
    page = text(step(reader, "body", body="灯坏了"))
    assert "Where is it?" in page
    assert "灯坏了" in page
    assert not Matter.objects.exists()


def test_the_last_answer_sends_it(reader: Client):
    reply = step(reader, "phone", body="灯坏了", address="三单元", phone="10000000001")
    matter = Matter.objects.get()
    assert reply["Location"] == f"/thanks/{matter.number}/"
    assert (matter.body, matter.address) == ("灯坏了", "三单元")
    assert Telling.objects.get().has_contact


def test_a_wrong_answer_is_asked_again_wherever_one_is(reader: Client):
    reply = step(reader, "body", body=" ")
    assert reply.status_code == 422
    assert "Write in one sentence" in text(reply)
    reply = step(reader, "phone", body="灯坏了", phone="12")
    assert reply.status_code == 422
    assert "is not a telephone number" in text(reply)
    assert "What is the matter?" in text(step(reader, "phone", body=""))


def test_going_back_keeps_the_answers(reader: Client):
    page = text(step(reader, "phone", body="灯坏了", address="三单元", back="1"))
    assert "Where is it?" in page
    assert "三单元" in page


def test_an_answer_to_nothing_begins_anew(reader: Client):
    assert "What is the matter?" in text(step(reader, "nothing"))


def test_the_same_form_with_other_words_is_asked_again_with_a_new_key(reader: Client):
    key = str(uuid4())
    step(reader, "phone", body="灯坏了", key=key)
    reply = step(reader, "phone", body="门坏了", key=key)
    assert reply.status_code == 409
    assert key not in text(reply)


def test_the_desk_can_be_called_where_its_number_is_known(reader: Client, world: World):
    assert "Call us now" not in text(reader.get("/"))
    desk = world.units["JY"]
    desk.phone = "012345"
    desk.save()
    assert 'href="tel:012345"' in text(reader.get("/"))
    assert 'href="tel:012345"' in text(reader.get("/one-by-one/"))


def test_following_up_says_how_it_stands_and_what_is_asked_and_keeps_the_rest_apart(
    reader: Client, world: World
):
    matter = answered(world)
    known = {"number": matter.number, "code": matter.tellings.get().code}
    page = text(reader.post("/track/", known, follow=True))
    assert f'href="/track/{matter.number}/verdict/"' in page
    assert "What has happened" not in page
    assert "<select" not in page
    assert "What has happened" in text(reader.get(f"/track/{matter.number}/?all=1"))
    reader.post("/large-type/")
    assert "What has happened" in text(reader.get(f"/track/{matter.number}/"))


@pytest.mark.parametrize("address", ["/track/", "/mine/sign-in/"])
def test_the_ways_in_have_the_number_to_call(reader: Client, world: World, address: str):
    Unit.objects.filter(code="JY").update(phone="012345")
    assert 'href="tel:012345"' in text(reader.get(address))
    reader.post("/large-type/")
    assert 'href="tel:012345"' not in text(reader.get(address))
