from datetime import timedelta

import pytest

from qiaomen.kernel.actors import Actor
from qiaomen.people.acting import acting
from qiaomen.people.actions import stand_in
from qiaomen.people.models import Person, Post, Unit
from qiaomen.people.tests.conftest import TODAY
from qiaomen.people.tree import ids_below

DAY = timedelta(days=1)


def test_below_a_unit_are_itself_and_all_that_hang_from_it(units):
    assert set(Unit.objects.below(units["east"])) == {units["east"], units["willow"]}


def test_a_tree_bent_into_a_circle_by_hand_does_not_hang_the_house(units):
    east, willow = units["east"], units["willow"]
    Unit.objects.filter(pk=east.pk).update(parent=willow)

    assert ids_below({east.pk})[east.pk] == {east.pk, willow.pk}


def test_nothing_is_asked_where_nothing_is_below(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert ids_below(set()) == {}


def test_offices_are_no_secret_to_those_who_have_a_standing(units, console):
    assert Unit.objects.visible_to(console).count() == len(units)
    assert not Unit.objects.visible_to(Actor("person/99")).exists()


def test_work_is_given_to_those_in_the_unit_that_day_each_once(give, lin, zhao, units, console):
    give(lin, "officer", "willow", to_day=TODAY)
    give(lin, "clerk", "willow", to_day=TODAY)
    give(zhao, "officer", "west")

    assert list(Person.objects.people_of(units["willow"], TODAY)) == [lin]
    assert not Person.objects.people_of(units["willow"], TODAY + DAY).exists()


def test_a_deputy_is_one_of_the_unit(give, lin, zhao, units, console):
    stand_in(give(lin, "officer", "willow"), deputy=zhao, from_day=TODAY, to_day=TODAY, by=console)

    assert set(Person.objects.people_of(units["willow"], TODAY)) == {lin, zhao}


def test_the_names_behind_refs_are_found_and_machines_left_out(lin, django_assert_num_queries):
    refs = [lin.ref, "machine/silence", "resident/web", "person/999"]

    with django_assert_num_queries(1):
        assert Person.objects.names(refs) == {lin.ref: "林秋"}


def test_colleagues_see_each_other_and_strangers_do_not(give, lin, zhao, console):
    give(lin, "officer", "willow")
    post = give(zhao, "officer", "west")

    actor = acting(zhao, TODAY)

    assert list(Person.objects.visible_to(actor)) == [zhao]
    assert list(Post.objects.visible_to(actor)) == [post]


def test_a_keeper_sees_those_whose_units_are_at_home_below_their_place(give, lin, keeper, zhao, console):
    give(lin, "officer", "willow")
    give(lin, "officer", "west")

    assert set(Person.objects.visible_to(keeper)) == {lin, zhao}
    assert {post.unit.code for post in Post.objects.visible_to(keeper)} == {"willow", "east"}


def test_the_keepers_of_the_whole_house_see_those_without_a_post_too(lin, console):
    assert list(Person.objects.visible_to(console)) == [lin]


@pytest.mark.parametrize(("offset", "held"), [(-1, 0), (0, 1), (1, 1), (2, 0)])
def test_both_ends_of_a_post_count(give, lin, offset, held):
    give(lin, "officer", "willow", to_day=TODAY + DAY)

    assert Post.objects.in_force(TODAY + offset * DAY).count() == held
