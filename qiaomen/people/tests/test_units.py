from datetime import timedelta

import pytest

from qiaomen.kernel.refusal import Conflict, Forbidden, Refusal
from qiaomen.people.acting import acting
from qiaomen.people.actions import add_unit, describe_unit, end_unit, move_unit, rename_unit, stand_in
from qiaomen.people.models import Unit
from qiaomen.people.tests.conftest import TODAY
from qiaomen.territory.actions import end_place

DAY = timedelta(days=1)
TEAM = Unit.Kind.TEAM


def test_a_code_names_one_unit_only(units, places, console):
    with pytest.raises(Conflict, match="already a unit with the code east"):
        add_unit(code="east", name="又一个", kind=TEAM, place=places["west"], by=console)

    assert Unit.objects.count() == len(units)


@pytest.mark.parametrize(("code", "name"), [("", "组"), ("t", "  ")])
def test_a_unit_has_a_code_and_a_name(places, console, code, name):
    with pytest.raises(Refusal, match=r"^Give the"):
        add_unit(code=code, name=name, kind=TEAM, place=places["west"], by=console)


@pytest.mark.parametrize("code", ["A/B", "..", "X Y", "a" * 21])
def test_a_code_can_stand_in_an_address(places, console, code):
    with pytest.raises(Refusal, match="cannot be a unit's code"):
        add_unit(code=code, name="组", kind=TEAM, place=places["west"], by=console)


def test_a_keeper_adds_units_at_home_in_their_own_place_only(keeper, places):
    add_unit(code="t1", name="组", kind=TEAM, place=places["willow"], by=keeper)

    with pytest.raises(Forbidden):
        add_unit(code="t2", name="组", kind=TEAM, place=places["west"], by=keeper)


def test_a_unit_takes_a_new_name(units, console):
    rename_unit(units["west"], name=" 西桥镇 ", by=console)

    assert Unit.objects.get(code="west").name == "西桥镇"


def test_the_number_that_residents_are_shown_can_be_corrected(units, console):
    describe_unit(units["west"], kind=Unit.Kind.STREET, phone="010-5550100", by=console)

    assert Unit.objects.get(code="west").phone == "010-5550100"


def test_everything_below_moves_with_its_unit(units, console):
    move_unit(units["east"], parent=units["west"], place=units["east"].place, by=console)

    below = Unit.objects.below(units["west"])
    assert {unit.code for unit in below} == {"west", "east", "willow"}


@pytest.mark.parametrize("parent", ["east", "willow"])
def test_a_unit_cannot_be_below_itself(units, console, parent):
    east = units["east"]

    with pytest.raises(Refusal, match="cannot be below itself"):
        move_unit(east, parent=units[parent], place=east.place, by=console)


def test_a_unit_goes_back_to_the_top(units, console):
    move_unit(units["willow"], parent=None, place=units["willow"].place, by=console)

    assert Unit.objects.below(units["east"]).count() == 1


def test_a_keeper_moves_no_unit_out_of_their_own_place(keeper, units, places):
    with pytest.raises(Forbidden):
        move_unit(units["willow"], parent=None, place=places["west"], by=keeper)


def test_below_a_company_are_companies_only(units, console):
    firm, willow = units["firm"], units["willow"]

    with pytest.raises(Refusal, match="安居物业 is a company"):
        add_unit(code="t", name="组", kind=TEAM, place=firm.place, parent=firm, by=console)
    with pytest.raises(Refusal, match="安居物业 is a company"):
        move_unit(willow, parent=firm, place=willow.place, by=console)
    with pytest.raises(Refusal, match="are no companies"):
        describe_unit(units["east"], kind=Unit.Kind.COMPANY, phone="", by=console)


def test_a_unit_that_ends_takes_its_posts_with_it(give, lin, units, console):
    give(lin, "officer", "west")

    end_unit(units["west"], on=TODAY + DAY, by=console)

    assert acting(lin, TODAY).grants
    assert not acting(lin, TODAY + DAY).grants


def test_a_unit_that_ends_takes_deputies_with_it_too(give, lin, zhao, units, console):
    post = give(lin, "officer", "west")
    stand_in(post, deputy=zhao, from_day=TODAY, to_day=TODAY + 5 * DAY, by=console)

    end_unit(units["west"], on=TODAY + DAY, by=console)

    assert not acting(zhao, TODAY + DAY).grants


def test_an_ended_unit_vanishes_from_choices_and_stays_in_history(units, console):
    end_unit(units["west"], on=TODAY, by=console)

    assert not Unit.objects.current(TODAY).filter(code="west").exists()
    assert Unit.objects.current(TODAY - DAY).filter(code="west").exists()


def test_a_unit_with_others_below_it_does_not_end(units, console):
    with pytest.raises(Refusal, match="Units below 东柳街道 still exist"):
        end_unit(units["east"], on=TODAY, by=console)


def test_a_unit_ends_once_and_not_in_the_past(units, console):
    with pytest.raises(Refusal, match="cannot end in the past"):
        end_unit(units["west"], on=TODAY - DAY, by=console)

    end_unit(units["west"], on=TODAY, by=console)

    with pytest.raises(Refusal, match="it is “ended”"):
        end_unit(units["west"], on=TODAY + DAY, by=console)


def test_nothing_new_is_put_below_an_ended_unit_or_into_an_ended_place(units, places, console):
    end_unit(Unit.objects.get(code="west"), on=TODAY, by=console)
    with pytest.raises(Refusal, match="西桥街道 has ended"):
        add_unit(code="t", name="组", kind=TEAM, place=places["east"], parent=units["west"], by=console)
    with pytest.raises(Refusal, match="西桥街道 has ended"):
        move_unit(units["willow"], parent=units["west"], place=places["willow"], by=console)

    end_place(places["grid"], by=console)
    with pytest.raises(Refusal, match="grid has ended"):
        add_unit(code="t", name="组", kind=TEAM, place=places["grid"], by=console)
