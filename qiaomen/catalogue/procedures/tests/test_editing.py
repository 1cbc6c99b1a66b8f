"""The text of a procedure is changed without losing its comments and order."""

import difflib

import pytest
from django.utils.translation import override

from qiaomen.catalogue.procedures.comparing import as_lines, changes
from qiaomen.catalogue.procedures.editing import ANSWER, Draft, copied, with_change, with_step, without_step
from qiaomen.catalogue.procedures.fieldlines import FieldLine, read_fields, spell_fields
from qiaomen.catalogue.procedures.language import Kind
from qiaomen.catalogue.procedures.library import checked
from qiaomen.catalogue.procedures.reading import from_toml
from qiaomen.catalogue.procedures.tests.test_reading import HEAD, WHOLE
from qiaomen.kernel.refusal import Refusal
from tests.world import monday

__all__ = ["monday"]
TEXT = f"# 总说明\n{WHOLE}".replace('code = "visit"', 'code = "visit"  # 尾注')
REFUSED = ("decide.decision", ("不予受理",))
DRAFT = Draft(
    name="复核",
    actor="desk",
    limit="3 workdays",
    fields=(FieldLine("意见"), FieldLine("结果", "choice", options=("同意", "不同意"))),
    signatures=(("desk", 1), ("role:coordinator", 1)),
    told="已复核：{结果}。\n谢谢",
)


def order(text: str) -> list[str]:
    return [step.name for step in checked(text, {"coordinator"}).steps]


def gone(before: str, after: str) -> list[str]:
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line[2:] for line in lines if line.startswith("- ") and line[2:].strip()]


@pytest.mark.parametrize(
    ("after", "names"),
    [
        ("", ["复核", "决定是否受理", "走访", "回头看"]),
        ("decide", ["决定是否受理", "复核", "走访", "回头看"]),
        (ANSWER, ["决定是否受理", "走访", "复核", "回头看"]),
        ("follow", ["决定是否受理", "走访", "回头看", "复核"]),
    ],
)
def test_a_step_is_added_where_it_is_wanted_and_nothing_else_changes(after, names):
    text = with_step(TEXT, DRAFT, after=after)
    assert (order(text), gone(TEXT, text)) == (names, [])
    added = from_toml(text).step("step1")
    assert added is not None
    assert (added.told, added.fields[1].options) == ("已复核：{结果}。\n谢谢", ("同意", "不同意"))
    assert added.after_answer == (after in {ANSWER, "follow"})


def test_the_first_step_of_a_procedure_without_steps():
    assert order(with_step(HEAD, DRAFT, after="")) == ["复核"]


def test_each_added_step_has_a_code_of_its_own():
    assert from_toml(with_step(with_step(HEAD, DRAFT, after=""), DRAFT, after="step1")).step("step2")


def test_a_step_goes_and_the_rest_stays():
    text = without_step(TEXT, "visit")
    assert order(text) == ["决定是否受理", "回头看"]
    assert text.startswith("# 总说明\n")


def test_a_change_keeps_what_a_form_cannot_say():
    draft = Draft("决定", "desk", limit="10 calendar_days", fields=(FieldLine("决定"), FieldLine("理由")))
    text = with_change(
        TEXT, "visit", Draft("走访", mandatory=False, limit="same_day", told="来过了", skip_when=REFUSED)
    )
    visit = from_toml(text).step("visit")
    assert visit is not None
    assert (str(visit.limit), visit.lapses, visit.told) == ("same_day", True, "来过了")
    assert visit.skip_when == from_toml(TEXT).steps[1].skip_when
    assert "# 尾注" in text
    keeps = Draft(
        "决定",
        "desk",
        limit="10 calendar_days",
        fields=(*read_fields("决定 = 受理 / 不予受理"), draft.fields[1]),
        signatures=(("role:coordinator", 2),),
        limit_from="receipt",
    )
    decide = from_toml(with_change(TEXT, "decide", keeps)).step("decide")
    assert decide is not None
    assert (decide.limit_from, decide.signatures[0].count, decide.told) == ("receipt", 2, "")
    assert decide.fields[0].code == "decision"
    assert decide.fields[1].when is not None


def test_what_is_seldom_said_is_said_where_it_belongs_and_goes_again():
    said = Draft(
        "回头看",
        limit="9 workdays",
        limit_from="decide",
        after="5 workdays",
        skip_when=("decide.decision", ("不予受理", "")),
        signatures=(("role:coordinator", 3),),
    )
    text = with_change(TEXT, "follow", said)
    follow = checked(text, {"coordinator"}).step("follow")
    assert follow is not None
    assert (follow.limit_from, str(follow.after), follow.signatures[0].count) == ("decide", "5 workdays", 3)
    assert str(follow.skip_when) == "decide.decision = 不予受理 / –"
    assert "# 尾注" in text
    assert with_change(text, "follow", Draft("回头看")) == TEXT


def test_a_condition_in_another_order_is_not_touched():
    text = with_change(TEXT, "visit", Draft("走访", skip_when=("decide.decision", ("受理", "不予受理"))))
    again = Draft("走访", skip_when=("decide.decision", ("不予受理", "受理")))
    assert with_change(text, "visit", again) == text


def test_what_another_room_completes_is_said_and_taken_back():
    text = with_change(TEXT, "follow", Draft("回头看", gate="whistle"))
    assert 'gate = "whistle"' in text
    assert with_change(text, "follow", Draft("回头看")) == TEXT


def test_what_stays_the_same_is_not_touched():
    visit = Draft("走访", mandatory=False, limit="same_week", skip_when=REFUSED)
    assert with_change(TEXT, "visit", visit) == TEXT


def test_a_copy_has_its_own_code_and_name():
    procedure = from_toml(copied(TEXT, code="own", name="自订"))
    assert (procedure.code, procedure.name) == ("own", "自订")


@pytest.mark.parametrize(
    "change", [lambda text: without_step(text, "x"), lambda _text: copied("= ", code="x", name="x")]
)
def test_what_is_not_there_or_cannot_be_read_is_refused(change):
    with pytest.raises(Refusal):
        change(TEXT)


def test_fields_are_written_as_lines(monday):
    lines = "意见\n结果 = 同意 / 不同意\n金额 = yuan, optional\n哪一天 = a day"
    fields = read_fields(lines)
    assert [(field.kind, field.required) for field in fields] == [
        ("words", True),
        ("choice", True),
        ("money", False),
        ("date", True),
    ]
    draft = Draft("x", fields=fields)
    assert spell_fields(from_toml(with_step(HEAD, draft, after="")).steps[0].fields) == lines


def test_kinds_are_known_in_every_language(monday):
    with override("zh-hans"):
        word = str(Kind.MONEY.label)
    lines = f"一＝{word}，optional\n二 = money"
    assert [field.kind for field in read_fields(lines)] == ["money"] * 2


@pytest.mark.parametrize("line", ["结果 = 同意", "结果 = 甲 / 乙, money"])
def test_a_line_that_means_nothing_is_refused(line, monday):
    with pytest.raises(Refusal):
        read_fields(line)


def test_what_changed_is_told_word_by_word(monday):
    added = with_step(TEXT, Draft("复核"), after="decide")
    assert as_lines(changes(from_toml(TEXT), from_toml(added))) == [
        "Steps in order: 决定是否受理{+ → 复核+} → 走访 → 回头看",
        "复核: {+复核\nWho: the unit that has it+}",
    ]
    assert changes(from_toml(TEXT), from_toml(TEXT)) == []
    lost = as_lines(changes(from_toml(TEXT), from_toml(without_step(TEXT, "follow"))))
    assert lost[-1].startswith("回头看: [-回头看")
