from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qiaomen.kernel import clock
from qiaomen.matters.actions.handling import answer
from qiaomen.matters.actions.sorting import merge
from qiaomen.matters.states import Outcome
from qiaomen.matters.tests import walks
from qiaomen.portal.tests.conftest import Follow, World
from qiaomen.portal.throttling import GUESSES_AT_ONE, Throttle
from qiaomen.portal.tracking import views
from qiaomen.portal.tracking.access import LASTS
from qiaomen.portal.tracking.views import UNKNOWN


def knock(visitor: Client, number: str, code: str):
    return visitor.post("/track/", {"number": number, "code": code})


def test_number_and_code_open_the_matter(visitor: Client, world: World, follow: Follow):
    matter = world.receive()
    page = visitor.get(follow(matter))
    assert page.status_code == 200
    assert matter.body in page.content.decode()


def test_they_may_be_typed_as_people_type(visitor: Client, world: World):
    matter = world.receive()
    code = matter.tellings.get().code
    assert knock(visitor, f" {matter.number.lower()} ", code.lower().replace("-", " ")).status_code == 303


def test_a_wrong_code_and_a_wrong_number_hear_the_same_sentence(visitor: Client, world: World):
    matter = world.receive()
    for number, code in [(matter.number, "2222-2222"), ("JY-2026-999999", matter.tellings.get().code)]:
        reply = knock(visitor, number, code)
        assert reply.status_code == 422
        assert str(reply.context["refusal"]) == str(UNKNOWN)


def test_the_code_of_another_matter_does_not_open_it(visitor: Client, world: World):
    one, other = world.receive(), world.receive()
    assert knock(visitor, one.number, other.tellings.get().code).status_code == 422


def test_guessing_at_one_number_ends_after_ten_tries_for_an_hour(visitor: Client, world: World, monday):
    matter, neighbours = world.receive(), world.receive()
    code = matter.tellings.get().code
    for typed in [matter.number, f" {matter.number.lower()}"] * (GUESSES_AT_ONE.most // 2):
        knock(visitor, typed, "2222-2222")
    assert knock(visitor, matter.number, code).status_code == 422
    assert knock(visitor, neighbours.number, neighbours.tellings.get().code).status_code == 303
    with clock.told(monday + timedelta(hours=1)):
        assert knock(visitor, matter.number, code).status_code == 303


@pytest.fixture
def few_guesses(monkeypatch: pytest.MonkeyPatch) -> int:
    """As many as an office allows would take long."""
    monkeypatch.setattr(views, "GUESSES", Throttle("few", 4))
    monkeypatch.setattr(views, "GUESSES_AT_ONE", Throttle("few at one", 4))
    return 4


def test_guessing_at_many_numbers_ends_too(visitor: Client, world: World, few_guesses: int):
    matter = world.receive()
    for number in range(few_guesses):
        knock(visitor, f"JY-2020-{number}", "2222-2222")
    assert knock(visitor, matter.number, matter.tellings.get().code).status_code == 422


def test_right_codes_are_no_guesses(visitor: Client, world: World, few_guesses: int):
    matter = world.receive()
    code = matter.tellings.get().code
    replies = [knock(visitor, matter.number, code).status_code for _try in range(few_guesses + 2)]
    assert set(replies) == {303}


def test_without_the_code_a_matter_is_asked_for_whether_it_exists_or_not(visitor: Client, world: World):
    for number in (world.receive().number, "JY-2026-999999"):
        reply = visitor.get(f"/track/{number}/")
        assert reply.status_code == 303
        assert reply["Location"] == f"/track/?number={number}"


def test_one_matter_opens_no_other(visitor: Client, world: World, follow: Follow):
    other = world.receive()
    follow(world.receive())
    assert visitor.get(f"/track/{other.number}/").status_code == 303


def test_two_matters_can_be_followed_at_once(visitor: Client, world: World, follow: Follow):
    pages = [follow(world.receive()), follow(world.receive())]
    assert [visitor.get(page).status_code for page in pages] == [200, 200]


def test_the_browser_forgets_after_an_hour_without_a_look(
    visitor: Client, world: World, follow: Follow, monday
):
    page = follow(world.receive())
    with clock.told(monday + LASTS - timedelta(minutes=1)):
        assert visitor.get(page).status_code == 200
    with clock.told(monday + LASTS + timedelta(minutes=30)):
        assert visitor.get(page).status_code == 200
    with clock.told(monday + 3 * LASTS):
        assert visitor.get(page).status_code == 303


def test_who_leaves_is_forgotten(visitor: Client, world: World, follow: Follow):
    page = follow(world.receive())
    assert visitor.post("/track/departure/").status_code == 303
    assert visitor.get(page).status_code == 303


def test_a_merged_matter_is_followed_to_where_it_is_worked(visitor: Client, world: World, follow: Follow):
    lead, own = walks.handling(world, body="别人的话"), world.receive(phone="10000000002", body="我的话")
    merge(own, by=world.actor("clerk"), into=lead)
    page = visitor.get(follow(own)).content.decode()
    assert "水务科 is working on it" in page
    assert f"together with theirs as {lead.number}" in page
    assert "我的话" in page
    assert "别人的话" not in page


def test_the_number_of_the_lead_works_with_ones_own_code(visitor: Client, world: World):
    lead, own = world.receive(), world.receive(phone="10000000002")
    code = own.tellings.get().code
    merge(own, by=world.actor("clerk"), into=lead)
    assert knock(visitor, lead.number, code)["Location"] == f"/track/{own.number}/"


@pytest.mark.parametrize(
    ("way", "sentence"),
    [
        (lambda world: world.receive(), "finding out who takes care"),
        (walks.assigned, "水务科 has been asked"),
        (walks.handling, "水务科 is working on it"),
        (walks.waiting, "waits for the answer"),
        (walks.suspended, "looked at again on April 1, 2026"),
        (walks.answered, "水务科 has answered"),
        (walks.closed, "it was confirmed that it is settled"),
        (walks.declined, "请向区法院咨询。"),
    ],
)
def test_every_state_is_said_in_plain_words(visitor: Client, world: World, follow: Follow, way, sentence):
    assert sentence in visitor.get(follow(way(world))).content.decode()


def test_the_promise_is_named_and_its_breaking_too(visitor: Client, world: World, follow: Follow, monday):
    page = follow(walks.handling(world))
    assert "You will have an answer by March 9, 2026" in visitor.get(page).content.decode()
    with clock.told(monday + timedelta(days=8)):
        late = visitor.get(follow(walks.Matter.objects.get())).content.decode()
    assert "An answer was promised for March 9, 2026. That day has passed" in late


def test_a_planned_answer_names_the_day(visitor: Client, world: World, follow: Follow):
    matter = walks.handling(world)
    answer(
        matter,
        by=world.actor("water"),
        outcome=Outcome.PLANNED,
        text="已列入计划",
        planned_for=date(2026, 4, 1),
    )
    assert "It is planned for April 1, 2026" in visitor.get(follow(matter)).content.decode()


def test_nothing_is_promised_for_what_was_taken_in_for_the_record(
    visitor: Client, world: World, follow: Follow
):
    assert "promised" not in visitor.get(follow(world.receive(history=True))).content.decode()


def test_a_look_soon_after_another_writes_no_session(visitor: Client, world: World, follow: Follow):
    page = follow(world.receive())
    with CaptureQueriesContext(connection) as queries:
        visitor.get(page)
    assert not [query for query in queries if not query["sql"].startswith("SELECT")]


def test_each_try_of_the_form_is_judged(visitor: Client, world: World):
    reply = knock(visitor, "", "")
    assert reply.status_code == 422
    assert set(reply.context["form"].errors) == {"number", "code"}


def test_the_form_knows_the_number_of_the_page_that_one_came_from(visitor: Client, world: World):
    page = visitor.get("/track/?number=JY-2026-000001")
    assert page.context["form"]["number"].value() == "JY-2026-000001"
