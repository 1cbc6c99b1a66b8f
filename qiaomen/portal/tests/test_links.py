from datetime import timedelta

import pytest
from django.core.signing import Signer
from django.test import Client

from qiaomen.kernel import clock
from qiaomen.kernel.models import Event
from qiaomen.matters.actions.handling import answer, redo
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Outcome
from qiaomen.matters.tests import walks
from qiaomen.portal.links import call_back_link
from qiaomen.portal.tests.conftest import World
from qiaomen.portal.tests.test_acts import VERDICT, confidential


def path(matter: Matter) -> str:
    return "/r/" + call_back_link(matter.tellings.get()).partition("/r/")[2]


def test_the_link_is_whole_and_without_the_code(world: World, settings):
    settings.QIAOMEN_ADDRESS = "https://example.invalid"
    telling = walks.answered(world).tellings.get()
    link = call_back_link(telling)
    assert link.startswith("https://example.invalid/r/")
    assert telling.code not in link


def test_it_leads_to_the_three_answers_and_they_count_once(visitor: Client, world: World):
    matter = walks.answered(world)
    link = path(matter)
    assert "水管已经换好" in visitor.get(link).content.decode()
    assert visitor.post(link, VERDICT)["Location"] == link
    assert matter.call_backs.get().solved is False
    lines = Event.objects.count()
    again = visitor.post(link, VERDICT)
    assert again.status_code == 422
    assert "already given your answers" in again.content.decode()
    assert Event.objects.count() == lines


def test_it_opens_nothing_else(visitor: Client, world: World):
    matter = walks.answered(world)
    page = visitor.get(path(matter)).content.decode()
    assert matter.body not in page
    assert visitor.get(f"/track/{matter.number}/").status_code == 303


def test_it_is_valid_for_30_days(visitor: Client, world: World, monday):
    link = path(walks.answered(world))
    with clock.told(monday + timedelta(days=30)):
        assert visitor.get(link).status_code == 200
    with clock.told(monday + timedelta(days=31)):
        reply = visitor.get(link)
    assert reply.status_code == 422
    assert "older than 30 days" in reply.content.decode()


@pytest.mark.parametrize("spoil", [lambda token: token[:-1], lambda token: "9" + token, lambda _token: "x"])
def test_a_spoiled_link_says_so(visitor: Client, world: World, spoil):
    token = path(walks.answered(world)).removeprefix("/r/")
    reply = visitor.get(f"/r/{spoil(token)}")
    assert reply.status_code == 422
    assert "This link is not complete" in reply.content.decode()


def test_a_signature_for_another_purpose_is_none(visitor: Client, world: World):
    telling = walks.answered(world).tellings.get()
    assert visitor.get("/r/" + Signer(sep=".").sign(f"{telling.pk}-20990101")).status_code == 422


def test_when_the_answer_is_being_redone_there_is_nothing_to_judge(visitor: Client, world: World):
    matter = walks.answered(world)
    link = path(matter)
    redo(matter, by=world.actor("clerk"), reason="没说何时修")
    assert "nothing to answer here now" in visitor.get(link).content.decode()


def test_the_answer_to_a_confidential_matter_is_not_shown_by_a_link(visitor: Client, world: World):
    matter = confidential(world)
    answer(matter, by=world.actor("secret"), outcome=Outcome.EXPLAINED, text="查无此事")
    page = visitor.get(path(matter)).content.decode()
    assert "Is it solved?" in page
    assert "查无此事" not in page
