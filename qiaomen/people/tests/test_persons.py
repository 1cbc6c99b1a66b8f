import pytest

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.ledger import story
from qiaomen.kernel.refusal import Conflict, Forbidden, Refusal
from qiaomen.people.actions import (
    add_person,
    change_contact,
    deactivate_person,
    reactivate_person,
    rename_person,
)
from qiaomen.people.models import Person
from qiaomen.people.tests.conftest import TODAY


def test_the_ledger_knows_a_number_and_neither_login_nor_name_nor_phone(lin, console):
    rename_person(lin, name="林秋水", by=console)
    change_contact(lin, phone="13900000002", language="ko", by=console)

    lines = " ".join(event.data for event in story(lin.ref))

    assert lin.ref == f"person/{lin.pk}"
    assert not any(word in lines for word in ("lin", "林", "13900000002"))
    assert '"language":"ko"' in lines


def test_numbers_follow_each_other(lin, zhao):
    assert zhao.pk == lin.pk + 1


@pytest.mark.parametrize("login", ["lin", " LIN ", "ｌｉｎ"])
def test_a_login_is_taken_however_it_is_spelt(lin, console, login):
    with pytest.raises(Conflict, match="login lin is already taken"):
        add_person(login=login, name="林夕", by=console)

    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("login", "name", "language"), [("", "林", ""), ("a b", "林", ""), ("a", " ", ""), ("a", "林", "xx")]
)
def test_particulars_that_make_no_sense_are_refused(db, console, login, name, language):
    with pytest.raises(Refusal):
        add_person(login=login, name=name, language=language, by=console)


def test_whoever_keeps_people_somewhere_adds_people(keeper):
    assert add_person(login="new", name="新人", by=keeper).pk


def test_nobody_else_adds_people(db):
    with pytest.raises(Forbidden):
        add_person(login="new", name="新人", by=Actor("person/99"))


def test_a_keeper_edits_those_whose_posts_all_lie_in_their_own_place(give, keeper, lin):
    give(lin, "officer", "willow")
    rename_person(lin, name="林秋水", by=keeper)

    give(lin, "officer", "west")
    with pytest.raises(Forbidden):
        rename_person(lin, name="林秋", by=keeper)


def test_someone_without_a_post_is_the_affair_of_the_whole_house(lin, keeper):
    with pytest.raises(Forbidden):
        rename_person(lin, name="林秋水", by=keeper)


def test_deactivation_ends_all_posts_and_withdraws_planned_ones(give, lin, console):
    give(lin, "officer", "willow")
    give(lin, "officer", "west", from_day=TODAY.replace(day=9))

    deactivate_person(lin, by=console)

    assert not lin.is_active
    assert not lin.posts.unfinished(TODAY).exists()
    assert lin.posts.count() == 2


def test_deactivated_people_vanish_from_choices_and_stay_in_history(give, lin, console, units):
    give(lin, "officer", "willow")
    deactivate_person(lin, by=console)

    assert not Person.objects.selectable(TODAY).exists()
    assert not Person.objects.people_of(units["willow"], TODAY).exists()
    assert Person.objects.names([lin.ref]) == {lin.ref: "林秋"}


def test_who_comes_back_may_sign_in_and_has_no_post(give, lin, console):
    give(lin, "officer", "willow")
    deactivate_person(lin, by=console)

    reactivate_person(lin, by=console)

    assert lin.is_active
    assert not lin.posts.unfinished(TODAY).exists()


def test_leaving_and_coming_back_happen_in_turn(lin, console):
    with pytest.raises(Refusal, match="it is “in use”"):
        reactivate_person(lin, by=console)

    deactivate_person(lin, by=console)

    with pytest.raises(Refusal, match="it is “deactivated”"):
        deactivate_person(lin, by=console)
