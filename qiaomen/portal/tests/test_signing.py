"""Signing in by a code that is sent to one's telephone."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from config.addresses import lookup
from qiaomen.kernel import clock, phones
from qiaomen.kernel.models import Message
from qiaomen.matters.actions.erasing import erase
from qiaomen.matters.signing_in import SENT_AN_HOUR, TYPED_AN_HOUR, code_of, opens, who_has
from qiaomen.matters.tests.walks import closed
from qiaomen.portal.signing.views import SENT, WRONG
from tests.world import PHONE, World

OTHER = "10000000002"


def who(phone: str = PHONE) -> str:
    return who_has(phones.normalise(phone))


def browser() -> Client:
    return Client(headers={"accept-language": "en"})


def asks(client: Client, phone: str = PHONE) -> str:
    return client.post("/mine/sign-in/", {"phone": phone}, follow=True).content.decode()


def types(client: Client, code: str) -> str:
    return client.post("/mine/code/", {"code": code}, follow=True).content.decode()


def signed_in(phone: str = PHONE) -> Client:
    client = browser()
    asks(client, phone)
    types(client, code_of(who(phone), clock.now()))
    return client


def test_whoever_types_the_code_sees_all_that_was_told_from_the_number(world: World):
    first, second, foreign = world.receive(), world.receive(), world.receive(phone=OTHER)
    client = signed_in()
    page = client.get("/mine/").content.decode()
    assert first.number in page
    assert second.number in page
    assert foreign.number not in page
    assert client.get(f"/track/{first.number}/").status_code == 200
    assert client.get(f"/track/{foreign.number}/").status_code == 303


def test_the_code_leaves_by_the_outbox_and_nothing_keeps_it(world: World):
    world.receive()
    asks(browser())
    message = Message.objects.get(template="sign_in_code")
    code = code_of(who(), clock.now())
    assert code not in json.dumps(message.facts)
    assert lookup(message.recipient).secrets == {"code": code}
    assert lookup(message.recipient).to == phones.normalise(PHONE)


def test_the_reply_is_the_same_for_a_number_that_nobody_told_from(world: World):
    world.receive()
    known, unknown = asks(browser()), asks(browser(), OTHER)
    assert str(SENT) in known.replace("&#x27;", "'")
    assert strip(known) == strip(unknown)
    assert Message.objects.filter(template="sign_in_code").count() == 1


def strip(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrf" not in line]


def test_a_wrong_code_opens_nothing(world: World):
    world.receive()
    client = browser()
    asks(client)
    right = code_of(who(), clock.now())
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    assert str(WRONG) in types(client, wrong)
    assert client.get("/mine/").status_code == 303


def test_a_code_opens_once_and_for_ten_to_twenty_minutes(world: World, monday):
    code = code_of(who(), monday)
    with clock.told(monday + timedelta(minutes=19)):
        assert opens(who(), code)
        assert not opens(who(), code)
    with clock.told(monday + timedelta(minutes=21)):
        assert not opens(who(), code)


def test_nobody_guesses_more_than_a_few_times(world: World, monday):
    for _each in range(TYPED_AN_HOUR):
        opens(who(), "")
    assert not opens(who(), code_of(who(), monday))


def test_one_telephone_does_not_ring_all_day(world: World):
    world.receive()
    for _each in range(SENT_AN_HOUR + 1):
        asks(browser())
    assert Message.objects.filter(template="sign_in_code").count() == SENT_AN_HOUR


@pytest.mark.parametrize(
    ("typed", "sentence"), [("", "Type the number"), ("12", "is not a telephone number")]
)
def test_what_is_no_number_is_said(world: World, typed: str, sentence: str):
    assert sentence in asks(browser(), typed)


def test_the_code_page_without_a_number_leads_back(world: World):
    assert browser().get("/mine/code/")["Location"] == "/mine/sign-in/"


def test_after_an_hour_or_on_leaving_it_is_forgotten(world: World):
    world.receive()
    client = signed_in()
    with clock.told(clock.now() + timedelta(hours=2)):
        assert client.get("/mine/").status_code == 303
    client = signed_in_again(client)
    client.post("/track/departure/")
    assert client.get("/mine/").status_code == 303


def signed_in_again(client: Client) -> Client:
    with clock.told(clock.now() + timedelta(minutes=10)):
        asks(client)
        types(client, code_of(who(), clock.now()))
    return client


def test_what_was_erased_is_in_no_list(world: World):
    matter = closed(world)
    erase(matter, by=world.console)
    assert matter.number not in signed_in().get("/mine/").content.decode()


def test_in_large_type_each_report_is_a_button_that_says_how_it_stands(world: World):
    matter = world.receive()
    client = signed_in()
    client.post("/large-type/", {"on": "1"})
    page = client.get("/mine/").content.decode()
    assert f'class="button" href="/track/{matter.number}/"' in page
    assert "Tell us something" in page
    assert matter.title in page
