"""Procedures: read from TOML, adopted by version, shipped."""

import pytest

from qiaomen.catalogue.actions import adopt_procedure, ship_procedures
from qiaomen.catalogue.models import ProcedureVersion
from qiaomen.catalogue.procedures import StepActor, from_json, from_toml, shipped, to_json
from qiaomen.kernel.limits import Limit
from qiaomen.kernel.refusal import Conflict, Forbidden, Refusal

REPAIR = """
code = "repair"
name = "维修"

[[step]]
code = "look"
name = "查看"
fields = ["情况"]
limit = "2 workdays"

[[step]]
code = "ask"
name = "询问"
actor = "resident"
mandatory = false
"""


def step(line):
    """A procedure whose only step has this line too."""
    return f'code = "x"\nname = "x"\n[[step]]\ncode = "a"\nname = "a"\n{line}'


def test_a_step_is_the_units_and_mandatory_unless_said():
    look, ask = from_toml(REPAIR).steps
    assert (look.actor, look.mandatory, look.fields) == (StepActor.UNIT, True, ("情况",))
    assert look.limit == Limit.parse("2 workdays")
    assert (ask.actor, ask.mandatory, ask.limit) == (StepActor.RESIDENT, False, None)


def test_a_procedure_is_the_same_after_storing():
    procedure = from_toml(REPAIR)
    assert from_json(procedure.code, procedure.name, to_json(procedure)) == procedure


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("code = ", "not valid TOML"),
        ('name = "x"', "needs “code”"),
        ('code = "x"', "needs “code”"),
        ('code = "x@1"\nname = "x"', "without @"),
        (f'code = "{"x" * 51}"\nname = "x"', "both short"),
        ('code = 1\nname = "x"', "in quotes"),
        ('code = "x"\nname = "x"\nsteps = []', "In the procedure: there is no key “steps”"),
        ('code = "x"\nname = "x"\n[step]\ncode = "a"', r"write \[\[step\]\] before each"),
        ('code = "x"\nname = "x"\nstep = ["a"]', "In step 1: give “code” and “name”"),
        ('code = "x"\nname = "x"\n[[step]]\ncode = "a"', "In step 1: give “code” and “name”"),
        (step("deadline = 1"), "In step 1: there is no key “deadline”"),
        (step('actor = "mayor"'), "“actor” must be one of unit, desk, superior, resident"),
        (step('actor = ["unit"]'), "“actor” must be one of"),
        (step('mandatory = "no"'), "“mandatory” must be true or false"),
        (step('fields = "情况"'), "“fields” must be a list"),
        (step('fields = [""]'), "“fields” must be a list"),
        (step('limit = "2 weeks"'), "In step 1: “limit”: 2 weeks is not a limit"),
        (step("limit = 2"), "In step 1: “limit”: 2 is not a limit"),
        (step('[[step]]\ncode = "a"\nname = "b"'), "Two steps have the code “a”"),
    ],
)
def test_a_faulty_procedure_is_refused_with_the_key_and_the_remedy(text, sentence):
    with pytest.raises(Refusal, match=sentence):
        from_toml(text)


def test_every_shipped_procedure_is_sound():
    steps = {procedure.code: [step.code for step in procedure.steps] for procedure in shipped()}
    assert steps == {"ordinary": [], "rectification": ["look", "notice", "reinspect"]}


def test_adopting_again_makes_the_next_version_and_keeps_the_first(db, console):
    first = adopt_procedure(REPAIR, by=console)
    second = adopt_procedure(REPAIR.replace("2 workdays", "1 workdays"), by=console)
    assert (str(first), str(second)) == ("repair@1", "repair@2")
    first.refresh_from_db()
    assert first.plan == from_toml(REPAIR)
    assert first.source == ProcedureVersion.Source.OFFICE


def test_nothing_new_is_not_adopted(db, console):
    adopt_procedure(REPAIR, by=console)
    with pytest.raises(Refusal, match="repair@1 says the same already"):
        adopt_procedure(REPAIR, by=console)


def test_a_version_that_somebody_else_adopts_at_the_same_time_is_a_conflict(db, console, monkeypatch):
    adopt_procedure(REPAIR, by=console)
    monkeypatch.setattr("qiaomen.catalogue.actions.procedures._newest", lambda code: None)
    with pytest.raises(Conflict, match="Somebody else adopted this procedure"):
        adopt_procedure(REPAIR, by=console)


def test_who_keeps_one_street_only_adopts_no_procedure(places, keeper):
    with pytest.raises(Forbidden):
        adopt_procedure(REPAIR, by=keeper)


def test_shipping_twice_ships_once(db, console):
    assert [str(version) for version in ship_procedures(by=console)] == ["ordinary@1", "rectification@1"]
    assert ship_procedures(by=console) == []


def test_a_release_that_ships_other_steps_makes_the_next_version(db, console, monkeypatch):
    ship_procedures(by=console)
    other = from_toml('code = "ordinary"\nname = "另一个名字"')
    monkeypatch.setattr("qiaomen.catalogue.actions.procedures.shipped", lambda: [other])
    assert [str(version) for version in ship_procedures(by=console)] == ["ordinary@2"]


def test_what_the_office_wrote_itself_stays(db, console):
    ship_procedures(by=console)
    adopt_procedure('code = "ordinary"\nname = "本街道的做法"', by=console)
    assert ship_procedures(by=console) == []
