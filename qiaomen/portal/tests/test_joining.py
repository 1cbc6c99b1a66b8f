"""Me too: one more voice of a released matter."""

from uuid import uuid4

import pytest
from django.test import Client

from qiaomen.catalogue.models import Item
from qiaomen.indicators.hot.regrouping import regroup
from qiaomen.indicators.hot.report import hot_issues
from qiaomen.kernel import clock, phones
from qiaomen.matters.actions.joining import verify
from qiaomen.matters.actions.speaking import release
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.signing_in import code_of, who_has
from qiaomen.matters.states import State
from qiaomen.matters.tests.walks import answered
from qiaomen.matters.voices import voices
from tests.world import World

SUMMARY = "楼道里漏水，正在更换阀门。"
OTHER = "10000000002"


@pytest.fixture
def shown(world: World) -> Matter:
    matter = world.receive()
    release(matter, by=world.actor("clerk"), summary=SUMMARY)
    return matter


def joins(matter: Matter, client: Client | None = None, **said: str):
    client = client or Client(headers={"accept-language": "en"})
    form = {"key": str(uuid4()), "phone": OTHER, **said}
    return client.post(f"/neighbourhood/{matter.number}/voice/", form, follow=True)


def test_who_joins_becomes_one_more_voice_with_number_and_code(shown: Matter):
    page = joins(shown).content.decode()
    joined = Telling.objects.get(joined=True)
    assert joined.matter.number in page
    assert joined.code in page
    assert joined.matter.state == State.MERGED
    assert len(voices(shown)) == 2


def test_sent_twice_it_is_one_voice(shown: Matter):
    client, key = Client(), str(uuid4())
    joins(shown, client, key=key)
    joins(shown, client, key=key)
    assert Matter.objects.count() == 2


def test_without_a_word_it_says_what_it_joins(shown: Matter):
    joins(shown)
    assert SUMMARY in Telling.objects.get(joined=True).matter.body


def test_own_words_come_along(shown: Matter):
    joins(shown, body="四楼也漏")
    assert Telling.objects.get(joined=True).matter.body == "四楼也漏"


@pytest.mark.parametrize("phone", ["12", "x"])
def test_a_number_that_is_none_is_said(shown: Matter, phone: str):
    reply = joins(shown, phone=phone)
    assert reply.status_code == 422
    assert "is not a telephone number" in reply.content.decode()


def test_what_is_answered_is_not_joined(world: World):
    matter = answered(world)
    release(matter, by=world.actor("clerk"), summary=SUMMARY)
    reply = joins(matter)
    assert reply.status_code == 422
    assert "no longer open for others to join" in reply.content.decode()
    assert Matter.objects.count() == 1


def test_what_was_not_released_cannot_be_joined(world: World):
    assert joins(world.receive()).status_code == 404


def residents(world: World) -> int:
    regroup()
    issues = hot_issues(by=world.actor("leader")).issues
    return issues[0].residents if issues else 0


def test_it_adds_to_the_heat_only_when_the_number_is_verified(world: World, shown: Matter, unsorted: Item):
    for number in ("10000000003", "10000000004"):
        joins(shown, phone=number)
    assert residents(world) == 0
    for telling in Telling.objects.filter(joined=True):
        verify(telling, by=world.resident)
    assert residents(world) == 3


def test_signing_in_verifies_the_number(shown: Matter):
    client = Client()
    joins(shown, client)
    client.post("/mine/sign-in/", {"phone": OTHER})
    assert Telling.objects.get(joined=True).verified_at is None
    client.post("/mine/code/", {"code": code_of(who_has(phones.normalise(OTHER)), clock.now())})
    assert Telling.objects.get(joined=True).verified_at is not None
