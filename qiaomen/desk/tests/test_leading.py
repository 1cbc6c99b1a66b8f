"""The overview of a place or a unit: each figure leads to just the matters that it counts."""

import html
import re
from datetime import timedelta

import pytest

from qiaomen.desk.leading import kept
from qiaomen.desk.tests.posting import words
from qiaomen.indicators.models import Publication
from qiaomen.indicators.tests.deeds import say
from qiaomen.kernel import clock
from qiaomen.matters.actions.supervising import exclude, supervise
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Verb
from qiaomen.matters.tests.walks import DISCONTENT, answered, closed, grant, merged
from tests.ways import with_hot_issues
from tests.world import MONDAY, World

STREET = "/desk/overview/places/street/"


@pytest.fixture
def leader(sign_in):
    return sign_in("leader")


def figures(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<a href="(/desk/queues/all/[^"]+)">([^<]+)</a>', page)


def busy(world: World) -> None:
    """Some of all that is counted, and of all that is not."""
    closed(world)
    matter = answered(world)
    say(world, matter, DISCONTENT)
    grant(world, matter, Verb.CLOSE, by="clerk")
    supervise(world.receive(), by=world.actor("leader"), order="三日内书面报告")
    exclude(world.receive(), by=world.actor("coordinator"))
    merged(world)
    world.receive(history=True)
    Matter.objects.filter(pk=world.receive().pk).update(confidential=True)


def test_every_figure_leads_to_as_many_matters_as_it_says(world, leader):
    busy(world)
    with clock.told(MONDAY + timedelta(days=30)):
        page = words(leader.get(STREET))
        found = figures(page)
        assert len(found) > 12
        for url, text in found:
            number = re.search(r"(\d+)/\d+", text) or re.search(r"^(\d+)$", text)
            listed = leader.get(html.unescape(url)).context["lines"]
            assert (url, number and int(number[1])) == (url, len(listed))


def test_it_begins_with_ones_own_place_and_leads_to_those_below(world, leader):
    page = words(leader.get("/desk/overview/"))
    assert "<h1>柳荫街道</h1>" in page
    assert 'href="/desk/overview/places/willow/"' in page


def test_of_a_unit_there_is_one_too(world, leader):
    closed(world)
    assert "<h1>样例物业</h1>" in words(leader.get("/desk/overview/units/firm/"))
    assert "Nothing was closed in these weeks" in words(leader.get("/desk/overview/units/firm/"))


@pytest.mark.parametrize("path", ["places/far/", "units/water/", "places/nowhere/"])
def test_of_what_one_does_not_answer_for_there_is_none(world, leader, path):
    assert leader.get(f"/desk/overview/{path}").status_code == 404


def test_the_span_is_chosen_and_nonsense_is_the_usual_one(world, leader):
    for asked, weeks in (("4", 4), ("52", 52), ("火", 12), ("-1", 12)):
        assert len(leader.get(STREET, {"weeks": asked}).context["weeks"].rows) == weeks


def test_what_stands_in_the_charts_stands_in_the_tables(world, leader):
    world.receive()
    context = leader.get(STREET).context
    assert context["weeks_chart"].series[0].values[-1] == int(context["weeks"].rows[0].cells[0].text) == 1


def test_figures_are_kept_for_a_while_and_cost_ten_queries_then(
    world, leader, settings, django_assert_max_num_queries
):
    settings.QIAOMEN_FIGURES_MINUTES = 5
    kept._of_a_while.cache_clear()
    leader.get(STREET)
    world.receive()
    with django_assert_max_num_queries(10):  # session, person, posts; the place, its name, those around
        assert "<b>0</b>" in words(leader.get(STREET))
    with clock.told(MONDAY + timedelta(minutes=5)):
        assert "<b>0</b>" not in words(leader.get(STREET)).split("Overdue")[0].split("Open now")[1]
    kept._of_a_while.cache_clear()


def test_the_page_can_be_had_as_a_pdf(world, leader):
    world.receive()
    page = words(leader.get(STREET, {"weeks": "4"}))
    assert f'href="{STREET}page.pdf?weeks=4"' in page
    assert leader.get(f"{STREET}page.pdf?weeks=4").content.startswith(b"%PDF-")
    assert leader.get("/desk/overview/places/far/page.pdf").status_code == 404


def test_a_hot_issue_leads_to_its_page(world, leader):
    with_hot_issues(world)
    page = words(leader.get(STREET))
    assert '<a href="/desk/hot/1/">' in page
    assert leader.get("/desk/hot/1/").status_code == 200


def test_a_bulletin_is_published_once_and_stays_as_it_was(world, leader):
    opened = leader.post(f"{STREET}bulletin/", {"month": "2026-02"})
    assert opened["Location"] == f"{STREET}bulletins/2026-02.pdf"
    shown = leader.get(opened["Location"])
    assert shown.content.startswith(b"%PDF")
    again = leader.post(f"{STREET}bulletin/", {"month": "2026-02"})
    assert (again["Location"], Publication.objects.count()) == (opened["Location"], 1)


@pytest.mark.parametrize("month", ["2026-03", "2026-13", ""])
def test_of_a_month_that_has_not_ended_there_is_no_bulletin(world, leader, month):
    assert leader.post(f"{STREET}bulletin/", {"month": month}).status_code == 422
    assert leader.get(f"{STREET}bulletins/{month or 'x'}.pdf").status_code == 404
    assert not Publication.objects.exists()


def test_the_bulletin_of_a_place_is_for_who_reads_its_reports(world, leader, sign_in):
    leader.post(f"{STREET}bulletin/", {"month": "2026-02"})
    for client in (sign_in("auditor"), sign_in("elsewhere")):
        status = client.get(f"{STREET}bulletins/2026-02.pdf").status_code
        assert (status == 200) == (client.get(STREET).status_code == 200)
