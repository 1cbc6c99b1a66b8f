"""What people arrange for themselves: columns, keys, lists that they keep."""

import pytest

from qiaomen.kernel import ledger
from qiaomen.kernel.refusal import Conflict, Refusal
from qiaomen.people.actions import (
    choose_columns,
    choose_shortcuts,
    drop_list,
    keep_list,
    rename_list,
)
from qiaomen.people.actions.arranging import MOST_LISTS


def names(person) -> list[str]:
    person.refresh_from_db()
    return [one["name"] for one in person.lists]


def test_columns_and_keys_are_kept_for_the_person(lin):
    choose_columns(lin, columns=["place", "due"])
    choose_shortcuts(lin, wanted=False)
    lin.refresh_from_db()
    assert (lin.columns, lin.shortcuts) == (["place", "due"], False)


def test_a_list_is_kept_renamed_and_deleted(lin):
    keep_list(lin, name=" 电梯 ", queue="all", query="item=电梯")
    keep_list(lin, name="本周到期", queue="unit", query="due=3")
    assert names(lin) == ["电梯", "本周到期"]
    rename_list(lin, number=1, name="电梯困人")
    assert names(lin) == ["电梯困人", "本周到期"]
    drop_list(lin, number=1)
    assert lin.lists == [{"id": 2, "name": "本周到期", "queue": "unit", "query": "due=3"}]


def test_the_ledger_does_not_know_what_a_list_is_called(lin):
    keep_list(lin, name="张三家", queue="all", query="")
    assert "张三家" not in list(ledger.story(lin.stream))[-1].data


def test_a_name_is_given_once(lin):
    keep_list(lin, name="电梯", queue="all", query="")
    keep_list(lin, name="路灯", queue="all", query="")
    with pytest.raises(Conflict):
        keep_list(lin, name="电梯", queue="unit", query="")
    with pytest.raises(Conflict):
        rename_list(lin, number=2, name="电梯")
    rename_list(lin, number=2, name="路灯")


@pytest.mark.parametrize("said", [{"name": " "}, {"name": "长" * 41}, {"query": "q" * 1001}])
def test_what_cannot_be_kept_is_refused(lin, said):
    with pytest.raises(Refusal):
        keep_list(lin, **{"name": "电梯", "queue": "all", "query": "", **said})
    assert names(lin) == []


def test_nobody_keeps_lists_without_end(lin):
    for number in range(MOST_LISTS):
        keep_list(lin, name=str(number), queue="all", query="")
    with pytest.raises(Refusal):
        keep_list(lin, name="one more", queue="all", query="")


def test_a_list_that_is_gone_is_not_renamed(lin):
    with pytest.raises(Conflict):
        rename_list(lin, number=7, name="电梯")
