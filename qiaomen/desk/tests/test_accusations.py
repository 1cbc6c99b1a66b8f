"""What may be an accusation: the desk is asked whom it is about as it sorts, and nobody else finds it."""

import pytest

from qiaomen.catalogue.actions import add_item, add_rule
from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.terms import Terms
from qiaomen.desk.tests.posting import page, press, words
from qiaomen.indicators.hot.regrouping import regroup
from qiaomen.indicators.hot.report import hot_issues
from qiaomen.matters.actions.sorting import accuse, merge
from qiaomen.matters.models import Matter

SECRET = "居委会的人收了钱不办事"


@pytest.fixture
def unread(world) -> Matter:
    return world.receive(by=world.resident, body=SECRET)


@pytest.mark.parametrize("login", ["grid", "leader", "auditor", "willow"])
def test_outside_the_desk_it_is_nowhere(world, sign_in, unread, login):
    browser = sign_in(login)
    assert browser.get(page(unread)).status_code == 404
    for place in ("/desk/", "/desk/queues/all/"):
        assert SECRET not in words(browser.get(place, follow=True)), place
    for text in (SECRET, unread.number):
        assert f"/desk/matters/{unread.number}/" not in words(
            browser.post("/desk/matters/search/", {"q": text}, follow=True)
        )


def test_in_hot_issues_it_stands_only_when_it_was_dealt_with(world):
    told = [world.receive(by=world.resident, body=SECRET, phone=f"1540000000{n}") for n in range(3)]
    for matter in told[1:]:
        merge(matter, by=world.actor("clerk"), into=told[0])
    regroup()
    assert not hot_issues(by=world.actor("leader")).issues
    accuse(told[0], by=world.actor("clerk"), unit=world.units["willow"])
    assert len(hot_issues(by=world.actor("leader")).issues) == 1


def test_a_complaint_that_nobody_has_looked_at_is_given_away_by_no_single_press(world, clerk):
    terms = Terms(name="服务态度", keywords=("服务态度", "收了钱"), kind=MatterKind.COMPLAINT)
    item = add_item(code="S9", terms=terms, by=world.console)
    add_rule(item=item, place=world.places["street"], unit=world.units["willow"], by=world.console)
    world.receive(by=world.resident, body="春江花园居委会服务态度差，收了钱不办事")
    (line,) = clerk.get("/desk/queues/sorting/").context["lines"]
    assert (line.item, line.sure) == ("服务态度", False)
    assert "look whether a unit is accused" in line.because


def test_its_page_says_that_nobody_else_sees_it(clerk, unread):
    assert "seen by the desk alone" in words(clerk.get(page(unread)))


def test_it_is_sorted_and_its_accused_named_at_once(world, clerk, unread):
    press(clerk, unread, "sorting", item="unsorted", place="grid", unit="街道", about="柳岸社区居委会")
    unread.refresh_from_db()
    assert (unread.about_unit, unread.unsettled) == (world.units["willow"], False)


def test_who_sorts_is_not_asked_again(world, clerk):
    matter = world.receive()
    assert "Is somebody accused" not in words(clerk.get(page(matter)))


def test_a_unit_that_is_not_there_is_no_accused(clerk, unread):
    response = press(clerk, unread, "sorting", item="unsorted", place="grid", about="无此单位")
    assert response.status_code == 422
    unread.refresh_from_db()
    assert unread.unsettled
