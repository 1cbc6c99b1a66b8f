"""Short answers come from a file and go into one."""

import pytest

from qiaomen.catalogue.knowledge.actions import end_short_answer, revise_short_answer
from qiaomen.catalogue.knowledge.exporting import short_answers_as_toml
from qiaomen.catalogue.knowledge.importing import adopt_short_answers, import_short_answers
from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.catalogue.knowledge.tests.conftest import permit
from qiaomen.kernel.refusal import Refusal

ONE = """
[[answer]]
code = "K01"
question = "居住证怎么办？"
also = ["暂住证在哪里办"]
answer = "带身份证到{地址}。"
item = "lamp"
source = "《居住证暂行条例》"
review_days = 90
"""


@pytest.fixture
def take(file, console):
    """`take(text)`: the report of a file that says this."""
    return lambda text: import_short_answers(file("knowledge.toml", text), by=console)


def test_a_new_one_is_kept_by_the_desk(take, lamp, desk):
    assert take(ONE).added == 1
    row = ShortAnswer.objects.get()
    assert (row.owner, row.item, row.review_days, row.also) == (desk, lamp, 90, ["暂住证在哪里办"])


def test_the_same_file_again_changes_nothing(take, lamp):
    take(ONE)
    assert take(ONE).unchanged == 1


def test_what_the_file_says_differently_revises_it_and_the_rest_stays(take, lamp):
    take(ONE)
    short = '[[answer]]\ncode="K01"\nquestion="居住证怎么办？"\nanswer="到窗口。"\nsource="公安"'
    assert take(short).changed == 1
    row = ShortAnswer.objects.get()
    assert (row.answer, row.item, row.review_days) == ("到窗口。", lamp, 90)


def test_what_is_taken_out_comes_in_as_unchanged(take, add, lamp, units):
    add(item=lamp, public=False, owner=units["east"], answer="第一行\n第二行“引号”\\")
    add("K02", also=())
    report = take(short_answers_as_toml())
    assert (report.unchanged, report.rejected) == (2, [])


@pytest.mark.parametrize(
    ("said", "column", "sentence"),
    [
        ({"answer": '" "'}, "answer", "Write the answer"),
        ({"item": '"moon"'}, "item", "moon is not known here"),
        ({"owner": '"moon"'}, "owner", "moon is not known here"),
        ({"also": '"暂住证"'}, "also", "list of words"),
        ({"public": '"no"'}, "public", "true or false"),
        ({"review_days": "0"}, "review_days", "after 1 to 1095 days"),
        ({"colour": '"red"'}, "colour", "There is no such key."),
        ({"code": '"a b"'}, "", "cannot be an item's code"),
    ],
)
def test_a_wrong_row_is_named_with_its_key_and_the_others_come_in(take, lamp, said, column, sentence):
    keys = {
        "code": '"K02"',
        "question": '"几点开门？"',
        "answer": '"九点。"',
        "source": '"窗口"',
        **said,
    }
    report = take(ONE + "\n[[answer]]\n" + "\n".join(f"{key} = {value}" for key, value in keys.items()))
    assert report.added == 1
    (wrong,) = report.rejected
    assert (wrong.row, wrong.column) == (2, column)
    assert sentence in str(wrong.reason)


def test_a_key_that_is_missing_and_a_code_told_twice_are_named(take, lamp):
    report = take(ONE + ONE + '[[answer]]\ncode = "K03"')
    reasons = [str(wrong.reason) for wrong in report.rejected]
    assert reasons == [
        "Number 1 has this code already. Keep one of the two.",
        "This key is missing. Write it.",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "has no answers"), ("answer = 1", "has no answers"), ("[[answer", "correct it at its end")],
)
def test_what_is_no_such_file_is_refused(take, ready, text, sentence):
    with pytest.raises(Refusal, match=sentence):
        take(text)


def test_a_table_that_is_none_is_named(take, ready):
    (wrong,) = take("answer = [1]").rejected
    assert "Write [[answer]] before each." in str(wrong.reason)


def test_without_a_desk_an_owner_has_to_be_named(file, units, console):
    text = ONE.replace('item = "lamp"', "")
    (wrong,) = import_short_answers(file("k.toml", text), by=console).rejected
    assert (wrong.column, str(wrong.reason)) == (
        "owner",
        "There is no desk here that would keep it. Name an owner.",
    )


def test_adopting_leaves_what_the_office_has_revised_or_ended(add, desk, file, console, lamp):
    own, gone = add("K01"), add("K02")
    revise_short_answer(own, wording=permit(desk, answer="我们这样答。"), by=console)
    end_short_answer(gone, by=console)
    shipped = file("shipped.toml", ONE + ONE.replace("K01", "K02") + ONE.replace("K01", "K03"))
    report = adopt_short_answers(path=shipped, by=console)
    assert (report.added, report.unchanged) == (1, 2)
    own.refresh_from_db()
    assert own.answer == "我们这样答。"
