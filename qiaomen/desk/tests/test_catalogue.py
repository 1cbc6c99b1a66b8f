"""The catalogue kept at the desk."""

from datetime import timedelta

import pytest
from django.test import Client

from qiaomen.catalogue.actions import add_item, end_item, revise_item
from qiaomen.catalogue.models import Item
from qiaomen.catalogue.terms import Duty, Question, Reply, Terms
from qiaomen.desk.tests.conftest import World
from qiaomen.desk.tests.posting import words
from qiaomen.kernel import clock

ALL = Terms(
    name="路灯照明",
    keywords=("灯不亮", "路灯"),
    answer="3 workdays",
    pausable=False,
    procedure="ordinary",
    replies=(Reply("已修", "{地点}已修好。"),),
    duties=(Duty("市政科", "修", lead=True), Duty("街道", "报")),
    questions=(Question("哪一盏？"), Question("几盏？", "number")),
    retention_days=30,
)
HOME = "/desk/catalogue/"
LAMP = f"{HOME}items/lamp/"


@pytest.fixture
def lamp(world: World) -> Item:
    return add_item(code="lamp", terms=ALL, by=world.console)


def as_shown(client: Client, **other) -> dict[str, str]:
    """The fields of the revision as the page gives them, but for these."""
    form = client.get(f"{LAMP}revision/").context["form"]
    shown = {}
    for field in form:
        value = field.value()
        parts = (
            field.field.widget.decompress(value) if field.name in {"accept", "answer", "call_back"} else None
        )
        if parts:
            shown |= {f"{field.name}_{at}": part for at, part in enumerate(parts)}
        else:
            shown[field.name] = "" if value is None else value
    return {**shown, **other}


def looked_at(client: Client, said: dict[str, str]) -> dict[str, str]:
    page = client.post(f"{LAMP}revision/", said)
    assert page.status_code == 200, page.context["form"].errors
    return {**said, "shown": page.context["form"]["shown"].value()}


def test_items_stand_in_the_order_of_the_tree_and_are_found_by_a_keyword(world, keeper, lamp):
    add_item(code="bulb", terms=Terms(name="灯泡"), parent=lamp, by=world.console)
    add_item(code="water", terms=Terms(name="供水"), by=world.console)
    everything = [line.code for line in keeper.get(HOME).context["lines"]]
    assert everything == ["lamp", "bulb", "supervision", "unsorted", "water"]
    assert [line.code for line in keeper.get(HOME, {"q": "灯不亮"}).context["lines"]] == ["lamp"]


def test_ended_items_are_shown_when_they_are_wanted(world, keeper, lamp):
    end_item(lamp, on=clock.today(), by=world.console)
    assert "lamp" not in words(keeper.get(HOME))
    assert "ended on" in words(keeper.get(HOME, {"ended": "on"}))


def test_the_page_says_what_the_item_says_and_who_uses_it(world, keeper, lamp):
    world.receive(item=lamp)
    page = words(keeper.get(LAMP))
    for said in ("路灯照明", "3 workdays", "市政科", "哪一盏？", "1 open matter", "ordinary@1"):
        assert said in page


def test_nothing_is_saved_before_the_difference_was_looked_at(keeper, lamp):
    page = keeper.post(f"{LAMP}revision/", as_shown(keeper, answer_0="1"))
    assert "<del>3</del><ins>1</ins>" in words(page).replace(
        "<del>3 workdays</del><ins>1 workday</ins>", "<del>3</del><ins>1</ins>"
    )
    assert lamp.versions.count() == 1


def test_what_was_looked_at_is_saved(keeper, lamp):
    said = looked_at(keeper, as_shown(keeper, answer_0="1"))
    assert keeper.post(f"{LAMP}revision/", said).status_code == 303
    tomorrow = clock.today() + timedelta(days=1)
    assert lamp.version_on(tomorrow).terms == Terms(
        **{**_dict(ALL), "answer": "1 workdays", "procedure": "ordinary@1"}
    )


def _dict(terms: Terms) -> dict:
    return {name: getattr(terms, name) for name in terms.__slots__}


def test_what_was_changed_after_looking_is_shown_once_more(keeper, lamp):
    said = looked_at(keeper, as_shown(keeper, answer_0="1"))
    assert keeper.post(f"{LAMP}revision/", {**said, "answer_0": "2"}).status_code == 200
    assert lamp.versions.count() == 1


def test_the_same_again_is_said_to_change_nothing(keeper, lamp):
    assert "it says the same already" in words(keeper.post(f"{LAMP}revision/", as_shown(keeper)))


def test_what_somebody_else_revised_meanwhile_is_not_written_over(world, keeper, lamp):
    said = looked_at(keeper, as_shown(keeper, answer_0="1"))
    revise_item(lamp, terms=ALL, from_day=clock.today() + timedelta(days=5), by=world.console)
    assert keeper.post(f"{LAMP}revision/", said).status_code == 409


def test_the_procedure_stands_by_its_title_and_the_questions_as_they_are_asked(keeper, lamp):
    page = words(keeper.get(LAMP))
    assert '<a href="/desk/catalogue/procedures/ordinary/">' in page
    assert '<small class="desk-sub">ordinary@1</small>' in page
    assert "a number · may be left out" in " ".join(page.split())
    assert f"{LAMP}revision/#id_questions" in page


def test_an_item_without_either_says_so(world, keeper, lamp):
    revise_item(lamp, terms=Terms(name="路灯"), from_day=clock.today(), by=world.console)
    page = words(keeper.get(LAMP))
    assert "None: it is handled without set steps." in page
    assert "Nothing is asked beyond the resident" in page


def test_an_end_is_taken_back_where_it_was_made(world, keeper, lamp):
    end_item(lamp, on=clock.today(), by=world.console)
    assert "Was the end a mistake?" in words(keeper.get(LAMP))
    for status in (303, 409):
        assert keeper.post(f"{LAMP}resumption/", {"seen": "2"}).status_code == status
    lamp.refresh_from_db()
    assert (lamp.ended_on, lamp.versions.count()) == (None, 2)
    assert "Was the end a mistake?" not in words(keeper.get(LAMP))


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("answer_0", "0", "Write a whole number from 1 to 3660"),
        ("answer_0", "-3", "Write a whole number from 1 to 3660"),
        ("answer_1", "", "Write a whole number from 1 to 3660"),
        ("accept_1", "lightyears", "Write a whole number from 1 to 3660"),
        ("duties", "市政科", "has no colon"),
        ("duties", "*市政科：修\n*街道：报", "Only one unit can lead"),
        ("questions", "哪种？ = 也许", "at least two options"),
        ("replies", "已修", "needs a name and a text"),
        ("keywords", "灯" * 41, "no keyword but a sentence"),
        ("from_day", "yesterday", "There is no such day"),
        ("from_day", "2020-01-01", "stays as it was"),
        ("retention_days", "0", "kept for 1 to"),
        ("elsewhere", "请" * 501, "at most 500 characters"),
        ("name", "", "This field is required"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field(keeper, lamp, field, typed, sentence):
    said = {**as_shown(keeper), field: typed}
    page = keeper.post(f"{LAMP}revision/", said)
    if page.status_code == 200:  # only the day's own rule waits for the saving
        page = keeper.post(f"{LAMP}revision/", {**said, "shown": page.context["form"]["shown"].value()})
    assert page.status_code == 422
    assert sentence in words(page)
    assert lamp.versions.count() == 1


def test_the_default_promise_cannot_be_emptied(keeper, world):
    page = keeper.post(
        f"{HOME}items/unsorted/revision/",
        {"name": "待分类", "visibility": "unlisted", "from_day": "2026-03-09", "retention_days": "30"},
    )
    assert "holds the default promise" in words(page)


def test_an_item_is_added_below_another(keeper, lamp):
    said = {
        "code": "bulb",
        "parent": "lamp",
        "name": "灯泡",
        "visibility": "listed",
        "from_day": "2026-03-02",
    }
    assert keeper.post(f"{HOME}new/", said).status_code == 303
    assert Item.objects.get(code="bulb").parent == lamp
    again = keeper.post(f"{HOME}new/", said)
    assert (again.status_code, "belongs to “灯泡” already" in words(again)) == (422, True)


def test_an_item_in_use_is_not_deleted_but_ends_on_a_day(world, keeper, lamp):
    world.receive(item=lamp)
    page = keeper.get(f"{LAMP}end/")
    assert "Nothing of the catalogue is deleted" in words(page)
    assert "1 open matter" in words(page)
    assert keeper.post(f"{LAMP}end/", {"on": "2026-03-09", "seen": lamp.ledger_seq}).status_code == 303
    assert not Item.objects.get(code="lamp").current_on(clock.today() + timedelta(days=9))


@pytest.mark.parametrize(("said", "status"), [({"on": "2020-01-01", "seen": "1"}, 422), ({"on": ""}, 422)])
def test_an_item_does_not_end_in_the_past_or_on_no_day(keeper, lamp, said, status):
    assert keeper.post(f"{LAMP}end/", said).status_code == status


def test_two_versions_are_compared_word_by_word(world, keeper, lamp):
    revised = Terms(**{**_dict(ALL), "description": "街面的灯"})
    revise_item(lamp, terms=revised, from_day=clock.today() + timedelta(days=1), by=world.console)
    assert "<ins>街面的灯</ins>" in words(keeper.get(f"{LAMP}changes/"))
    same = keeper.get(f"{LAMP}changes/", {"from_day": "2026-03-02", "to_day": "2026-03-02"})
    assert "They say the same" in words(same)


def test_an_item_of_one_version_has_changed_nothing(keeper, lamp):
    assert "has said the same from the beginning" in words(keeper.get(f"{LAMP}changes/"))


def test_who_uses_a_procedure_has_a_page(world, keeper, lamp):
    assert "lamp 路灯照明" in words(keeper.get(f"{HOME}procedures/ordinary/uses/"))
    assert keeper.get(f"{HOME}procedures/dance/uses/").status_code == 404


def test_the_quality_is_of_a_period(keeper, lamp):
    assert "nobody used it" in words(keeper.get(f"{HOME}quality/", {"from_day": "2026-03-01"}))
    assert keeper.get(f"{HOME}quality/", {"from_day": "soon"}).status_code == 422


def test_a_clerk_does_not_keep_the_catalogue(clerk, keeper, lamp):
    assert clerk.get(HOME).status_code == 403
    assert f'href="{HOME}"' in words(keeper.get("/desk/"))
    assert f'href="{HOME}"' not in words(clerk.get("/desk/"))
