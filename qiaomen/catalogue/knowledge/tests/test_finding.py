"""Which short answers fit what is being typed."""

from datetime import timedelta

import pytest

from qiaomen.catalogue.knowledge.actions import end_short_answer, revise_short_answer
from qiaomen.catalogue.knowledge.finding import Entry, Finder
from qiaomen.catalogue.knowledge.shelf import answers_to, shelf
from qiaomen.catalogue.knowledge.tests.conftest import permit
from qiaomen.kernel import clock
from qiaomen.people.actions import rename_unit
from qiaomen.people.tests.conftest import AT

ASKED = {
    "permit": ("居住证怎么办？", "暂住证在哪里办"),
    "card": ("社保卡丢了怎么补办？",),
    "pension": ("养老金怎么领？", "退休金什么时候发"),
    "school": ("孩子上小学怎么报名？",),
    "lamp": ("路灯不亮找谁？",),
    "dog": ("养狗怎么办证？", "dog licence"),
}


@pytest.fixture
def finder() -> Finder:
    return Finder(Entry(code, asked) for code, asked in ASKED.items())


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("居住证", "permit"),
        ("你好，我儿子刚来这边上班，想问一下暂住证要去哪里办", "permit"),
        ("居住證怎麼辦", "permit"),
        ("社保卡丢了", "card"),
        ("我妈妈的退休金这个月还没到", "pension"),
        ("Dog Licence", "dog"),
    ],
)
def test_the_question_is_found_within_what_is_told(finder, typed, first):
    assert finder.find(typed)[0] == first


@pytest.mark.parametrize("typed", ["", "怎么办？", "请问一下", "证", "你好"])
def test_words_that_every_question_has_find_nothing(finder, typed):
    assert finder.find(typed) == []


def test_no_more_than_three_are_shown(finder):
    assert len(finder.find("居住证、社保卡、养老金、小学报名、路灯、养狗")) == 3


def test_the_item_of_the_words_decides_between_equals():
    one, other = (Entry(code, ("补贴怎么申请",), item) for code, item in (("a", 1), ("b", 2)))
    finder = Finder([one, other, *(Entry(code, asked) for code, asked in ASKED.items())])
    assert finder.find("补贴", item_id=2)[:2] == ["b", "a"]
    assert finder.find("补贴", item_id=1)[:2] == ["a", "b"]


def test_an_outdated_one_comes_last_however_well_it_fits():
    old = Entry("old", ("居住证怎么办？",), outdated=True)
    finder = Finder([old, Entry("new", ("办居住证要多久",)), *map(_entry, ("card", "pension", "school"))])
    assert finder.find("居住证怎么办？")[:2] == ["new", "old"]


def test_an_empty_shelf_finds_nothing():
    assert Finder([]).find("居住证") == []


def test_the_shelf_knows_each_change_at_once(add, desk, console):
    row = add()
    assert shelf().fitting("居住证") == [row]
    revise_short_answer(row, wording=permit(desk, answer="到窗口。"), by=console)
    assert shelf().fitting("居住证")[0].answer == "到窗口。"
    end_short_answer(row, by=console)
    assert shelf().fitting("居住证") == []


def test_a_renamed_owner_is_known_at_once(add, desk, console):
    add()
    assert shelf().answers["K01"].owner.name == "诉求受理中心"
    rename_unit(desk, name="接诉即办中心", by=console)
    assert shelf().answers["K01"].owner.name == "接诉即办中心"


def test_what_is_outdated_today_ranks_below(add):
    add("old", review_days=10, question="居住证怎么办？", also=())
    add("new", review_days=99, question="居住证要办多久才拿到手？", also=())
    with clock.told(AT + timedelta(days=20)):
        assert [row.code for row in shelf().fitting("居住证怎么办")] == ["new", "old"]


def test_answers_of_the_item_that_the_words_name_come_first(add, lamp):
    add("a", question="坏了报修多久能好", also=())
    add("b", question="坏了报修多久能好", also=(), item=lamp)
    assert [row.code for row in answers_to("灯不亮，路灯照明坏了报修多久")] == ["b", "a"]


def _entry(code: str) -> Entry:
    return Entry(code, ASKED[code])
