"""Which step stands where, and that no valid procedure leads into a corner."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiaomen.catalogue.procedures.language import NO, YES, Kind, Procedure
from qiaomen.catalogue.procedures.library import checked
from qiaomen.catalogue.procedures.walking import Progress, Standing, holds_back, undone_by, walk

PATH = """
code = "x"
name = "x"
[[step]]
code = "ask"
name = "问"
[[step.field]]
label = "有伤"
kind = "yes_no"
[[step]]
code = "maybe"
name = "可选"
mandatory = false
[[step]]
code = "doctor"
name = "送医"
skip_when = { field = "ask.有伤", is = ["no"] }
[[step]]
code = "late"
name = "约谈"
skip_when = { field = "ask.in_time", is = ["yes"] }
[[step]]
code = "follow"
name = "回头看"
after_answer = true
"""


def standings(**progress):
    return [standing.value for standing in walk(checked(PATH, ()), Progress(**progress)).values()]


def asked(hurt, in_time=YES):
    return {"ask": {"有伤": hurt, "in_time": in_time}}


def test_what_is_mandatory_comes_before_what_follows():
    assert standings(done={}) == ["open", "later", "later", "later", "later"]


def test_an_optional_step_is_open_beside_the_next():
    assert standings(done=asked(YES)) == ["done", "open", "open", "later", "later"]


def test_a_condition_leaves_a_step_out():
    assert standings(done=asked(NO)) == ["done", "open", "left_out", "left_out", "later"]


def test_whoever_was_late_is_called_in():
    assert standings(done=asked(NO, in_time=NO))[3] == "open"


def test_what_stands_after_the_answer_opens_with_it():
    assert standings(done=asked(NO), answered=True)[4] == "open"
    assert [step.code for step in holds_back(checked(PATH, ()), Progress(asked(NO)), after_answer=True)] == [
        "follow"
    ]


def test_what_was_left_out_or_has_lapsed_does_not_stand_in_the_way():
    assert standings(done=asked(YES), left_out={"doctor"}, lapsed={"maybe"})[1:4] == [
        "lapsed",
        "left_out",
        "left_out",
    ]


UNASKED = """
code = "x"
name = "x"
[[step]]
code = "wish"
name = "请求"
lapses = true
limit = "30 calendar_days"
[[step.field]]
code = "wanted"
label = "是否请求"
kind = "yes_no"
[[step]]
code = "review"
name = "复查"
skip_when = { field = "wish.wanted", is = ["no", ""] }
[[step.field]]
code = "result"
label = "结论"
kind = "choice"
options = ["维持", "变更"]
[[step]]
code = "again"
name = "复核"
skip_when = { field = "review.result", is = [""] }
"""


def test_what_nobody_filled_in_leaves_out_what_would_follow_from_it():
    plan = checked(UNASKED, ())
    assert list(walk(plan, Progress({}, lapsed={"wish"})).values()) == ["lapsed", "left_out", "left_out"]
    assert list(walk(plan, Progress({"wish": {"wanted": YES}})).values()) == ["done", "open", "later"]


codes = st.sampled_from(["a", "b", "c", "d", "e", "f"])
values = st.sampled_from(["甲", "乙"])
MOST = 200  # doings: six steps that each lead back three times, and what is taken again
answers = st.sampled_from(["甲", "乙", ""])


@st.composite
def procedures(draw):
    """Texts of valid procedures: steps of all kinds, with conditions on whatever stands before them."""
    text = 'code = "x"\nname = "x"\n'
    order = draw(st.lists(codes, unique=True, max_size=6))
    first_after = draw(st.integers(0, len(order)))
    for number, code in enumerate(order):
        text += f'[[step]]\ncode = "{code}"\nname = "{code}"\n'
        text += f"mandatory = {str(draw(st.booleans())).lower()}\n"
        text += f"after_answer = {str(number >= first_after).lower()}\n"
        if number and draw(st.booleans()):
            asked_of = draw(st.sampled_from(order[:number]))
            text += f'skip_when = {{ field = "{asked_of}.q", is = ["{draw(answers)}"] }}\n'
        if number and draw(st.booleans()):
            when, rounds = f'{{ field = "q", is = ["{draw(values)}"] }}', draw(st.integers(1, 3))
            target = draw(st.sampled_from(order[:number]))
            text += f'back_to = {{ step = "{target}", when = {when}, rounds = {rounds} }}\n'
        text += '[[step.field]]\ncode = "q"\nlabel = "问"\nkind = "choice"\noptions = ["甲", "乙"]\n'
    return checked(text, ())


def fill_in(procedure: Procedure, code: str, value: str):
    step = procedure.step(code)
    return {blank.code: value for blank in step.fields if blank.kind == Kind.CHOICE}


@given(procedures(), st.data())
def test_whatever_is_filled_in_every_procedure_comes_to_its_end(procedure, data):
    """From its start to the answer and to the close, taking or passing by what is optional, in any way."""
    done, times, answered = {}, Counter(), False
    for _taken in range(MOST):
        progress = Progress(done, answered=answered)
        if not holds_back(procedure, progress, after_answer=answered):
            if answered:
                break
            answered = True
            continue
        open_steps = [
            code for code, standing in walk(procedure, progress).items() if standing == Standing.OPEN
        ]
        assert open_steps, "nothing can be done, and something is waited for"
        step = procedure.step(data.draw(st.sampled_from(open_steps)))
        done[step.code] = fill_in(procedure, step.code, data.draw(values))
        if undone := undone_by(procedure, step, done[step.code], Progress(done), times[step.code]):
            times[step.code] += 1
            done = {code: filled for code, filled in done.items() if code not in undone}
            answered = answered and not procedure.takes_back(step)
    else:
        pytest.fail("it goes round and round")
    assert Standing.LATER not in walk(procedure, Progress(done, answered=True)).values()


REVIEWED = """
code = "x"
name = "x"
[[step]]
code = "look"
name = "查"
[[step]]
code = "write"
name = "写"
[[step]]
code = "review"
name = "审"
back_to = { step = "write", when = { field = "ok", is = ["no"] }, rounds = 2 }
[[step.field]]
code = "ok"
label = "行不行"
kind = "yes_no"
"""


@pytest.mark.parametrize(
    ("said", "times", "undone"),
    [(NO, 0, ["write", "review"]), (NO, 1, ["write", "review"]), (NO, 2, []), (YES, 0, [])],
)
def test_a_step_leads_back_when_its_condition_holds_and_only_so_often(said, times, undone):
    plan = checked(REVIEWED, ())
    progress = Progress({"look": {}, "write": {}})
    assert undone_by(plan, plan.step("review"), {"ok": said}, progress, times) == undone
