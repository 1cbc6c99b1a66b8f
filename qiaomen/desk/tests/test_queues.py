"""The queues: what stands where, in which order, and at what price."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qiaomen.catalogue.actions import add_item, add_rule
from qiaomen.catalogue.terms import Terms
from qiaomen.desk.queues import counting
from qiaomen.desk.tests.posting import page, words
from qiaomen.kernel import clock
from qiaomen.matters.actions.assigning import entrust
from qiaomen.matters.actions.assisting import assist
from qiaomen.matters.actions.receiving import receive_many
from qiaomen.matters.actions.requesting import request
from qiaomen.matters.channels import Channel
from qiaomen.matters.intake import Told
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Verb
from qiaomen.matters.tests import walks

QUERIES = 7  # session, person, posts, (units below,) for whom one stands in, counts of all tabs, the page


def listed(client, path: str) -> list[str]:
    return [line.number for line in client.get(f"/desk/{path}").context["lines"]]


def fill(world, number: int) -> None:
    told = [Told(f"fill:{n}", Channel.PHONE, f"第{n}件", place=world.places["grid"]) for n in range(number)]
    receive_many(told, by=world.actor("clerk"))


def test_what_waits_for_me_is_my_work(world, water):
    waits, _waiting, _elsewhere = walks.assigned(world), walks.waiting(world), world.receive()
    assert listed(water, "") == [waits.number]


def test_what_a_colleague_was_given_is_not_my_work(world, sign_in, clerk):
    matter = walks.handling(world)
    entrust(matter, by=world.actor("water"), officer=world.people["water"])
    assert listed(sign_in("water"), "queues/mine/") == [matter.number]
    assert listed(clerk, "") == []


def test_a_unit_that_was_asked_to_help_finds_it(world, sign_in):
    matter = walks.handling(world)
    assist(matter, by=world.actor("coordinator"), unit=world.units["power"], task="断电")
    assert listed(sign_in("power"), "") == [matter.number]


def test_the_desk_calls_back_what_is_answered(world, clerk):
    matter = walks.answered(world)
    assert listed(clerk, "") == listed(clerk, "queues/call-back/") == [matter.number]


def test_overdue_is_what_is_late_now(world, clerk):
    matter = world.receive()
    assert listed(clerk, "queues/overdue/") == []
    with clock.told(matter.due_at + timedelta(minutes=1)):
        assert listed(clerk, "queues/overdue/") == [matter.number]


def test_the_soonest_due_stands_first(world, clerk):
    late = world.receive()
    with clock.told(clock.now() - timedelta(days=3)):
        early = world.receive()
    assert listed(clerk, "queues/unit/") == [early.number, late.number]
    assert listed(clerk, "queues/all/") == [late.number, early.number]


def test_records_of_old_are_not_worked_on(world, clerk):
    matter = world.receive(history=True)
    assert listed(clerk, "queues/sorting/") == []
    assert listed(clerk, "queues/all/") == [matter.number]


def test_an_empty_queue_says_what_will_come(world, clerk):
    assert "New work appears here by itself." in words(clerk.get("/desk/"))


def test_who_has_no_post_with_matters_is_told_so(world, sign_in):
    home = words(sign_in("administrator").get("/desk/"))
    assert "nothing to do with matters" in home
    assert "<code>qiaomen tasks</code>" in home
    assert '<a href="/desk/office/">Administration</a>: places, units, people' in home
    assert '<a href="/desk/catalogue/">Catalogue</a>: what can be asked' in home
    assert 'role="search"' not in home


@pytest.mark.parametrize("name", ["sorting", "call-back", "nonsense"])
def test_a_queue_that_is_not_ones_own_is_not_there(world, water, name):
    assert water.get(f"/desk/queues/{name}/").status_code in {403, 404}
    assert "To sort" not in words(water.get("/desk/"))


def test_pages_follow_one_another_without_gap_or_double(world, clerk):
    fill(world, 205)  # all due at the same moment
    first = clerk.get("/desk/queues/unit/")
    second = clerk.get("/desk/queues/unit/", {"after": first.context["next"]})
    third = clerk.get("/desk/queues/unit/", {"after": second.context["next"]})
    numbers = [line.number for answer in (first, second, third) for line in answer.context["lines"]]
    assert numbers == list(Matter.objects.order_by("pk").values_list("number", flat=True))
    assert third.context["next"] == ""


def test_a_damaged_mark_of_a_page_is_refused_with_a_sentence(world, clerk):
    response = clerk.get("/desk/queues/unit/?after=yesterday_x")
    assert response.status_code == 422
    assert "Begin at the first page." in words(response)


@pytest.mark.parametrize("login", ["clerk", "coordinator", "water"])
def test_a_queue_costs_the_same_however_long_it_is(world, sign_in, login):
    client, costs = sign_in(login), []
    for _round in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get("/desk/")
        costs.append(len(asked))
        fill(world, 100)
    assert costs[0] == costs[1] <= QUERIES


def test_counts_stop(world, clerk, monkeypatch):
    monkeypatch.setattr(counting, "MOST", 3)
    fill(world, 4)
    tabs = {tab["label"]: tab["count"] for tab in clerk.get("/desk/").context["tabs"]}
    assert (tabs["My unit's"], tabs["Overdue"]) == ("3+", "0")


def test_requests_are_listed_for_who_may_decide(world, sign_in):
    matter = walks.handling(world)
    request(matter, Verb.EXTEND, by=world.actor("water"), reason="等材料", until="2026-04-01", told="等零件")
    line = sign_in("coordinator").get("/desk/requests/").context["lines"][0]
    assert (line.number, line.wish, line.by) == (matter.number, "more time, to April 1, 2026", "示例water")
    assert line.reason == "等材料\nThe resident would be told: 等零件"


def test_what_a_resident_asked_for_is_listed_as_theirs(world, sign_in):
    request(walks.closed(world), Verb.REOPEN, by=world.resident, reason="又漏了")
    assert [line.by for line in sign_in("coordinator").get("/desk/requests/").context["lines"]] == [
        "Resident"
    ]


def test_ones_own_request_is_not_ones_own_to_decide(world, sign_in):
    matter = world.receive()
    request(matter, Verb.EXCLUDE, by=world.actor("coordinator"), reason="演练")
    assert sign_in("coordinator").get("/desk/requests/").context["lines"] == []


@pytest.fixture
def leaking(world):
    """Whoever speaks of 停水 in the grid means the water office."""
    item = add_item(code="S1", terms=Terms(name="停水", keywords=("停水通知", "水管爆裂")), by=world.console)
    add_rule(item=item, place=world.places["street"], unit=world.units["water"], by=world.console)
    return item


def test_what_is_sure_is_assigned_with_one_click(world, clerk, leaking):
    matter = world.receive(body="春江花园水管爆裂，整栋停水，没有停水通知")
    (line,) = clerk.get("/desk/queues/sorting/").context["lines"]
    assert (line.item, line.unit, line.sure) == ("停水", "水务科", True)
    assert "水管爆裂" in line.offers[0].because
    clerk.post(page(matter, "sorting"), {"seen": line.seen, **line.fields})
    matter.refresh_from_db()
    assert (matter.item, matter.unit) == (leaking, world.units["water"])


def test_a_complaint_is_not_proposed_to_whom_it_is_about(world, clerk, leaking):
    world.receive(body="春江花园水管爆裂，整栋停水，没有停水通知", about_unit=world.units["water"])
    (line,) = clerk.get("/desk/queues/sorting/").context["lines"]
    assert (line.item, line.unit, line.sure) == ("停水", "", False)


def test_what_is_not_sure_is_looked_at(world, clerk, leaking):
    world.receive(body="楼下很吵")
    (line,) = clerk.get("/desk/queues/sorting/").context["lines"]
    assert (line.unit, line.sure) == ("", False)
    assert "the item is not sure" in line.because


def test_what_somebody_has_sorted_is_not_guessed_anew(world, clerk, leaking):
    world.receive(body="楼下很吵", item=leaking)
    (line,) = clerk.get("/desk/queues/sorting/").context["lines"]
    assert (line.item, line.unit) == ("停水", "水务科")


def test_the_sorting_queue_costs_the_same_however_many_are_proposed(world, clerk, leaking):
    clerk.get("/desk/queues/sorting/")  # what a process builds once, until the house changes
    costs = []
    for _round in range(2):
        fill(world, 10)
        world.receive(body="水管爆裂，停水通知")
        with CaptureQueriesContext(connection) as asked:
            clerk.get("/desk/queues/sorting/")
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 9
