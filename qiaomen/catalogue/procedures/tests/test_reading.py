"""What a procedure can say, and how mistakes are told."""

import pytest

from qiaomen.catalogue.procedures.language import RECEIPT, Actor, Condition, Kind, Party, Signing
from qiaomen.catalogue.procedures.library import checked
from qiaomen.catalogue.procedures.reading import from_toml
from qiaomen.kernel.limits import Limit, Rhythm
from qiaomen.kernel.refusal import Refusal

WHOLE = """
code = "acceptance"
name = "受理"
about = "先决定是否受理"
own = "两次提醒是本单位自己的规定"

[[source]]
name = "某条例"
article = "第二十三条"
date = 2022-05-01
says = "十五日内决定"

[[step]]
code = "decide"
name = "决定是否受理"
actor = "desk"
limit = "15 calendar_days"
limit_from = "receipt"
answer_within = "60 calendar_days"
help = "看材料是否齐全"
told = "您的事项：{决定}。我们将在{答复期限}前答复。"
[[step.field]]
code = "decision"
label = "决定"
kind = "choice"
options = ["受理", "不予受理"]
[[step.field]]
label = "理由"
when = { field = "decision", is = ["不予受理"] }
[[step.signature]]
of = "role:coordinator"
count = 2

[[step]]
code = "visit"
name = "走访"
mandatory = false
lapses = true
limit = "same_week"
skip_when = { field = "decide.decision", is = ["不予受理"] }

[[step]]
code = "follow"
name = "回头看"
after_answer = true
"""
HEAD = 'code = "x"\nname = "x"\n'
STEP = f'{HEAD}[[step]]\ncode = "a"\nname = "a"\n'  # ends with line 5
FIELD = f'{STEP}[[step.field]]\nlabel = "决定"\n'  # ends with line 7
CHOICE = f'{FIELD}kind = "choice"\noptions = ["甲", "乙"]\n'  # ends with line 9
NEXT = '[[step]]\ncode = "b"\nname = "b"\n'
BACK = f"{CHOICE}{NEXT}back_to = "  # its line is 13
PART = '[[step.field]]\nkind = "money"\nlabel = '
SUM = f'{FIELD}{PART}"甲"\n{PART}"乙"\n{PART}"合计"\nsum_of = '  # its line is 17
ONE = '{ field = "a.决定", is = ["甲"] }'


def test_all_that_can_be_said_is_read():
    procedure = checked(WHOLE, {"coordinator"})
    decide, visit, follow = procedure.steps
    assert procedure.sources[0].article == "第二十三条"
    assert (decide.actor, decide.limit_from) == (Actor(Party.DESK), RECEIPT)
    assert decide.answer_within == Limit.parse("60 calendar_days")
    assert decide.signatures == (Signing(Actor(Party.ROLE, "coordinator"), 2),)
    assert decide.fields[0].options == ("受理", "不予受理")
    assert (decide.fields[1].code, decide.fields[1].kind) == ("理由", Kind.WORDS)
    assert decide.fields[1].when == Condition("decide", "decision", ("不予受理",))
    assert (visit.mandatory, visit.lapses, visit.limit) == (False, True, Rhythm.WEEK)
    assert visit.skip_when == Condition("decide", "decision", ("不予受理",))
    assert (follow.actor, follow.mandatory, follow.after_answer) == (Actor(Party.UNIT), True, True)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("code = ", "Line 1 cannot be read. Look at quotes"),
        (f"{HEAD}about 1", "Line 3 cannot be read"),
        (f'{HEAD}name = "y"', "Line 3 stands above already. Write it once"),
        (f"{HEAD}about = “x”", 'Line 3: write " instead of “'),
        (f'{STEP}name ="x”\n', 'Line 6: write " instead of ”'),
        (f'{STEP}told ="您好，\n', "Line 6 cannot be read"),
        (f'{STEP}limit＝"1 hours"', "Line 6: write = instead of ＝"),
        (f'{FIELD}kind = "choice"\noptions = ["甲"，"乙"]', "Line 9: write , instead of ，"),
        ("a = " + "[" * 5000, "Line 1 cannot be read"),
        ('name = "x"', "Line 1: “code” is missing"),
        ('code = "x"', "Line 1: “name” is missing"),
        ('code = "x@1"\nname = "x"', "Line 1: “code” is a short name without"),
        ('code = "x　y"\nname = "x"', "Line 1: “code” is a short name without"),
        ('code = "x\\u200by"\nname = "x"', "Line 1: “code” is a short name without"),
        ('code = "x"\nname = "x\\u0000"', "Line 2: “name” has characters that cannot be seen"),
        (f'{FIELD}kind = "choice"\noptions = ["甲\\u0000", "乙"]', "Line 9: “options” has characters that"),
        (f'code = "{"x" * 51}"\nname = "x"', "Line 1: “code” must be a text in quotes, of at most 50"),
        ("code = 1", "Line 1: “code” must be a text"),
        (f"{HEAD}\nsteps = []", "Line 4: There is no key “steps” here. Choose from: code, name"),
        (f'{HEAD}[step]\ncode = "a"', r"Line 3: Write \[\[step\]\] before each"),
        (f'{HEAD}step = ["a"]', r"Line 3: Write \[\[step\]\] before each"),
        (f'{HEAD}[[source]]\nname = "某条例"\narticle = "一"\ndate = "2022"', "Line 6: “date” is a day"),
        (f'{HEAD}[[step]]\ncode = "a"', "Line 3: “name” is missing"),
        (f"{STEP}deadline = 1", "Line 6: There is no key “deadline”"),
        (f'{STEP}actor = "mayor"', "Line 6: “actor” must be one of: desk, unit, .*role:CODE"),
        (f'{STEP}actor = "role"', "Line 6: “actor” must be one of"),
        (f'{STEP}actor = "unit:a"', "Line 6: “actor” must be one of"),
        (f'{STEP}mandatory = "no"', "Line 6: “mandatory” must be true or false"),
        (f'{STEP}limit = "0 workdays"', "Line 6: A limit is a whole number from 1"),
        (f'{STEP}limit = "2 weeks"', "Line 6: 2 weeks is not a limit"),
        (f'{STEP}answer_within = "same_week"', "Line 6: same_week is not a limit"),
        (f'{FIELD}kind = "picture"', "Line 8: “kind” must be one of: text, words"),
        (f'{FIELD}options = "甲"', "Line 8: “options” must be a list of texts"),
        (f'{FIELD}options = ["甲", " "]', "Line 8: “options” must be a list of texts"),
        (f"{FIELD}when = 1", "Line 8: “when” is written in braces"),
        (f'{FIELD}when = {{ field = "x" }}', "Line 8: “is” lists the values"),
        (f"{STEP}[[step.signature]]\ncount = 0", "Line 7: “count” is a number from 1 to 9"),
        # a whole that cannot be walked
        (f"{STEP}{STEP.partition(HEAD)[2]}", "Line 7: “a” is taken"),
        (STEP.replace('"a"', '"matter"'), "Line 4: “matter” is taken"),
        (f"{STEP}after_answer = true\n{NEXT}", "Line 7: Steps after the answer stand last"),
        (f'{STEP}actor = "role:mayor"', "Line 6: There is no role “mayor”, so nobody could do this"),
        (f'{STEP}actor = "other_party"', "Line 6: The other party takes no step"),
        (f'{STEP}gate = "moon"', "Line 6: “gate” must be one of: whistle"),
        (f'{STEP}gate = "whistle"\n[[step.field]]\nlabel = "x"', "Line 6: What another room completes"),
        (f'{STEP}[[step.signature]]\nof = "role:mayor"', "Line 6: There is no role “mayor”"),
        (f"{STEP}[[step.signature]]\n[[step.signature]]", "Line 7: “unit” signs already"),
        (f'{STEP}[[step.signature]]\nof = "resident"\ncount = 2', "Line 8: Of this side one person signs"),
        (f'{FIELD}[[step.field]]\nlabel = "决定"', "Line 8: Two fields are called “决定”"),
        (f'{STEP}[[step.field]]\nlabel = "seen"', "Line 6: “seen” is taken. Give this field another"),
        (f'{FIELD}kind = "choice"', "Line 6: “决定” needs options"),
        (f'{FIELD}kind = "choice"\noptions = ["甲", "甲"]', "Line 6: “决定” needs options"),
        (f'{FIELD}kind = "choice"\noptions = ["甲", "甲", "乙"]', "Line 9: “甲” stands twice"),
        (
            f'{FIELD}{NEXT}skip_when = {{ field = "a.决定", is = ["甲"] }}',
            "Line 11: “决定” is a field of words",
        ),
        (f'{FIELD}options = ["甲", "乙"]', "Line 8: Only a field of kind “choice” has options"),
        (
            f'{STEP}skip_when = {{ field = "a.决定", is = ["甲"] }}',
            "Line 6: There is no field “决定” before this. Choose from: –",
        ),
        (f'{STEP}skip_when = {{ field = "b.决定", is = ["甲"] }}\n{NEXT}', "“b” is no step before this one"),
        (f'{CHOICE}{NEXT}skip_when = {{ field = "a.决", is = ["甲"] }}', "no field “决” .*决定, in_time"),
        (
            f'{CHOICE}{NEXT}skip_when = {{ field = "a.决定", is = ["丙"] }}',
            "“丙” can never be filled in there",
        ),
        (f'{STEP}skip_when = {{ field = "matter.age", is = ["1"] }}', "There is no field “age”"),
        (f'{STEP}skip_when = {{ field = "matter.kind", is = ["1"] }}', "“1” can never be"),
        (f'{STEP}back_to = {{ step = "a" }}', "Line 6: Say when it leads back: when = { field"),
        (f'{BACK}{{ step = "b", when = {ONE} }}', "Line 13: “b” is no step before this one: “back_to” only"),
        (f'{BACK}{{ step = "c", when = {ONE} }}', "Line 13: “c” is no step before this one"),
        (
            f'{BACK}{{ step = "a", when = {{ field = "决", is = ["甲"] }} }}',
            "Line 13: There is no field “决”",
        ),
        (f'{BACK}{{ step = "a", when = {ONE}, rounds = 0 }}', "Line 13: “rounds” is a number from 1 to 9"),
        (f'{BACK}{{ step = "a", when = {ONE}, times = 2 }}', "Line 13: There is no key “times” here. Choose"),
        (f'{FIELD}sum_of = "决"', "Line 8: “sum_of” must be a list of texts"),
        (f'{FIELD}sum_of = ["决", "定"]', "Line 8: Only a field of kind “money” or “number” is a sum"),
        (f'{FIELD}kind = "money"\nsum_of = ["决", "定"]', "Line 9: “sum_of” names two or more .* from: –"),
        (f'{SUM}["甲", "丙"]', "Line 17: “sum_of” names two or more fields .* Choose from: 甲, 乙"),
        (f'{SUM}["甲", "甲"]', "Line 17: “sum_of” names two or more"),
        (f'{SUM}["甲"]', "Line 17: “sum_of” names two or more"),
        (f'{STEP}after = "1 hours"', "Line 6: “after” counts from the step before, and there is none"),
        (f'{STEP}{NEXT}after = "same_week"', "Line 9: same_week is not a limit"),
        (f'{STEP}{NEXT}gate = "whistle"\nafter = "1 hours"', "Line 10: What another room completes waits"),
        (
            f'{STEP}{NEXT}limit = "5 workdays"\nafter = "5 workdays"',
            "Line 10: Nobody could be in time: .* 5 w",
        ),
        (f'{STEP}limit = "1 hours"\nlimit_from = "b"\n{NEXT}', "Line 7: “limit_from” is “receipt” or"),
        (
            STEP.replace('"a"', '"receipt"') + NEXT + 'limit = "1 hours"\nlimit_from = "receipt"',
            "Line 10: “receipt” is a step here, and a matter's receipt",
        ),
        (f'{STEP}limit_from = "receipt"', "Line 6: Say the limit too"),
        (f"{STEP}lapses = true", "Line 6: What lapses needs a limit"),
        (f'{STEP}after_answer = true\nanswer_within = "1 hours"', "Line 7: After the answer no day"),
        (f'{STEP}told = "您的{{地址}}"', "Line 6: “{地址}” is no field of this step. Choose from: –"),
    ],
)
def test_a_faulty_procedure_is_refused_with_the_line_and_the_remedy(text, sentence):
    with pytest.raises(Refusal, match=sentence):
        checked(text, {"coordinator"})


def test_the_line_is_found_behind_comments_and_values_of_several_lines():
    text = f'# 说明\n\n{STEP}help = """\n[[step]]\n第二行\n"""\n\n# 期限\nlimit = "soon"\n'
    with pytest.raises(Refusal, match="Line 14: soon is not a limit"):
        from_toml(text)
