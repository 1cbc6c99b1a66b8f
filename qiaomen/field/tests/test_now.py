from django.test import Client
from pytest_django import DjangoAssertNumQueries

from qiaomen.catalogue.actions import add_item
from qiaomen.catalogue.terms import Terms
from qiaomen.field.tests.conftest import JSON, AsPhone, World
from qiaomen.matters.actions.sorting import classify
from qiaomen.matters.tests.walks import answered, assigned, handling, with_community
from tests.ways import with_steps
from tests.world import MONDAY, PHONE

QUERIES = 8  # session, person, posts, places, own matters, their steps, the plans, the grid


def test_a_phone_carries_what_waits_for_its_person_and_what_can_be_done_there(world: World, phone: AsPhone):
    matter = assigned(world)
    carried = phone("water").carries()
    (mine,) = carried["mine"]
    assert (mine["number"], mine["seq"], mine["body"]) == (
        matter.number,
        matter.ledger_seq,
        "三单元的水管漏水",
    )
    assert [deed["noun"] for deed in mine["deeds"]] == ["accept", "answer", "note"]
    assert mine["deeds"][1]["after"] == ["accept"]
    assert carried["grid"] == []


def test_a_step_that_waits_for_them_comes_with_its_fields(world: World, phone: AsPhone):
    with_steps(world)
    (mine,) = phone("water").carries()["mine"]
    step = mine["deeds"][0]
    assert step["noun"] == "step"
    assert mine["deeds"][1]["after"] == [f"step-{step['step']}"]
    assert {"name", "label", "kind", "options", "required", "when"} == set(step["fields"][0])


def test_a_step_is_offered_only_to_whom_a_post_allows_it(world: World, phone: AsPhone):
    matter = with_community(world)
    item = add_item(code="P1", terms=Terms(name="物业纠纷", procedure="property"), by=world.console)
    classify(matter, by=world.actor("clerk"), item=item)
    willow, grid = (phone(login).carries()["mine"][0]["deeds"] for login in ("willow", "grid"))
    assert [deed["noun"] for deed in willow] == ["step", "accept", "answer", "note"]
    assert [deed["noun"] for deed in grid] == ["note"]


def test_of_what_others_work_on_only_the_title_is_known(world: World, phone: AsPhone):
    handling(world)
    grid = phone("grid").carries()
    assert grid["mine"] == []
    assert "body" not in grid["grid"][0]
    assert [deed["noun"] for deed in grid["grid"][0]["deeds"]] == ["note"]


def test_who_asks_residents_enters_what_they_saw(world: World, phone: AsPhone):
    answered(world)
    assert [deed["noun"] for deed in phone("clerk").carries()["grid"][0]["deeds"]] == ["check"]


def test_no_contact_is_ever_on_a_phone(world: World, phone: AsPhone):
    handling(world)
    assert PHONE not in phone("water").client.get("/field/now/").content.decode()


def test_the_office_says_what_time_it_is_and_how_long_a_phone_remembers(
    world: World, phone: AsPhone, settings
):
    settings.QIAOMEN_FIELD_DAYS = 5
    carried = phone("grid").carries()
    assert (carried["at"], carried["days"]) == (int(MONDAY.timestamp() * 1000), 5)
    assert carried["places"] == [["grid", "柳岸第一网格"]]


def test_the_queries_stay_the_same_however_much_is_carried(
    world: World, phone: AsPhone, django_assert_num_queries: DjangoAssertNumQueries
):
    water = phone("water")
    for more in (1, 3):
        for _each in range(more):
            with_steps(world) if more == 1 else assigned(world)
        with django_assert_num_queries(QUERIES):
            water.carries()


def test_who_is_signed_out_is_told_so_as_data(world: World):
    refused = Client(headers=JSON).get("/field/now/")
    assert (refused.status_code, refused.json()) == (401, {"refusal": "You are signed out. Sign in again."})


def test_who_has_no_post_for_the_field_is_told_so(world: World, phone: AsPhone):
    refused = phone("auditor").client.get("/field/now/")
    assert refused.status_code == 403
    assert refused.json()["refusal"].startswith("Your post does not include this.")
