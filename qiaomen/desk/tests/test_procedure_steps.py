"""What is seldom said of a step, said in its form: conditions, counts, waits, who completes it."""

import pytest
from django.test import Client

from qiaomen.catalogue.actions import adopt_procedure
from qiaomen.catalogue.procedures.library import shipped
from qiaomen.catalogue.procedures.reading import from_toml
from qiaomen.catalogue.procedures.tests.test_reading import WHOLE

OWN = "/desk/catalogue/procedures/acceptance/"
FOLLOW = {"name": "回头看", "actor": "unit"}


def changed(keeper: Client, **said):
    """The step as the text then says it."""
    page = keeper.post(f"{OWN}steps/follow/", {**FOLLOW, **said})
    assert page.status_code == 200, page.content.decode()
    return from_toml(page.context["form"]["text"].value()).step("follow")


def test_a_condition_is_chosen_among_what_stands_before(keeper, own):
    page = keeper.get(f"{OWN}steps/follow/")
    groups = [label for label, _values in page.context["form"].fields["skip_when"].choices]
    assert groups == [
        "走访: in time",
        "决定是否受理: 决定",
        "决定是否受理: in time",
        "the kind of the matter",
    ]
    step = changed(keeper, skip_when=['["decide.decision", "不予受理"]'])
    assert str(step.skip_when) == "decide.decision = 不予受理"


def test_a_condition_asks_of_one_thing(keeper, own):
    chosen = ['["decide.decision", "不予受理"]', '["matter.kind", "praise"]']
    page = keeper.post(f"{OWN}steps/follow/", {**FOLLOW, "skip_when": chosen})
    assert (page.status_code, "choose in one group" in page.content.decode()) == (422, True)
    assert "<details" in page.content.decode().partition(" open>")[0]


def test_time_counts_from_another_step_and_a_notice_hangs(keeper, own):
    step = changed(
        keeper, limit_0="9", limit_1="workdays", limit_from="visit", wait_0="5", wait_1="calendar_days"
    )
    assert (str(step.limit), step.limit_from, str(step.after)) == ("9 workdays", "visit", "5 calendar_days")


def test_what_counts_from_something_needs_a_limit(keeper, own):
    page = keeper.post(f"{OWN}steps/follow/", {**FOLLOW, "limit_from": "visit"})
    assert (page.status_code, "Say the limit too" in page.content.decode()) == (422, True)


def test_how_many_sign_is_a_number_beside_their_side(keeper, own):
    step = changed(keeper, **{"signatures-role:coordinator": "2", "signatures-unit": "1"})
    assert [(str(each.of), each.count) for each in step.signatures] == [("unit", 1), ("role:coordinator", 2)]
    shown = keeper.get(f"{OWN}steps/decide/").content.decode()
    assert 'name="signatures-role:coordinator" value="2"' in shown


@pytest.mark.parametrize("count", ["10", "-1", "两个", "1.5"])
def test_what_is_no_such_number_is_told_and_stays(keeper, own, count):
    page = keeper.post(f"{OWN}steps/follow/", {**FOLLOW, "signatures-unit": count})
    assert page.status_code == 422
    assert "Of each side sign 1 to 9." in page.content.decode()
    assert f'name="signatures-unit" value="{count}"' in page.content.decode()


def test_a_step_that_completes_itself_is_said_so(keeper, own):
    assert changed(keeper, gate="whistle").gate == "whistle"
    page = keeper.post(f"{OWN}steps/follow/", {**FOLLOW, "gate": "whistle", "fields_": "意见"})
    assert "What another room completes has no fields" in page.content.decode()


def test_what_is_seldom_said_is_folded_away_until_it_is_said(keeper, own):
    assert '<details class="mb-3">' in keeper.get(f"{OWN}steps/follow/").content.decode()
    assert '<details class="mb-3" open>' in keeper.get(f"{OWN}steps/visit/").content.decode()
    assert '<details class="mb-3">' in keeper.get(f"{OWN}step/").content.decode()


@pytest.mark.parametrize("text", [*shipped()])
def test_every_step_that_is_shipped_comes_out_of_its_form_as_it_went_in(world, keeper, text):
    """No comment is lost, and nothing that a form cannot say."""
    plan = from_toml(text)
    for step in plan.steps:
        address = f"/desk/catalogue/procedures/{plan.code}/steps/{step.code}/"
        form = keeper.get(address).context["form"]
        page = keeper.post(address, as_sent(form))
        assert page.status_code == 200, page.content.decode()
        assert page.context["form"]["text"].value() == text, step.code


def as_sent(form) -> dict[str, object]:
    """What a browser would send of the form as it stands."""
    sent: dict[str, object] = {}
    for bound in form:
        value = bound.value()
        if bound.name in {"limit", "wait"}:
            amount, unit = bound.field.widget.decompress(value)
            sent |= {f"{bound.name}_0": amount, f"{bound.name}_1": unit}
        elif bound.name == "signatures":
            sent |= {f"signatures-{side}": str(count) for side, count in (value or {}).items()}
        elif bound.name == "fields_":
            sent[bound.name] = bound.field.prepare_value(value)
        elif value not in (None, False):
            sent[bound.name] = "on" if value is True else value
    return sent


def test_a_condition_that_only_the_text_can_say_stays(world, keeper):
    """That asks whether a step without a limit was in time is no choice of the form."""
    text = WHOLE.replace("after_answer = true", 'skip_when = { field = "late.in_time", is = ["no"] }')
    late = '[[step]]\ncode = "late"\nname = "补办"\n\n[[step]]\ncode = "follow"'
    text = text.replace('[[step]]\ncode = "follow"', late)
    adopt_procedure(text, by=world.console)
    form = keeper.get(f"{OWN}steps/follow/").context["form"]
    assert form.fields["skip_when"].choices[-1][1] == [('["late.in_time", "no"]', "late.in_time = no")]
    assert keeper.post(f"{OWN}steps/follow/", as_sent(form)).context["form"]["text"].value() == text
