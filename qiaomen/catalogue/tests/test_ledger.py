"""Every column of this room is declared to the ledger, and the ledger tells rows and versions again."""

import json
from datetime import timedelta

import pytest

from qiaomen.catalogue.actions import add_rule, end_item, end_rule, revise_item
from qiaomen.catalogue.models import Item, ItemVersion, ProcedureVersion, Rule
from qiaomen.catalogue.terms import Reply
from qiaomen.kernel.canonical import plain
from qiaomen.kernel.ledger import replay, story
from qiaomen.kernel.verification import verify
from qiaomen.people.tests.conftest import TODAY

MODELS = (Item, Rule, ProcedureVersion)


@pytest.mark.parametrize("model", MODELS)
def test_every_column_is_declared(model):
    columns = {name for field in model._meta.concrete_fields for name in (field.name, field.attname)}
    links = {field.name for field in model._meta.concrete_fields if field.is_relation}
    assert model.declared() == columns - links


def test_the_ledger_tells_every_row_again(lamp, places, units, saying, console):
    rule = add_rule(item=lamp, place=places["east"], unit=units["east"], note="街道先管", by=console)
    end_rule(rule, last_day=TODAY, by=console)
    revise_item(lamp, terms=saying(name="路灯"), from_day=TODAY + timedelta(days=1), by=console)
    end_item(lamp, on=TODAY, by=console)

    for model in MODELS:
        for row in model.objects.all():
            assert replay(story(row.stream)) == plain(row.replayed_values())
    assert verify().broken is None


def test_an_items_stream_tells_each_of_its_versions(lamp, saying, console):
    later = saying(answer="1 workdays", replies=(Reply("已修", "{地点}的路灯已修好。"),), retention_days=30)
    revise_item(lamp, terms=later, from_day=TODAY + timedelta(days=1), by=console)
    told = [json.loads(event.data)["version"] for event in story(lamp.stream)]
    columns = [field.name for field in ItemVersion._meta.fields if field.name not in {"id", "item"}]
    assert told == [plain(row) for row in lamp.versions.values(*columns)]
