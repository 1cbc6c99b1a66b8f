"""Words together with place, item, person, time and state; what is shown of what they find."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qiaomen.catalogue.actions import add_item
from qiaomen.catalogue.terms import Terms
from qiaomen.desk.searching.paging import titles_first
from qiaomen.desk.tests.posting import words
from qiaomen.desk.tests.test_search import found
from qiaomen.matters.actions.assigning import entrust
from qiaomen.matters.index import sought
from qiaomen.matters.models import Matter
from qiaomen.matters.tests import walks
from qiaomen.matters.tests.test_visibility import confidential
from tests.world import PHONE


@pytest.fixture
def several(world):
    """The oldest first: by the title, by the words, by the title again."""
    bodies = ("路灯不亮", "晚上很黑，因为那里的路灯不亮", "路灯太亮")
    return [world.receive(title="很黑" if len(body) > 9 else body, body=body) for body in bodies]


def suggested(client, typed) -> str:
    return words(client.post("/desk/matters/suggestions/", {"q": typed}))


def test_hits_in_the_title_stand_ahead_and_each_part_is_newest_first(clerk, several):
    assert found(clerk, q="路灯") == [several[place].number for place in (2, 0, 1)]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_go_on_from_titles_to_all_others(several, size):
    seen, after = [], None
    while after != "":
        page = titles_first(Matter.objects.all(), sought("路灯"), ("number",), after or "", size=size)
        seen += [row["number"] for row in page.rows]
        after = page.next
    assert seen == [several[place].number for place in (2, 0, 1)]


def test_words_are_combined_with_place_item_person_time_and_state(world, clerk):
    lamp = add_item(code="S1", terms=Terms(name="照明"), by=world.console)
    matter, _other = walks.handling(world, item=lamp), world.receive()
    entrust(matter, by=world.actor("water"), officer=world.people["water"])
    fitting = {
        "place": "柳岸",
        "item": "照明",
        "officer": world.people["water"].name,
        "since": "2026-03-02",
        "state": "handling",
    }
    assert found(clerk, q="水管", **fitting) == [matter.number]
    for name, other in {"officer": "clerk", "until": "2026-03-01", "state": "closed"}.items():
        assert found(clerk, q="水管", **{**fitting, name: other}) == []


def test_filters_stand_as_chips_beside_the_words(world, clerk):
    world.receive()
    page = clerk.get("/desk/matters/", {"q": "水管", "place": "柳岸"})
    assert [(chip.text, chip.without) for chip in page.context["chips"]] == [
        ("Place: 柳岸", "?q=%E6%B0%B4%E7%AE%A1")
    ]
    assert 'value="水管"' in words(page)


def test_what_was_found_is_marked_in_the_title_and_where_it_was_said(clerk, several):
    lines = clerk.get("/desk/matters/", {"q": "路灯 不亮"}).context["lines"]
    assert lines[0].title == "<mark>路灯不亮</mark>"
    assert lines[1].said == "晚上很黑，因为那里的<mark>路灯不亮</mark>"


def test_what_somebody_wrote_is_no_markup(world, clerk):
    world.receive(title="<b>水管</b>", body="水管")
    assert "&lt;b&gt;<mark>水管</mark>&lt;/b&gt;" in words(clerk.get("/desk/matters/", {"q": "水管"}))


@pytest.mark.parametrize("typed", ["灯", "가로등", "LAMP"])
def test_one_character_and_words_in_korean_and_english_find(world, clerk, typed):
    matter, _other = world.receive(body="路灯 가로등 lamp"), world.receive()
    assert found(clerk, q=typed) == [matter.number]


def test_neither_list_nor_count_nor_suggestion_tells_of_what_is_confidential(world, clerk, sign_in):
    matter, secret = world.receive(), confidential(world)
    numbers = {
        asked: clerk.get("/desk/matters/", {"place": "柳岸", "q": asked}).context["number"]
        for asked in ("", "收钱", secret.number)
    }
    assert numbers == {"": "1", "收钱": "0", secret.number: "0"}
    assert found(clerk, place="柳岸") == [matter.number]
    assert secret.number not in suggested(clerk, secret.number)
    assert secret.number in suggested(sign_in("secret"), secret.number)


def test_a_page_costs_the_same_however_much_is_found(world, clerk, several):
    def queries() -> int:
        clerk.get("/desk/matters/", {"q": "路灯", "place": "柳岸"})
        with CaptureQueriesContext(connection) as asked:
            clerk.get("/desk/matters/", {"q": "路灯", "place": "柳岸"})
        return len(asked)

    few = queries()
    for _each in range(6):
        world.receive(body="路灯")
    assert queries() == few <= 12  # session, person, posts; places, number, how common; two parts, the count


def test_matters_are_suggested_by_their_title_and_filters_by_a_name(world, clerk, several):
    page = suggested(clerk, "路灯")
    assert "<mark>路灯</mark>太亮" in page
    assert f"/desk/matters/{several[0].number}/" in page
    assert "?q=%E8%B7%AF%E7%81%AF&amp;place=" in suggested(clerk, "路灯 柳岸社区")


@pytest.mark.parametrize("typed", ["", "  ", PHONE, "resident@example.org"])
def test_nothing_is_suggested_for_what_names_a_person(world, clerk, typed):
    world.receive(title=f"请打{PHONE}")
    assert suggested(clerk, typed).strip() == ""


def test_nothing_is_suggested_that_is_not_to_be_seen(several, sign_in):
    assert "路灯" not in suggested(sign_in("elsewhere"), "路灯")
