"""A matter read whole says the same as its rows asked for one by one, on both databases."""

import pytest
from django.db.models import BinaryField

from qiaomen.catalogue.actions import add_item
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel import clock, ledger
from qiaomen.matters.actions.dividing import divide
from qiaomen.matters.actions.following import follow
from qiaomen.matters.actions.sorting import merge
from qiaomen.matters.actions.speaking import note
from qiaomen.matters.actions.whistling import arrive
from qiaomen.matters.models import Matter
from qiaomen.matters.reading import SOURCES, read
from qiaomen.matters.tests import walks
from qiaomen.matters.voices import voices

RELATIONS = [
    source.name for source in SOURCES if source.name not in {"children", "events", "requests", "tellings"}
]


def said(row):
    """All columns but the sealed ones."""
    fields = [field for field in row._meta.concrete_fields if not isinstance(field, BinaryField)]
    return {field.attname: getattr(row, field.attname) for field in fields}


@pytest.fixture
def full(world):
    """Of most things one."""
    matter = walks.called_out(world)
    with clock.told(walks.MEETING.at):
        arrive(matter, by=world.actor("water"), point=("121.412345", "31.2"))
    note(matter, by=world.actor("willow"), text='“引号” \\ "quote" \n行')
    merge(world.receive(), by=world.actor("clerk"), into=matter)
    divide(matter, by=world.actor("clerk"), body="另", item=matter.item, place=matter.place, mandatory=True)
    follow(matter, person=world.people["clerk"], by=world.actor("clerk"))
    return matter


def test_each_row_is_as_it_stands_in_the_database(full):
    fresh = Matter.objects.get(pk=full.pk)
    read(full)
    for name in RELATIONS:
        there = list(getattr(fresh, name).all())
        assert [said(row) for row in getattr(full, name).all()] == [said(row) for row in there]


def test_whole_it_asks_nothing_more(full, world, django_assert_num_queries):
    read(full)
    with django_assert_num_queries(0):
        assert full.scope.units
        assert len(voices(full)) == 1
        assert [child.mandatory for child in full.children.all()] == [True]


def test_story_and_requests_are_read_with_it(full):
    assert read(full).events == list(ledger.story(full.stream))


def test_a_step_is_read_with_what_was_filled_in(world):
    item = add_item(code="S9", terms=Terms(name="停水", procedure="property"), by=world.console)
    matter = walks.handling(world, item=item)
    before = {row.pk: (row.filled, row.due_at) for row in matter.steps.all()}
    read(matter)
    assert {row.pk: (row.filled, row.due_at) for row in matter.steps.all()} == before != {}


def test_under_a_lock_nothing_of_it_is_believed(full, world):
    read(full)
    note(full, by=world.actor("willow"), text="后来")
    assert "后来" in {one.text for one in full.notes.all()}
