"""A procedure tried out: step by step, and on all of its paths."""

import pytest

from qiaomen.catalogue.procedures.advising import warnings
from qiaomen.catalogue.procedures.exploring import explore
from qiaomen.catalogue.procedures.library import shipped
from qiaomen.catalogue.procedures.reading import from_toml
from qiaomen.catalogue.procedures.tests.test_reading import CHOICE, FIELD, NEXT, STEP, WHOLE
from qiaomen.catalogue.procedures.trial import LAPSED, LATE, PASSED_BY, Trial, seen_by_taker, story
from qiaomen.kernel.refusal import Refusal
from tests.world import monday

__all__ = ["monday"]


@pytest.fixture
def trial(db, monday) -> Trial:
    return Trial(from_toml(WHOLE))


def names(trial: Trial) -> list[str]:
    return [step.code for step in trial.open_steps()]


def test_it_goes_step_by_step_to_the_end(trial):
    trial = trial.take("decide", {"decision": "受理"})
    assert names(trial) == ["visit"]
    trial = trial.take("visit", {}, way=LAPSED).answer()
    assert (names(trial), trial.over) == (["follow"], False)
    assert trial.take("follow", {}).over


def test_a_branch_leaves_a_step_out_and_asks_for_another_field(trial):
    assert names(trial.take("decide", {"decision": "不予受理", "理由": "材料不全"})) == []
    with pytest.raises(Refusal, match="Fill in: 理由"):
        trial.take("decide", {"decision": "不予受理"})


def test_the_resident_is_told_with_the_day(trial):
    told = "\n".join(story(trial.take("decide", {"decision": "受理"})))
    assert "The resident is told: 您的事项：受理。我们将在May 6, 2026前答复。" in told
    assert "Signed by: the role “coordinator” (2 people)" in told


def test_whoever_takes_it_sees_advice_and_fields(trial):
    assert seen_by_taker(trial.procedure.steps[0], trial) == [
        "Clerk Example (the desk) is to take “决定是否受理”.",
        "看材料是否齐全",
        "Filled in: 决定, 理由",
    ]


def test_whoever_takes_what_waits_sees_for_how_long(monday):
    trial = Trial(from_toml(f'{STEP}{NEXT}after = "5 workdays"\n')).take("a", {})
    assert seen_by_taker(trial.procedure.steps[1], trial)[1] == "Not before 5 workdays after the step before"


def test_the_answer_waits_for_mandatory_steps(trial):
    with pytest.raises(Refusal, match="The answer waits for: 决定是否受理"):
        trial.answer()


@pytest.mark.parametrize(
    ("code", "way"), [("visit", "in_time"), ("decide", PASSED_BY), ("decide", LAPSED), ("decide", "soon")]
)
def test_what_cannot_become_of_a_step_is_refused(trial, code, way):
    with pytest.raises(Refusal):
        trial.take(code, {"decision": "受理"}, way=way)


def test_after_the_answer_the_story_says_so(trial):
    trial = trial.take("decide", {"decision": "受理"}).take("visit", {}, way=PASSED_BY).answer()
    assert story(trial)[-2:] == ["走访: it is passed by", "The resident has the answer."]
    assert story(trial.take("follow", {}))[-2:] == [
        "The resident has the answer.",
        "回头看: it is done in time",
    ]


def test_late_is_asked_about():
    asks = f'{STEP}limit = "1 hours"\n{NEXT}skip_when = {{ field = "a.in_time", is = ["yes"] }}\n'
    assert names(Trial(from_toml(asks)).take("a", {}, way=LATE)) == ["b"]
    found = explore(from_toml(asks))
    assert (found.paths, found.unreached) == (2, ())


LOOP = f"""{CHOICE}{NEXT}after_answer = true
back_to = {{ step = "a", when = {{ field = "again", is = ["yes"] }} }}
[[step.field]]
code = "again"
label = "重办"
kind = "yes_no"
"""


def test_it_leads_back_once_and_the_answer_is_given_anew():
    trial = Trial(from_toml(LOOP)).take("a", {"决定": "甲"}).answer().take("b", {"again": "yes"})
    assert (names(trial), trial.answered, trial.over) == (["a"], False, False)
    trial = trial.take("a", {"决定": "乙"}).answer()
    assert names(trial) == ["b"]
    assert trial.take("b", {"again": "yes"}).over
    assert story(trial) == [
        "a: it is done in time",
        "  决定: 甲",
        "The resident has the answer.",
        "b: it is done in time",
        "  重办: yes",
        "a: it is done in time",
        "  决定: 乙",
        "The resident has the answer.",
    ]


def test_where_it_leads_back_to_is_walked_once_only():
    assert explore(from_toml(LOOP)).paths == 2


def test_a_step_that_nobody_reaches_is_found():
    never = f'{CHOICE}{NEXT}skip_when = {{ field = "a.决定", is = ["甲", "乙"] }}\n'
    assert [step.code for step in explore(from_toml(never)).unreached] == ["b"]
    assert "“b” is reached on no path" in "\n".join(warnings(from_toml(never), set()))


def test_a_field_that_nobody_is_asked_for_is_found():
    field = '[[step.field]]\nlabel = "x"\nwhen = { field = "a.决定", is = ["甲"] }\n'
    never = f'{CHOICE}{NEXT}skip_when = {{ field = "a.决定", is = ["甲"] }}\n{field}'
    found = explore(from_toml(never))
    assert [(step.code, blank.label) for step, blank in found.unasked] == [("b", "x")]
    assert "“x” in “b” is asked for on no path" in "\n".join(warnings(from_toml(never), set()))


def test_kinds_of_matters_make_paths():
    kinds = f'{STEP}skip_when = {{ field = "matter.kind", is = ["praise"] }}\n'
    assert explore(from_toml(kinds)).paths == 2


def test_an_optional_field_left_empty_is_a_path():
    text = CHOICE.replace('kind = "choice"', 'required = false\nkind = "choice"')
    empty = f'{text}{NEXT}skip_when = {{ field = "a.决定", is = ["甲", "乙"] }}\n'
    assert explore(from_toml(empty)).unreached == ()


def test_the_bound_is_kept_and_told():
    steps = "".join(NEXT.replace("b", f"b{each}") + "mandatory = false\n" for each in range(6))
    found = explore(from_toml(STEP + steps), bound=10)
    assert (found.paths, found.whole) == (10, False)


def test_a_long_check_list_is_walked_as_far_as_the_bound():
    asked = '[[step.field]]\nlabel = "f{0}"\nkind = "yes_no"\n'
    hints = '[[step.field]]\nlabel = "g{0}"\nwhen = {{ field = "f{0}", is = ["yes"] }}\n'
    text = STEP + "".join((asked + hints).format(number) for number in range(40))
    assert explore(from_toml(text), bound=10).paths == 10


def test_oversights_are_warned_of():
    text = f'{FIELD}[[step.signature]]\nof = "role:coordinator"\n'
    assert list(warnings(from_toml(text), set())) == [
        "“a” is for the role “coordinator”, which nobody holds today.",
        "“a” has no limit, so nobody is reminded of it.",
        "No step tells the resident anything. Write a “told” where it concerns them.",
    ]
    assert len(list(warnings(from_toml(text), {"coordinator"}))) == 2


@pytest.mark.parametrize("text", [*shipped()])
def test_every_step_of_a_shipped_procedure_is_reached(text):
    found = explore(from_toml(text))
    assert (found.whole, found.unreached, found.unasked) == (True, (), ())
