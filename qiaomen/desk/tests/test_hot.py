"""Hot issues at the desk: read by who reads reports, joined, parted, named and pinned by who sorts."""

import pytest
from django.test import Client

from qiaomen.indicators.hot.models import HotIssue
from qiaomen.indicators.hot.regrouping import regroup
from qiaomen.indicators.hot.report import hot_issues
from qiaomen.matters.models import Matter
from tests.ways import HOT, with_hot_issues
from tests.world import World


@pytest.fixture
def hot(world: World) -> Matter:
    return with_hot_issues(world)


@pytest.fixture
def coordinator(world: World, client: Client) -> Client:
    client.force_login(world.people["coordinator"])
    return client


def residents(world: World) -> dict[int, int]:
    found = hot_issues(by=world.actor("leader")).issues
    return {issue.number: issue.residents for issue in found}


def test_the_list_and_the_page_say_how_hot_it_is(coordinator, hot):
    listed = coordinator.get("/desk/hot/").content.decode()
    assert "/desk/hot/1/" in listed
    assert ">120<" in listed
    page = coordinator.get("/desk/hot/1/").content.decode()
    assert hot.number in page
    assert "10 ×" in page


def test_what_was_joined_is_one_issue_and_stays_so(coordinator, world, hot):
    coordinator.post("/desk/hot/2/joining/", {"into": "1"})
    assert residents(world) == {1: 7}
    world.receive(phone="15400000010", body=HOT, place=world.places["cassia"])
    regroup()
    assert residents(world) == {1: 8}
    assert "/desk/hot/1/name/" in coordinator.get("/desk/hot/2/").content.decode()


def test_what_was_parted_is_not_put_back(coordinator, world, hot):
    coordinator.post("/desk/hot/1/parting/", {"matter": hot.pk})
    regroup()
    assert residents(world) == {1: 3, 2: 3}
    assert coordinator.get("/desk/hot/3/").status_code == 200


def test_a_name_and_a_pin_are_shown(coordinator, world, hot):
    coordinator.post("/desk/hot/2/name/", {"name": "桂花社区楼道灯"})
    coordinator.post("/desk/hot/2/pin/")
    page = coordinator.get("/desk/hot/").content.decode()
    assert page.index("桂花社区楼道灯") < page.index("/desk/hot/1/")


@pytest.mark.parametrize("into", ["", "x", "1", "99", "٣"])
def test_a_number_that_is_no_other_issue_is_refused(coordinator, world, hot, into):
    assert coordinator.post("/desk/hot/1/joining/", {"into": into}).status_code in {409, 422}
    assert HotIssue.objects.filter(into=None).count() == 2


@pytest.mark.parametrize("chosen", [[], ["x"], ["999999"]])
def test_nothing_is_parted_by_what_is_not_in_it(coordinator, hot, chosen):
    assert coordinator.post("/desk/hot/1/parting/", {"matter": chosen}).status_code in {409, 422}
    assert HotIssue.objects.count() == 2


def test_who_only_reads_decides_nothing(world, client, hot):
    client.force_login(world.people["leader"])
    assert "/desk/hot/1/name/" not in client.get("/desk/hot/1/").content.decode()
    assert client.post("/desk/hot/1/name/", {"name": "x"}).status_code == 403
