"""What an office keeps goes to Excel and comes back; bad rows are named, the others are taken in."""

from base64 import b64encode
from dataclasses import replace
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from qiaomen.catalogue.actions import revise_item
from qiaomen.catalogue.models import Item
from qiaomen.catalogue.terms import Duty, Question, Reply, Terms
from qiaomen.desk.office.filings import FILINGS
from qiaomen.desk.tests.posting import words
from qiaomen.desk.tests.test_office import OFFICE
from qiaomen.desk.tests.test_office_rules import FIRST_OF_APRIL, HOLIDAY
from qiaomen.kernel import clock
from qiaomen.kernel.models import OwnWording
from qiaomen.kernel.models.calendar import SpecialDay
from qiaomen.people.models import Role
from tests.world import World

RICH = Terms(
    name="路灯照明",
    public_name="路灯不亮",
    description="一盏或多盏。\n请说明杆号。",
    keywords=("灯不亮", "路灯"),
    kind="report",
    visibility="unlisted",
    accept="2 work_hours",
    answer="3 workdays",
    call_back="24 hours",
    pausable=False,
    procedure="ordinary",
    replies=(Reply("已修", "已修好。\n谢谢。"), Reply("排期", "排在{日期}。")),
    duties=(Duty("照明科", "修灯", lead=True), Duty("社区", "告知")),
    basis=("示例办法第三条",),
    questions=(
        Question("杆号？"),
        Question("几盏？", "number"),
        Question("夜里？", "yes_no", (), "示例办法"),
    ),
    retention_days=90,
)


@pytest.fixture
def rich(world: World, water_item: Item) -> Item:
    revise_item(water_item, terms=RICH, from_day=clock.today(), by=world.console)
    return water_item


def saved(keeper: Client, name: str, language: str = "en") -> SimpleUploadedFile:
    spoken = {"accept-language": language}
    return SimpleUploadedFile(
        f"{name}.xlsx", keeper.get(f"{OFFICE}files/{name}.xlsx", headers=spoken).content
    )


@pytest.mark.parametrize("filing", FILINGS, ids=lambda filing: filing.name)
def test_what_is_saved_as_excel_is_taken_in_unchanged(world: World, keeper: Client, filing):
    keeper.post(f"{OFFICE}calendar/correction/", {**HOLIDAY, "seen": "2026-04-01 0"})
    page = words(keeper.post(f"{OFFICE}files/{filing.name}/", {"file": saved(keeper, filing.name)}))
    assert "0 added, 0 changed" in page
    assert " 0 unchanged" not in page
    assert "0 rejected" in page


def table(text: str) -> BytesIO:
    file = BytesIO(text.encode())
    file.name = "days.csv"
    return file


def test_a_file_is_tried_first_and_its_bad_rows_are_named(world: World, keeper: Client):
    page = f"{OFFICE}files/calendar/"
    rows = "day,works,name\n2026-04-01,rests,示例假日\n2026-04-02,maybe,示例\n"
    tried = words(keeper.post(page, {"file": table(rows)}))
    assert "1 added, 0 changed, 0 unchanged, 1 rejected" in tried
    assert "Write works for a workday" in tried
    assert not SpecialDay.objects.exists()
    kept = b64encode(rows.encode()).decode()
    done = words(keeper.post(page, {"kept": kept, "name": "days.csv", "sure": "1"}))
    assert "It is taken in:" in done
    assert SpecialDay.objects.get().day == FIRST_OF_APRIL


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose a file."),
        ({"kept": "no base64!", "name": "a.csv"}, "Choose a file."),
        ({"kept": "YQ==", "name": "../../a.csv"}, "No column is headed"),
    ],
)
def test_what_is_no_table_is_refused(world: World, keeper: Client, sent: dict[str, str], sentence: str):
    refused = keeper.post(f"{OFFICE}files/units/", sent)
    assert (refused.status_code, sentence in words(refused)) == (422, True)


def test_a_file_too_large_to_go_back_and_forth_is_refused(world: World, keeper: Client):
    refused = keeper.post(f"{OFFICE}files/units/", {"file": table("a" * (1024 * 1024 + 1))})
    assert "larger than 1 MB" in words(refused)


def taken(keeper: Client, name: str, file: BytesIO) -> str:
    """What the page says once the file is really taken in."""
    kept = b64encode(file.getvalue()).decode()
    page = keeper.post(f"{OFFICE}files/{name}/", {"kept": kept, "name": "table.csv", "sure": "1"})
    return words(page)


@pytest.mark.parametrize("language", ["zh-hans", "ko", "en"])
def test_a_table_in_one_language_is_understood_in_another(keeper: Client, rich: Item, language: str):
    for name in ("items", "roles", "notices"):
        saying = {"accept-language": language}
        page = keeper.post(f"{OFFICE}files/{name}/", {"file": saved(keeper, name, language)}, headers=saying)
        report = page.context["report"]
        assert (report.added, report.changed, report.rejected, report.unread) == (0, 0, [], [])


def test_an_item_is_added_and_another_says_what_its_row_says(keeper: Client, rich: Item):
    rows = "事项编码,上级,What it is called,Answered within,关键词\nS1,,路灯,5 个工作日,\nS2,S1,灯杆,2天,杆\n"
    assert "1 added, 1 changed, 0 unchanged, 0 rejected" in taken(keeper, "items", table(rows))
    said = rich.version_on(clock.today()).terms
    assert (said.name, said.answer, said.keywords) == ("路灯", "5 workdays", ())
    assert said == replace(
        RICH, name="路灯", answer="5 workdays", keywords=(), procedure=said.procedure
    )  # columns that are not there
    new = Item.objects.get(code="S2")
    assert (new.parent, new.version_on(clock.today()).answer) == (rich, "2 calendar_days")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("S1,灯,soon", "soon is not a limit"),
        ("S1,灯,3 workdays\nS1,灯,3 workdays", "Row 2 has this code already"),
        ("S1,,", "Give the item a name"),
        ("a b,灯,", "cannot be an item"),
        (",灯,", "This cell is empty"),
    ],
)
def test_a_row_that_makes_no_item_is_named_with_its_column(keeper: Client, rich: Item, row, sentence: str):
    page = taken(keeper, "items", table(f"code,name,answer\n{row}\n"))
    assert sentence in page
    assert "1 rejected" in page


def test_a_table_without_codes_is_no_table_of_items(keeper: Client):
    refused = keeper.post(f"{OFFICE}files/items/", {"file": table("一级分类\n路灯\n")})
    assert (refused.status_code, "No column is headed Code" in words(refused)) == (422, True)


def test_roles_are_added_and_changed_but_not_ones_own(world: World, keeper: Client):
    everything = "Everything below the post's place"
    rows = (
        "code,name,reach,permissions\n"
        f'leader,分管领导,{everything},"查看诉求\nread the ledger"\n'
        "own,示例,unit,matter.read\n"
        "other,示例,nowhere,matter.read\n"
        "third,示例,unit,everything\n"
        f"administrator,系统管理员,{everything},matter.read\n"
    )
    page = taken(keeper, "roles", table(rows))
    assert "1 added, 1 changed, 0 unchanged, 3 rejected" in page
    assert Role.objects.get(code="leader").permissions == ["ledger.read", "matter.read"]
    assert Role.objects.get(code="own").reach == Role.Reach.UNIT
    for reason in ("You hold this role yourself", "nowhere is no reach", "“everything” is nothing that"):
        assert reason in page


def test_words_of_notices_are_taken_in_and_put_back(world: World, keeper: Client):
    head = "Code of the message,Language,In our own words\n"
    rows = (
        "matter_received,英语,Got {number}.\nmatter_answered,en,Read it.\n"
        "nothing,en,x\nmatter_received,fr,x\n"
    )
    page = taken(keeper, "notices", table(head + rows))
    assert "1 added, 0 changed, 0 unchanged, 3 rejected" in page
    assert "The message needs {link}." in page
    assert OwnWording.objects.get().text == "Got {number}."
    assert "0 added, 1 changed" in taken(keeper, "notices", table(f"{head}matter_received,English,\n"))
    assert OwnWording.objects.get().text == ""
