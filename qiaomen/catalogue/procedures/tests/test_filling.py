"""What is filled in at a step."""

import pytest

from qiaomen.catalogue.procedures.filling import fill, shown, told
from qiaomen.catalogue.procedures.forms import step_fields
from qiaomen.catalogue.procedures.library import checked
from qiaomen.catalogue.procedures.walking import Progress
from qiaomen.kernel.refusal import Refusal
from tests.world import monday

__all__ = ["monday"]

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


PARTS = {"甲": 'kind = "money"', "乙": 'required = false\nkind = "money"'}
WHOLE = {**PARTS, "合计": 'kind = "money"\nsum_of = ["甲", "乙"]'}


@pytest.mark.parametrize(
    ("given", "total"),
    [
        ({"甲": "1,000", "乙": "200.5"}, "1200.50"),
        ({"甲": "0.1", "乙": "0.2"}, "0.30"),
        ({"甲": "7"}, "7.00"),
        ({"甲": "7", "合计": "7元"}, "7.00"),
    ],
)
def test_a_sum_that_is_left_empty_is_added_up(given, total):
    assert fill(of(**WHOLE), given, Progress({}))["合计"] == total


def test_numbers_add_up_as_they_are_written():
    households = {"愿": 'kind = "number"', "否": 'kind = "number"'}
    step = of(**households, 户='kind = "number"\nsum_of = ["愿", "否"]')
    assert fill(step, {"愿": "12", "否": "8"}, Progress({}))["户"] == "20"


def test_parts_that_do_not_add_up_to_the_whole_are_told_with_what_they_come_to():
    sentence = r"“合计” is 1300.00, but 甲 \+ 乙 add up to 1200.50. Look which is wrong."
    with pytest.raises(Refusal, match=sentence):
        fill(of(**WHOLE), {"甲": "1000", "乙": "200.5", "合计": "1300"}, Progress({}))


def test_a_day_is_told_as_people_write_it():
    step = of(期限='kind = "date"')
    assert shown(step.fields[0], "2026-03-02") == "March 2, 2026"
    assert shown(step.fields[0], "三月初") == "三月初"  # another version asked for words


def test_a_missing_part_is_asked_for_before_anything_is_added_up():
    with pytest.raises(Refusal, match="Fill in: 甲"):
        fill(of(**WHOLE), {"乙": "1", "合计": "5"}, Progress({}))


def test_the_form_lets_a_sum_be_left_empty_and_says_of_what_it_is(monday):
    total = step_fields(of(**WHOLE))["合计"]
    assert (total.required, total.help_text) == (False, "甲 + 乙. Left empty, it is added up for you.")


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
