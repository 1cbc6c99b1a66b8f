"""Procedures at the desk: looked at, copied, changed, adopted and used."""

from datetime import timedelta

import pytest
from django.test import Client

from qiaomen.catalogue.actions import add_item, adopt_procedure
from qiaomen.catalogue.models import Item, ProcedureVersion
from qiaomen.catalogue.procedures.tests.test_reading import WHOLE
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel import clock

HOME = "/desk/catalogue/procedures/"
OWN, DRAFT = f"{HOME}acceptance/", "/desk/catalogue/procedure-draft/"
STEP = {
    "name": "复核",
    "actor": "desk",
    "limit_0": "2",
    "limit_1": "workdays",
    "fields_": "意见\r\n结果 = 同意 / 不同意",
    "signatures-role:coordinator": "1",
    "told": "已复核：{结果}。",
}


def adopted(client: Client, page, **other) -> ProcedureVersion:
    """Send the text on as the page shows it."""
    form = page.context["form"]
    said = {name: form[name].value() or "" for name in ("text", "seen", "shown")}
    reply = client.post(DRAFT, {**said, **other})
    assert reply.status_code == 303, reply.context.get("refusal")
    return ProcedureVersion.objects.latest("pk")


def test_the_list_counts_steps_items_and_open_matters(keeper, own, world):
    item = add_item(code="S1", terms=Terms(name="受理", procedure="acceptance"), by=world.console)
    world.receive(item=item)
    world.receive(item=item)
    line = next(line for line in keeper.get(HOME).context["lines"] if line.version == "acceptance@1")
    assert (line.steps, line.items, line.matters) == (3, 1, 2)


def test_the_list_asks_as_often_for_more_procedures(keeper, own, world, django_assert_num_queries):
    keeper.get(HOME)
    with django_assert_num_queries(6):  # session, person, posts; procedures, items, matters
        keeper.get(HOME)
    adopt_procedure(WHOLE.replace('"acceptance"', '"other"'), by=world.console)
    with django_assert_num_queries(6):
        keeper.get(HOME)


def test_a_page_shows_the_picture_the_steps_and_what_it_stands_on(keeper, own):
    said = keeper.get(OWN).content.decode()
    assert "<svg" in said
    assert "某条例 第二十三条 (May 1, 2022)" in said
    assert "两次提醒是本单位自己的规定" in said
    assert "15 days from receipt" in said


def test_an_older_version_is_shown_and_not_changed(keeper, own, world):
    adopt_procedure(WHOLE.replace("走访", "上门"), by=world.console)
    older = keeper.get(f"{OWN}?version=1").content.decode()
    assert "This is an older version. The newest is acceptance@2." in older
    assert "Change or remove" not in older
    assert "What this version changed" in keeper.get(OWN).content.decode()


@pytest.mark.parametrize(
    "address", [f"{HOME}moon/", f"{OWN}?version=9", f"{OWN}?version=x", f"{OWN}steps/moon/"]
)
def test_what_is_not_there_is_not_found(keeper, own, address):
    assert keeper.get(address).status_code == 404


def test_a_copy_is_looked_at_and_then_adopted(keeper, own):
    page = keeper.post(f"{OWN}copy/", {"code": "mine", "name": "我们的受理"})
    assert "It is a new procedure." in page.content.decode()
    assert not ProcedureVersion.objects.filter(code="mine").exists()
    row = adopted(keeper, page)
    assert (str(row), row.name, row.plan.steps) == ("mine@1", "我们的受理", own.plan.steps)


def test_a_copy_needs_a_code_of_its_own(keeper, own):
    page = keeper.post(f"{OWN}copy/", {"code": "ordinary", "name": "x"})
    assert (page.status_code, "Another procedure has this code" in page.content.decode()) == (422, True)


@pytest.mark.parametrize("code", ["我们 的", "a/b", "mine@1"])
def test_what_is_no_code_is_told_where_it_was_typed(keeper, own, code):
    page = keeper.post(f"{OWN}copy/", {"code": code, "name": "x"})
    assert (page.status_code, page.context["form"].errors.get("code") is not None) == (422, True)


def test_a_step_is_added_shown_and_adopted(keeper, own):
    page = keeper.post(f"{OWN}step/", {**STEP, "after": "decide"})
    assert "复核" in page.content.decode()
    row = adopted(keeper, page)
    assert [step.name for step in row.plan.steps] == ["决定是否受理", "复核", "走访", "回头看"]
    assert str(row.plan.steps[1].limit) == "2 workdays"


def test_a_step_with_a_mistake_is_told_and_kept(keeper, own):
    page = keeper.post(f"{OWN}step/", {**STEP, "told": "您的{地址}"})
    assert page.status_code == 422
    assert "is no field of this step" in page.content.decode()
    assert "您的{地址}" in page.content.decode()


def test_the_form_of_a_step_sent_as_it_is_changes_nothing(keeper, own):
    form = keeper.get(f"{OWN}steps/visit/").context["form"]
    assert form["limit"].field.widget.decompress(form["limit"].value()) == ["", "same_week"]
    page = keeper.post(
        f"{OWN}steps/visit/",
        {
            "name": "走访",
            "actor": "unit",
            "limit_1": "same_week",
            "optional": "on",
            "skip_when": ['["decide.decision", "不予受理"]'],
        },
    )
    assert page.context["form"]["text"].value() == WHOLE
    assert "Nothing: it says the same already." in page.content.decode()


def test_a_step_is_changed(keeper, own):
    row = adopted(keeper, keeper.post(f"{OWN}steps/follow/", {**STEP, "name": "回访"}))
    assert row.plan.steps[2].name == "回访"
    assert row.plan.steps[2].after_answer


def test_a_step_is_removed(keeper, own):
    row = adopted(keeper, keeper.post(f"{OWN}steps/visit/removal/"))
    assert [step.code for step in row.plan.steps] == ["decide", "follow"]


def test_a_step_that_others_ask_about_is_not_simply_gone(keeper, own):
    page = keeper.post(f"{OWN}steps/decide/removal/")
    assert (page.status_code, "is no step before this one" in page.content.decode()) == (422, True)


def test_a_mistake_in_the_text_is_told_with_its_line_and_the_text_is_kept(keeper, own):
    text = WHOLE.replace('limit = "same_week"', 'limit = "bald"')
    page = keeper.post(DRAFT, {"text": text, "seen": "acceptance@1"})
    assert page.status_code == 422
    assert "bald is not a limit" in page.content.decode()
    line = 1 + text.partition("bald")[0].count("\n")
    assert f"Line {line}:" in page.content.decode()
    assert page.context["form"]["text"].value() == text


def test_a_text_changed_after_it_was_shown_is_shown_again(keeper, own):
    shown = keeper.post(f"{OWN}steps/visit/removal/").context["form"]
    page = keeper.post(
        DRAFT,
        {"text": WHOLE.replace("走访", "上门"), "seen": "acceptance@1", "shown": shown["shown"].value()},
    )
    assert page.status_code == 200
    assert ProcedureVersion.objects.filter(code="acceptance").count() == 1


def test_nobody_overwrites_what_they_have_not_seen(keeper, own, world):
    page = keeper.post(f"{OWN}steps/visit/removal/")
    adopt_procedure(WHOLE.replace("走访", "上门"), by=world.console)
    form = page.context["form"]
    said = {name: form[name].value() for name in ("text", "seen", "shown")}
    assert keeper.post(DRAFT, said).status_code == 409


def test_the_text_of_one_is_opened_and_an_empty_one_is_begun(keeper, own):
    assert keeper.get(f"{DRAFT}?procedure=acceptance").context["form"]["text"].value() == WHOLE
    assert "[[step]]" in keeper.get(DRAFT).context["form"]["text"].value()
    assert keeper.post(DRAFT, {"text": ""}).status_code == 422


def test_oversights_are_told_before_it_is_adopted(keeper, own):
    page = keeper.post(f"{OWN}steps/visit/removal/")
    assert "“回头看” has no limit, so nobody is reminded of it." in page.content.decode()


def test_items_go_by_it_from_today(keeper, own, world):
    with clock.told(clock.now() - timedelta(days=3)):
        lamp = add_item(code="lamp", terms=Terms(name="路灯", procedure="acceptance"), by=world.console)
    pipe = add_item(code="pipe", terms=Terms(name="水管"), by=world.console)
    adopt_procedure(WHOLE.replace("走访", "上门"), by=world.console)
    form = keeper.get(f"{OWN}use/").context["form"]
    assert list(form.fields["items"].queryset) == [lamp]
    assert keeper.post(f"{OWN}use/", {"items": [lamp.pk], "item": "pipe"}).status_code == 303
    today = clock.today()
    assert lamp.version_on(today).procedure == "acceptance@2"
    assert pipe.version_on(today).procedure == "acceptance@2"


def test_at_least_one_item_is_chosen_and_none_twice(keeper, own, world):
    assert "Choose at least one item." in keeper.post(f"{OWN}use/", {}).content.decode()
    add_item(code="pipe", terms=Terms(name="水管"), by=world.console)
    keeper.post(f"{OWN}use/", {"item": "pipe"})
    again = keeper.post(f"{OWN}use/", {"item": "pipe"})
    assert "“水管” goes by acceptance@1 already." in again.content.decode()
    assert Item.objects.get(code="pipe").versions.count() == 2
