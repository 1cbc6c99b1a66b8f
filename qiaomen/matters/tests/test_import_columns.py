"""Columns are guessed, shown, adjusted and remembered."""

import pytest

from qiaomen.kernel import ledger
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.table import Table
from qiaomen.matters.actions.mappings import drop_mapping, rename_mapping, restore_mapping
from qiaomen.matters.importing import columns_of, remember
from qiaomen.matters.models import ImportMapping
from qiaomen.matters.tests.message_files import HEADINGS
from tests.world import World


def table(headings) -> Table:
    return Table(tuple(headings), lambda: iter(()))


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (
            HEADINGS,
            (
                "number=留言编号 user=留言用户 title=留言主题 time=留言时间 text=留言详情 "
                "objections=反对数 likes=点赞数"
            ),
        ),
        (("内容", "点踩", "支持数"), "text=内容 objections=点踩 likes=支持数"),
        (
            ("编号", "姓名", "电话", "渠道", "时间", "标题", "内容", "点赞"),
            "number=编号 name=姓名 phone=电话 channel=渠道 time=时间 title=标题 text=内容 likes=点赞",
        ),
        (
            ("ID", "Name", "Telephone", "Subject", "Text", "Date", "Address", "Item"),
            "number=ID name=Name phone=Telephone title=Subject text=Text time=Date address=Address item=Item",
        ),
        (
            ("工单编号", "联系人", "联系电话", "诉求内容", "地点"),
            "number=工单编号 name=联系人 phone=联系电话 text=诉求内容 place=地点",
        ),
        (
            ("접수번호", "성명", "전화번호", "제목", "내용", "접수일시", "장소", "주소"),
            (
                "number=접수번호 name=성명 phone=전화번호 title=제목 text=내용 time=접수일시 "
                "place=장소 address=주소"
            ),
        ),
        (
            ("연번", "번호", "이름", "휴대폰_번호(자택)", "민원내용", "날짜"),
            "number=번호 name=이름 phone=휴대폰_번호(자택) text=민원내용 time=날짜",
        ),
        (
            ("Ticket_number", "Full_name", "Mobile", "Description", "Created_at", "Location"),
            (
                "number=Ticket_number name=Full_name phone=Mobile text=Description "
                "time=Created_at address=Location"
            ),
        ),
        (("诉求人电话", "正文"), "phone=诉求人电话 text=正文"),
        (("민원인_연락처", "내용"), "phone=민원인_연락처 text=내용"),
    ],
)
def test_headings_of_offices_are_understood(world: World, headings, expected: str):
    chosen = columns_of(table(headings)).chosen
    assert {f"{field}={heading}" for field, heading in chosen.items()} == set(expected.split())


def test_a_running_number_is_no_number_of_a_message(world: World):
    assert "number" not in columns_of(table(["序号", "内容"])).chosen


@pytest.mark.parametrize("heading", ["주민등록번호", "우편번호", "网格编号", "身份证编号", "Account number"])
def test_a_number_of_something_else_is_no_number_of_a_message(world: World, heading: str):
    assert "number" not in columns_of(table([heading, "内容"])).chosen


def test_without_a_column_for_the_text_it_says_what_to_choose_from(world: World):
    with pytest.raises(Refusal, match="甲, 乙"):
        columns_of(table(["甲", "乙"]))


@pytest.mark.parametrize("field", ["title", "Title", "标题"])
def test_a_field_may_be_chosen_by_any_of_its_names(world: World, field: str):
    assert columns_of(table(HEADINGS), choices=[f"{field}=留言用户"]).chosen["title"] == "留言用户"


def test_a_choice_of_nothing_leaves_the_column_unread(world: World):
    columns = columns_of(table(HEADINGS), choices=["title="])
    assert "title" not in columns.chosen
    assert columns.unread == ["留言主题"]


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [("title", "Write it like"), ("头衔=内容", "no field “头衔”"), ("text=没有", "no column “没有”")],
)
def test_a_choice_that_cannot_be_followed_is_refused(world: World, choice: str, sentence: str):
    with pytest.raises(Refusal, match=sentence):
        columns_of(table(["内容"]), choices=[choice])


def test_a_choice_is_remembered_for_the_same_headings_in_any_order(world: World):
    first = table(["甲", "乙"])
    remember(columns_of(first, choices=["text=乙"]), first, by=world.console)
    assert columns_of(table(["乙", "甲"])).chosen == {"text": "乙"}
    with pytest.raises(Refusal):
        columns_of(table(["甲", "乙", "丙"]))


def test_a_choice_is_remembered_under_its_name_and_can_be_changed(world: World):
    first = table(["甲", "乙"])
    for column in ("甲", "乙"):
        remember(columns_of(first, choices=[f"text={column}"]), first, saved_as="热线", by=world.console)
    assert columns_of(table(["乙", "丙"]), saved_as="热线").chosen == {"text": "乙"}
    assert ImportMapping.objects.in_use().count() == 1


def test_a_saved_mapping_for_other_columns_is_refused(world: World):
    first = table(["甲"])
    remember(columns_of(first, choices=["text=甲"]), first, saved_as="热线", by=world.console)
    with pytest.raises(Refusal, match="no column “甲”"):
        columns_of(table(["内容"]), saved_as="热线")


def test_a_name_that_nothing_is_saved_under_is_refused_with_those_that_are(world: World):
    first = table(["内容"])
    with pytest.raises(Refusal, match="nor under any name"):
        columns_of(first, saved_as="热线")
    remember(columns_of(first), first, saved_as="来信", by=world.console)
    remember(columns_of(first), first, by=world.console)
    with pytest.raises(Refusal, match="“热线”; there are: 来信\\."):
        columns_of(first, saved_as="热线")


def test_a_name_of_a_mapping_is_not_too_long(world: World):
    first = table(["内容"])
    with pytest.raises(Refusal, match="80 characters"):
        remember(columns_of(first), first, saved_as="x" * 81, by=world.console)


def test_keeping_the_same_again_writes_nothing_and_a_run_says_by_what_it_was_read(world: World):
    first = table(["甲"])
    columns = columns_of(first, choices=["text=甲"])
    kept = remember(columns, first, saved_as="热线", by=world.console)
    assert remember(columns, first, saved_as="热线", by=world.console) == kept
    assert [event.verb for event in ledger.story(kept.stream)] == ["keep"]


def test_a_mapping_is_named_taken_out_of_use_and_taken_up_again(world: World):
    first, boss = table(["甲", "乙"]), world.actor("administrator")
    old = remember(columns_of(first, choices=["text=甲"]), first, by=world.console)
    rename_mapping(old, name=" 热线  导出 ", by=boss)
    assert columns_of(table(["甲"]), saved_as="热线 导出").chosen == {"text": "甲"}
    drop_mapping(old, by=boss)
    with pytest.raises(Refusal, match="No mapping is saved"):
        columns_of(first, saved_as="热线 导出")
    new = remember(columns_of(first, choices=["text=乙"]), first, saved_as="热线 导出", by=world.console)
    restore_mapping(old, by=boss)
    assert columns_of(first, saved_as="热线 导出").chosen == {"text": "甲"}
    new.refresh_from_db()
    assert new.dropped_at
    assert [event.verb for event in ledger.story(old.stream)] == ["keep", "rename", "drop", "restore"]


@pytest.mark.parametrize("name", ["来信", " ", "a" * 81])
def test_a_mapping_gets_no_name_that_is_taken_empty_or_too_long(world: World, name: str):
    first = table(["内容"])
    remember(columns_of(first), first, saved_as="来信", by=world.console)
    other = remember(columns_of(first), first, saved_as="热线", by=world.console)
    with pytest.raises(Refusal):
        rename_mapping(other, name=name, by=world.actor("administrator"))


def test_who_keeps_no_catalogue_renames_no_mapping(world: World):
    first = table(["内容"])
    kept = remember(columns_of(first), first, by=world.console)
    with pytest.raises(Refusal, match="may not"):
        rename_mapping(kept, name="热线", by=world.actor("clerk"))
