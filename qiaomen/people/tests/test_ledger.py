"""Every column of this room is declared to the ledger, and the ledger tells the rows again."""

import pytest

from qiaomen.kernel.canonical import plain
from qiaomen.kernel.ledger import replay, story
from qiaomen.kernel.verification import verify
from qiaomen.people.actions import (
    change_contact,
    describe_unit,
    end_post,
    end_unit,
    move_unit,
    rename_person,
    rename_unit,
)
from qiaomen.people.models import Person, Post, Role, Unit
from qiaomen.people.tests.conftest import TODAY

MODELS = (Unit, Person, Role, Post)


@pytest.mark.parametrize("model", MODELS)
def test_every_column_is_declared(model):
    assert model.declared() == {field.name for field in model._meta.concrete_fields}


def test_the_ledger_tells_every_row_again(give, lin, units, console):
    west = units["west"]
    end_post(give(lin, "officer", "west"), last_day=TODAY, by=console)
    rename_person(lin, name="林秋水", by=console)
    change_contact(lin, phone="13900000002", language="en", by=console)
    rename_unit(west, name="西桥镇", by=console)
    describe_unit(west, kind=Unit.Kind.OTHER, phone="010-5550100", by=console)
    move_unit(west, parent=units["east"], place=west.place, by=console)
    end_unit(west, on=TODAY, by=console)

    for model in MODELS:
        for row in model.objects.all():
            assert replay(story(row.stream)) == plain(row.replayed_values())
    assert verify().broken is None
