"""A procedure tried out at the desk."""

import pytest
from django.test import Client

from qiaomen.catalogue.actions import add_item, adopt_procedure
from qiaomen.catalogue.procedures.tests.test_reading import STEP, WHOLE
from qiaomen.catalogue.procedures.tests.test_trial import LOOP
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel.models import Event
from qiaomen.matters.models import Matter

TRIAL = "/desk/catalogue/procedure-trial/"


pytestmark = pytest.mark.usefixtures("own")


def on(client: Client, page, **said):
    """What the page carries, and what is filled in."""
    form = page.context["form"]
    return client.post(TRIAL, {"text": form["text"].value(), "state": form["state"].value(), **said})


def test_it_is_walked_to_the_end_and_nothing_is_stored(keeper):
    before = Event.objects.count()
    page = keeper.get(f"{TRIAL}?procedure=acceptance")
    assert "Clerk Example (the desk) is to take “决定是否受理”." in page.content.decode()
    page = on(keeper, page, **{"filled-decision": "受理", "way": "in_time"})
    assert "The resident is told: 您的事项：受理。" in page.content.decode()
    page = on(keeper, page, way="passed_by")
    page = on(keeper, page)
    assert "The resident has the answer." in page.content.decode()
    page = on(keeper, page)
    assert "That was the whole way." in page.content.decode()
    assert (Event.objects.count(), Matter.objects.count()) == (before, 0)


def test_what_leads_back_is_walked_again_and_the_answer_is_given_anew(keeper):
    page = keeper.post(TRIAL, {"text": LOOP})
    for said in ({"filled-决定": "甲"}, {}, {"filled-again": "yes"}, {"filled-决定": "乙"}, {}):
        page = on(keeper, page, **said)
    assert page.content.decode().count("The resident has the answer.") == 2
    page = on(keeper, page, **{"filled-again": "yes"})
    assert "That was the whole way." in page.content.decode()


def test_what_is_missing_is_told_and_the_trial_stays(keeper):
    page = on(keeper, keeper.get(f"{TRIAL}?procedure=acceptance"), **{"filled-decision": "不予受理"})
    assert page.status_code == 422
    assert "Fill in: 理由" in page.content.decode()
    assert "required" in str(page.context["form"]["filled-decision"])
    page = on(keeper, page, **{"filled-decision": "不予受理", "filled-理由": "材料不全"})
    assert page.status_code == 200


def test_a_word_that_is_no_choice_is_told(keeper):
    page = on(keeper, keeper.get(f"{TRIAL}?procedure=acceptance"), **{"filled-decision": "x"})
    assert page.status_code == 422


def test_a_text_that_is_not_adopted_is_tried(keeper):
    text = WHOLE.replace("决定是否受理", "初审")
    assert "is to take “初审”" in keeper.post(TRIAL, {"text": text}).content.decode()


@pytest.mark.parametrize(
    "state",
    [
        *["x", "", "1", "[[], false]", '[[], true, "help"]', '[[], false, "moon"]'],
        *['[[[1]], false, "help"]', '[[["moon", {}, "in_time"]], false, "help"]'],
    ],
)
def test_a_state_that_cannot_be_is_refused(keeper, state):
    assert keeper.post(TRIAL, {"text": WHOLE, "state": state}).status_code == 422


@pytest.mark.parametrize("address", [TRIAL, f"{TRIAL}?procedure=moon"])
def test_a_procedure_that_is_not_there_is_not_found(keeper, address):
    assert keeper.get(address).status_code == 404


def test_a_file_is_named(keeper):
    text = f'{STEP}[[step.field]]\nlabel = "照片"\nkind = "file"\n'
    page = on(keeper, keeper.post(TRIAL, {"text": text}), **{"filled-照片": "a.jpg"})
    assert "照片: a.jpg" in page.content.decode()


BY_KIND = """
code = "sorts"
name = "示例"
[[step]]
code = "thank"
name = "致谢"
skip_when = { field = "matter.kind", is = ["help", "complaint"] }
[[step]]
code = "look"
name = "查看"
skip_when = { field = "matter.kind", is = ["praise"] }
"""


def test_it_is_played_as_the_kind_that_is_chosen_to_its_end(keeper):
    page = keeper.post(TRIAL, {"text": BY_KIND})
    assert "is to take “查看”" in page.content.decode()
    page = keeper.post(TRIAL, {"text": BY_KIND, "kind": "praise"})
    assert "is to take “致谢”" in page.content.decode()
    assert "of the kind “praise”" in page.content.decode()
    page = on(keeper, on(keeper, page))
    assert "That was the whole way." in page.content.decode()


def test_it_is_played_first_as_its_items_want_it(keeper, world):
    version = adopt_procedure(BY_KIND, by=world.console)
    terms = Terms(name="表扬", procedure=str(version), kind="praise")
    add_item(code="K1", terms=terms, by=world.console)
    page = keeper.get(f"{TRIAL}?procedure=sorts")
    assert "is to take “致谢”" in page.content.decode()


def test_a_kind_that_is_none_is_told(keeper):
    page = keeper.post(TRIAL, {"text": BY_KIND, "kind": "moon"})
    assert page.status_code == 422
    assert page.context["beginning"].errors["kind"]
