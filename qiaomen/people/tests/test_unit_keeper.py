"""An office manager: keeps the people of one unit and of those below it, whatever else lies there."""

import pytest

from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Forbidden
from qiaomen.people.acting import acting
from qiaomen.people.actions import add_role, add_unit, appoint, rename_person
from qiaomen.people.exporting import staff_table
from qiaomen.people.models import Person, Role, Unit
from qiaomen.people.tests.conftest import TODAY

EDIT = [Permission.PEOPLE_EDIT]


@pytest.fixture
def manager(give, roles, zhao, console):
    roles["manager"] = add_role(
        code="manager", name="内勤", permissions=EDIT, reach=Role.Reach.UNIT, by=console
    )
    give(zhao, "manager", "willow")
    return acting(zhao, TODAY)


def test_they_give_posts_in_their_own_unit(manager, lin, units, roles):
    willow = units["willow"]

    assert appoint(lin, unit=willow, place=willow.place, role=roles["officer"], from_day=TODAY, by=manager).pk


def test_they_give_none_in_a_neighbouring_unit_of_the_same_place(manager, lin, units, places, roles, console):
    team = add_unit(code="t", name="组", kind=Unit.Kind.TEAM, place=places["willow"], by=console)

    with pytest.raises(Forbidden):
        appoint(lin, unit=team, place=team.place, role=roles["officer"], from_day=TODAY, by=manager)


def test_they_edit_who_serves_in_their_unit_alone(manager, give, lin):
    give(lin, "officer", "willow")
    rename_person(lin, name="林秋水", by=manager)

    give(lin, "officer", "east")
    with pytest.raises(Forbidden):
        rename_person(lin, name="林秋", by=manager)


def test_they_see_the_people_of_their_unit_only(manager, give, lin, zhao):
    give(lin, "officer", "east")

    assert list(Person.objects.visible_to(manager)) == [zhao]
    assert {row[0] for row in staff_table(manager)} == {zhao.login}
