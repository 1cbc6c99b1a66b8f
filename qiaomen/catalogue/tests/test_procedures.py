"""Procedures by version: adopted by the office, shipped with the program."""

from datetime import timedelta

import pytest

from qiaomen.catalogue.actions import add_item, adopt_procedure, revise_item, ship_procedures
from qiaomen.catalogue.actions.procedures import use_procedure
from qiaomen.catalogue.models import ProcedureVersion
from qiaomen.catalogue.procedures.library import checked, plan, shipped
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel import clock
from qiaomen.kernel.refusal import Conflict, Forbidden, Refusal
from qiaomen.people.roles import SHIPPED as ROLES
from qiaomen.people.roles import ship_roles

REPAIR = """
code = "repair"
name = "维修"

[[step]]
code = "look"
name = "查看"
limit = "2 workdays"
"""


@pytest.fixture
def roles(db, console):
    """What shipped procedures name."""
    ship_roles(by=console)


def test_every_shipped_procedure_can_be_walked():
    roles = {role.code for role in ROLES}
    procedures = [checked(text, roles) for text in shipped()]
    assert len({procedure.code for procedure in procedures}) == len(procedures)
    assert {"ordinary", "property"} <= {procedure.code for procedure in procedures}


def test_adopting_again_makes_the_next_version_and_keeps_the_first(db, console):
    first = adopt_procedure(REPAIR, by=console)
    second = adopt_procedure(REPAIR.replace("2 workdays", "1 workdays"), by=console)
    assert (str(first), str(second)) == ("repair@1", "repair@2")
    first.refresh_from_db()
    assert first.plan == plan(REPAIR)
    assert first.source == ProcedureVersion.Source.OFFICE


def test_an_item_of_today_uses_a_procedure_at_once_and_in_what_is_planned(db, console):
    first = adopt_procedure(REPAIR, by=console)
    item = add_item(code="A1", terms=Terms(name="路灯"), by=console)
    later = clock.today() + timedelta(days=30)
    revise_item(item, terms=Terms(name="路灯照明"), from_day=later, by=console)
    for version in (first, adopt_procedure(REPAIR.replace("2 workdays", "1 workdays"), by=console)):
        assert use_procedure(version, items=[item], by=console) == [(item, clock.today())]
        assert item.version_on(clock.today()).terms == Terms(name="路灯", procedure=str(version))
        assert item.version_on(later).terms == Terms(name="路灯照明", procedure=str(version))
    with pytest.raises(Refusal, match="goes by repair@2 already"):
        use_procedure(version, items=[item], by=console)


def test_nothing_new_is_not_adopted(db, console):
    adopt_procedure(REPAIR, by=console)
    with pytest.raises(Refusal, match="repair@1 says the same already"):
        adopt_procedure(f"# 只多了一行说明\n{REPAIR}", by=console)


def test_a_step_for_a_role_that_nobody_could_have_is_not_adopted(db, console):
    with pytest.raises(Refusal, match="Line 9: There is no role “mayor”"):
        adopt_procedure(f'{REPAIR}actor = "role:mayor"', by=console)


def test_a_version_that_somebody_else_adopts_at_the_same_time_is_a_conflict(db, console, monkeypatch):
    adopt_procedure(REPAIR, by=console)
    monkeypatch.setattr("qiaomen.catalogue.actions.procedures.newest_of", lambda code: None)
    with pytest.raises(Conflict, match="Somebody else adopted this procedure"):
        adopt_procedure(REPAIR, by=console)


def test_who_keeps_one_street_only_adopts_no_procedure(places, keeper):
    with pytest.raises(Forbidden):
        adopt_procedure(REPAIR, by=keeper)


def test_shipping_twice_ships_once(roles, console):
    assert len(ship_procedures(by=console)) == len(list(shipped()))
    assert ship_procedures(by=console) == []


def test_a_release_that_ships_other_steps_makes_the_next_version(roles, console, monkeypatch):
    ship_procedures(by=console)
    other = 'code = "ordinary"\nname = "另一个名字"'
    monkeypatch.setattr("qiaomen.catalogue.actions.procedures.shipped", lambda: [other])
    assert [str(version) for version in ship_procedures(by=console)] == ["ordinary@2"]


def test_what_the_office_wrote_itself_stays(roles, console):
    ship_procedures(by=console)
    adopt_procedure('code = "ordinary"\nname = "本街道的做法"', by=console)
    assert ship_procedures(by=console) == []
