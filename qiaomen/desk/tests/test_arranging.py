"""What people arrange about their queues: columns, kept lists, what they follow, whom they stand in for."""

from datetime import timedelta

import pytest

from qiaomen.desk.tests.posting import page, words
from qiaomen.kernel import clock
from qiaomen.matters.actions.assigning import entrust
from qiaomen.matters.actions.speaking import note
from qiaomen.matters.tests import walks
from qiaomen.people.actions import stand_in
from qiaomen.people.models import Post

ALL = "/desk/queues/all/"


def keep(client, **said):
    return client.post(
        "/desk/lists/", {"name": "水务未办结", "queue": "all", "query": "unit=水务&x=1", **said}
    )


def names(client) -> list[str]:
    return [one.name for one in client.get(ALL).context["lists"]]


def test_the_columns_that_somebody_chooses_are_theirs(world, clerk, water):
    matter = walks.handling(world)
    chosen = clerk.post(
        "/desk/columns/", {"column": ["channel", "place"], "queue": "unit", "query": "state=received"}
    )
    assert chosen["Location"] == "/desk/queues/unit/?state=received"
    shown = clerk.get(ALL).context
    assert shown["heads"] == ["Place", "Channel"]
    assert [cell.text for cell in shown["lines"][0].rest] == ["柳岸社区柳岸第一网格", "phone desk"]
    assert water.get(ALL).context["heads"] == ["Place", "With", "State", "Received"]
    assert shown["lines"][0].number == matter.number


@pytest.mark.parametrize("wrong", [{}, {"column": ["nonsense"]}])
def test_without_columns_the_usual_ones_stand_there(clerk, wrong):
    clerk.post("/desk/columns/", wrong)
    assert clerk.get(ALL).context["heads"] == ["Place", "With", "State", "Received"]


def test_a_kept_list_stands_beside_the_queues_and_is_renamed_and_deleted(world, clerk):
    matter, _other = walks.assigned(world), world.receive()
    kept = keep(clerk)["Location"]
    shown = clerk.get(kept).context
    assert [line.number for line in shown["lines"]] == [matter.number]
    assert (shown["list"].name, shown["list"].url) == ("水务未办结", kept)
    assert not any(tab["current"] for tab in shown["tabs"])
    clerk.post("/desk/list-name/", {"list": "1", "name": "水务"})
    assert names(clerk) == ["水务"]
    clerk.post("/desk/list-end/", {"list": "1"})
    assert names(clerk) == []


def test_a_kept_list_is_nobody_elses(clerk, water):
    keep(clerk)
    assert names(water) == []


def test_a_list_whose_filter_means_nothing_any_more_says_so(world, clerk):
    kept = keep(clerk, query="item=火星")["Location"]
    shown = clerk.get(kept)
    assert shown.status_code == 422
    assert "Nothing here is called “火星”." in words(shown)
    assert shown.context["list"].name == "水务未办结"


@pytest.mark.parametrize(
    ("address", "sent", "status"),
    [
        ("lists", {"name": "", "queue": "all"}, 422),
        ("lists", {"name": "x", "queue": "nonsense"}, 404),
        ("lists", {"name": "<script>" * 9, "queue": "all"}, 422),
        ("list-name", {"list": "9", "name": "x"}, 409),
        ("list-end", {"list": "nine"}, 422),
    ],
)
def test_what_cannot_be_kept_is_refused(clerk, address, sent, status):
    assert clerk.post(f"/desk/{address}/", sent).status_code == status


def test_what_is_followed_shows_that_it_has_changed_until_it_is_looked_at(world, sign_in, clerk):
    matter, leader = world.receive(), sign_in("leader")
    leader.post(page(matter, "following"))
    note(matter, by=world.actor("clerk"), text="来电催问")
    followed = leader.get("/desk/queues/followed/").context
    assert [(line.number, line.fresh) for line in followed["lines"]] == [(matter.number, True)]
    assert {tab["label"]: tab["count"] for tab in followed["tabs"]}["What I follow"] == "1"
    leader.get(page(matter))
    assert [line.fresh for line in leader.get("/desk/queues/followed/").context["lines"]] == [False]
    assert clerk.get("/desk/queues/followed/").context["lines"] == []


def test_what_is_followed_no_more_is_no_more_there(world, clerk):
    matter = world.receive()
    clerk.post(page(matter, "following"))
    assert "Stop following" in words(clerk.get(page(matter)))
    clerk.post(page(matter, "following-end"))
    assert clerk.get("/desk/queues/followed/").context["lines"] == []


@pytest.fixture
def away(world):
    """Who handles for the water office is away this week, and the power office's officer stands in."""
    post = Post.objects.get(person=world.people["water"])
    today = clock.today()
    stand_in(
        post, deputy=world.people["power"], from_day=today, to_day=today + timedelta(days=6), by=world.console
    )
    return f"/desk/queues/for-{world.people['water'].pk}/"


def test_who_stands_in_sees_what_a_colleague_was_entrusted_with(world, sign_in, away):
    matter, _other = walks.handling(world), walks.assigned(world)
    entrust(matter, by=world.actor("water"), officer=world.people["water"])
    shown = sign_in("power").get(away).context
    assert [line.number for line in shown["lines"]] == [matter.number]
    assert shown["tab"].label == "For 示例water"
    assert "For 示例water" in [tab["label"] for tab in shown["tabs"]]


def test_nobody_else_and_not_longer_than_they_stand_in(world, sign_in, clerk, away):
    assert clerk.get(away).status_code == 404
    power = sign_in("power")
    with clock.told(clock.now() + timedelta(days=7)):
        assert power.get(away).status_code == 404
