"""What is filled in at a step."""

import pytest

from qiaomen.catalogue.procedures.filling import fill, told
from qiaomen.catalogue.procedures.library import checked
from qiaomen.catalogue.procedures.walking import Progress
from qiaomen.kernel.refusal import Refusal

STEP = """
code = "x"
name = "x"
[[step]]
code = "a"
name = "a"
told = "结果：{解决了}，{理由}，{金额}元，{答复期限}前"
answer_within = "5 workdays"
"""


def of(**kinds):
    """A step with a field of each kind; `kinds` name its lines."""
    fields = "".join(f'[[step.field]]\nlabel = "{label}"\n{lines}\n' for label, lines in kinds.items())
    return checked(
        STEP.replace('told = "结果：{解决了}，{理由}，{金额}元，{答复期限}前"', "") + fields, ()
    ).steps[0]


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        ("text", " 甲 ", "甲"),
        ("number", "1,200", "1200"),
        ("money", "¥1,200.5元", "1200.50"),
        ("date", "2026-11-22", "2026-11-22"),
        ("yes_no", "yes", "yes"),
        ("file", "现场.jpg", "现场.jpg"),
    ],
)
def test_each_kind_has_one_form(kind, given, kept):
    assert fill(of(项=f'kind = "{kind}"'), {"项": given}, Progress({})) == {"项": kept}


@pytest.mark.parametrize(
    ("lines", "given", "sentence"),
    [
        ('kind = "number"', "许多", "“项” is a number"),
        ('kind = "number"', "NaN", "“项” is a number"),
        ('kind = "money"', "-1", "an amount in yuan"),
        ('kind = "money"', "1.005", "an amount in yuan"),
        ('kind = "date"', "2026-02-30", "“项” is a day"),
        ('kind = "yes_no"', "也许", "must be one of: yes, no"),
        ('kind = "choice"\noptions = ["甲", "乙"]', "丙", "must be one of: 甲, 乙"),
    ],
)
def test_what_does_not_fit_is_told(lines, given, sentence):
    with pytest.raises(Refusal, match=sentence):
        fill(of(项=lines), {"项": given}, Progress({}))


def test_all_that_is_missing_is_told_at_once():
    step = of(甲="", 乙="required = false", 丙='kind = "date"')
    with pytest.raises(Refusal, match="Fill in: 甲, 丙"):
        fill(step, {"甲": "  "}, Progress({}))


CONDITIONAL = {"解决了": 'kind = "yes_no"', "理由": 'when = { field = "解决了", is = ["no"] }'}


def test_a_field_is_asked_for_only_when_its_condition_holds():
    step = of(**CONDITIONAL)
    assert fill(step, {"解决了": "yes", "理由": "多余"}, Progress({})) == {"解决了": "yes"}
    with pytest.raises(Refusal, match="Fill in: 理由"):
        fill(step, {"解决了": "no"}, Progress({}))


def test_what_was_left_out_before_is_not_read_from_the_step_itself():
    text = """
code = "x"
name = "x"
[[step]]
code = "before"
name = "前"
[[step.field]]
label = "问"
kind = "yes_no"
[[step]]
code = "here"
name = "此"
[[step.field]]
label = "问"
kind = "yes_no"
[[step.field]]
label = "说明"
when = { field = "before.问", is = ["yes"] }
"""
    here = checked(text, ()).steps[1]
    assert fill(here, {"问": "yes"}, Progress({}, left_out={"before"})) == {"问": "yes"}


def test_what_the_resident_is_told_says_what_was_filled_in():
    fields = "".join(
        f'[[step.field]]\nlabel = "{label}"\n{lines}\n'
        for label, lines in {**CONDITIONAL, "金额": 'kind = "money"'}.items()
    )
    step = checked(STEP + fields, ()).steps[0]
    assert told(step, {"解决了": "no", "金额": "12.50"}, "11月30日") == "结果：no，—，12.50元，11月30日前"
