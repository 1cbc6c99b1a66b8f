"""What a matter's page asks of the database: at most ten questions, each for a reason."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qiaomen.catalogue.actions import add_item
from qiaomen.catalogue.terms import Terms
from qiaomen.desk.tests.posting import page, press
from qiaomen.matters.actions.assisting import assist
from qiaomen.matters.actions.dividing import divide
from qiaomen.matters.actions.requesting import request
from qiaomen.matters.actions.sorting import merge
from qiaomen.matters.actions.speaking import note
from qiaomen.matters.actions.whistling import Called, whistle
from qiaomen.matters.states import State, Verb
from qiaomen.matters.tests import walks

# The beginning of each statement, and why it is asked.
REASONS = {
    'SELECT "django_session"': "who is signed in",
    'SELECT "people_person"."password"': "who that is",
    'SELECT "people_post"': "what they may do today",
    "WITH RECURSIVE walk": "the units below theirs, for whoever sees only what those hold",
    "SELECT * FROM (SELECT MAX(token)": "whether what the process holds of the house is still so",
    'SELECT "matters_matter"."id", "matters_matter"."ledger_seq"': "the matter, if they may see it",
    "SELECT 'answers'": "everything that stands beside it, and its story",
    'SELECT "people_person"."id"': "the names of those who acted",
    'SELECT "matters_matter"."id" AS "pk"': "matters above, below, merged, taken up again",
    'SELECT "catalogue_procedureversion"': "its procedure, if it has one",
    'SELECT "kernel_request"': "the requests that can be decided, in the form for that",
    'SELECT "catalogue_rule"': "the rule by which it was given to a unit",
}
MOST = 10


def asked(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"].strip() for query in captured]


@pytest.mark.parametrize(
    ("state", "login"),
    [
        (State.RECEIVED, "clerk"),
        (State.HANDLING, "water"),
        (State.HANDLING, "auditor"),
        (State.ANSWERED, "coordinator"),
    ],
)
def test_each_question_has_its_reason(world, sign_in, state, login):
    client, matter = sign_in(login), walks.WAYS[state](world)
    client.get(page(matter))  # what the process holds of the house is read once
    told = asked(client, page(matter))
    assert [sql for sql in told if not sql.startswith(tuple(REASONS))] == []
    assert (
        len(told) == len({next(start for start in REASONS if sql.startswith(start)) for sql in told}) <= MOST
    )


def grow(world, matter):
    """One more of everything that stands beside a matter."""
    clerk, water = world.actor("clerk"), world.actor("water")
    place = matter.place
    merge(world.receive(), by=clerk, into=matter)
    note(matter, by=water, text="一")
    divide(matter, by=clerk, body="另有一处", item=matter.item, place=place, mandatory=True)


def test_a_page_asks_as_often_however_long_its_story_is(world, sign_in):
    item = add_item(code="S9", terms=Terms(name="停水", procedure="property"), by=world.console)
    matter = walks.handling(world, item=item)
    for unit in ("power", "street"):
        assist(matter, by=world.actor("water"), unit=world.units[unit], task="开闸")
    called = [Called(world.units["willow"]), Called(world.units["power"])]
    whistle(matter, by=world.actor("water"), called=called, meeting=walks.MEETING)
    request(matter, Verb.EXTEND, by=world.actor("water"), reason="等材料", until="2026-03-11", told="等零件")
    water, costs = sign_in("water"), []
    for _round in range(3):
        grow(world, matter)
        file = SimpleUploadedFile("记录.txt", b"a")
        press(water, matter, "attachment", file=file, audience="internal")
        water.get(page(matter))
        costs.append(len(asked(water, page(matter))))
    assert costs == [MOST] * 3


def test_what_is_alike_and_near_asks_as_often_however_much_there_is(world, clerk):
    spot, costs = ("112.400000", "27.900000"), []
    matter = world.receive(point=spot)
    for _round in range(2):
        world.receive(point=spot)
        clerk.get(page(matter, "alike"))
        costs.append(len(asked(clerk, page(matter, "alike"))))
    assert costs[0] == costs[1]


def test_the_page_fetches_what_is_alike_later_and_links_to_it(world, clerk):
    matter = world.receive()
    shown = clerk.get(page(matter)).content.decode()
    assert f'hx-get="{page(matter, "alike")}"' in shown
    assert f'href="{page(matter, "alike")}"' in shown
    part = clerk.get(page(matter, "alike"), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "Nothing alike and nothing near was found." in part
