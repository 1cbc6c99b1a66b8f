"""Items from a tree of names or from TOML: rows in any order, as often as one likes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from qiaomen.catalogue.actions import end_item, revise_item
from qiaomen.catalogue.importing import import_items
from qiaomen.catalogue.importing.tree import code_of
from qiaomen.catalogue.models import Item, ItemVersion
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel import clock
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.people.tests.conftest import AT, TODAY

DAY = timedelta(days=1)
TREE = """一级分类,二级分类,三级分类
城乡建设,安全生产,事故处理
城乡建设,安全生产,其他
城乡建设,城乡规划,其他
环境保护,噪音与扬尘,
"""
TOML = """
[[item]]
code = "A1"
parent = "A"
name = "路灯"
keywords = ["灯不亮"]
kind = "report"
answer = "2 workdays"
pausable = false
procedure = "ordinary"
retention_days = 30
replies = [{ name = "已修", text = "{地点}已修好。" }]

[[item]]
code = "A"
name = "城管"
"""

pytestmark = pytest.mark.usefixtures("ready")


def counts(report):
    return report.added, report.changed, report.unchanged, len(report.rejected)


def faults(report):
    return [(rejected.row, rejected.column, str(rejected.reason)) for rejected in report.rejected]


def named(*path):
    return Item.objects.get(code=code_of(path))


@pytest.fixture
def take(file, console):
    """`take("items.toml", text)`: the report of importing that file."""
    return lambda name, text: import_items(file(name, text), by=console)


def test_a_tree_makes_each_item_once_on_its_level(take):
    assert counts(take("tree.csv", TREE)) == (8, 0, 0, 0)
    other = named("城乡建设", "城乡规划", "其他")
    assert (other.level, other.parent, other.parent.parent) == (
        3,
        named("城乡建设", "城乡规划"),
        named("城乡建设"),
    )


def test_the_same_name_under_two_parents_is_two_items(take):
    take("tree.csv", TREE)
    assert named("城乡建设", "安全生产", "其他") != named("城乡建设", "城乡规划", "其他")


def test_an_imported_item_is_listed_open_and_found_by_the_words_of_its_name(take):
    take("tree.csv", TREE)
    noise = named("环境保护", "噪音与扬尘").version_on(TODAY)
    assert (noise.visibility, noise.keywords, noise.answer) == ("listed", ["噪音", "扬尘"], "")
    assert named("城乡建设", "安全生产", "其他").version_on(TODAY).keywords == []


def test_a_tree_may_be_an_excel_file(tmp_path, console):
    book = Workbook()
    for row in TREE.split():
        book.active.append(row.split(","))
    book.save(tmp_path / "tree.xlsx")
    assert counts(import_items(tmp_path / "tree.xlsx", by=console)) == (8, 0, 0, 0)


def test_a_second_import_of_a_tree_adds_nothing_and_undoes_nothing(take, console):
    take("tree.csv", TREE)
    noise = named("环境保护", "噪音与扬尘")
    revised = Terms(name="噪声", answer="1 workdays")
    revise_item(noise, terms=revised, from_day=TODAY + DAY, by=console)
    assert counts(take("tree.csv", TREE)) == (0, 0, 8, 0)
    assert noise.version_on(TODAY + DAY).terms == revised


@pytest.mark.parametrize(
    ("row", "column"), [("城乡建设,,事故处理", "二级分类"), (",安全生产,事故处理", "一级分类")]
)
def test_a_row_that_leaves_a_level_out_is_rejected(take, row, column):
    report = take("tree.csv", f"{TREE}{row}\n")
    assert faults(report) == [(6, column, "A level is left out. Fill it in, or clear the ones below it.")]
    assert report.added == 8


def test_a_name_that_is_too_long_is_rejected_and_the_rest_comes_in(take):
    report = take("tree.csv", f"{TREE}{'长' * 121},,\n")
    assert counts(report) == (8, 0, 0, 1)
    assert "longer than 120 characters" in faults(report)[0][2]


def test_a_row_that_cannot_be_read_is_rejected(take):
    report = take("tree.csv", f"{TREE}{'长' * 400_000},,\n")
    assert faults(report) == [(6, "一级分类", "The cell holds more than 1 MB of text: shorten it.")]


def test_a_table_without_levels_is_refused(take):
    with pytest.raises(Refusal, match="No column is headed First level"):
        take("tree.csv", "名字\n路灯\n")


def test_a_large_tree_takes_a_fixed_number_of_statements(take):
    def queries(rows):
        text = "一级分类,二级分类,三级分类\n" + "".join(f"甲{rows},乙{rows},丙{n}\n" for n in range(rows))
        with CaptureQueriesContext(connection) as caught:
            take("tree.csv", text)
        return len(caught)

    assert queries(20) == queries(40)


def test_toml_items_come_in_any_order_with_all_that_they_say(take):
    assert counts(take("items.toml", TOML)) == (2, 0, 0, 0)
    version = Item.objects.get(code="A1").version_on(TODAY)
    assert (version.kind, version.answer, version.pausable) == ("report", "2 workdays", False)
    assert (version.procedure, version.retention_days) == ("ordinary@1", 30)
    assert version.replies == [{"name": "已修", "text": "{地点}已修好。"}]
    assert version.item.parent.code == "A"


def test_a_second_import_of_toml_changes_nothing(take):
    take("items.toml", TOML)
    assert counts(take("items.toml", TOML)) == (0, 0, 2, 0)
    assert ItemVersion.objects.filter(item__code="A1").count() == 1


def test_what_toml_says_differently_is_the_next_version(take):
    take("items.toml", TOML)
    with clock.told(AT + DAY):
        report = take("items.toml", TOML.replace("2 workdays", "1 workdays"))
        assert (counts(report), report.warnings) == ((0, 1, 1, 0), [])
    item = Item.objects.get(code="A1")
    assert item.version_on(TODAY).answer == "2 workdays"
    assert item.version_on(TODAY + DAY).answer == "1 workdays"


def test_what_was_said_today_already_is_revised_today(take):
    take("items.toml", TOML)
    report = take("items.toml", TOML.replace("2 workdays", "1 workdays"))
    assert (counts(report), report.warnings) == ((0, 1, 1, 0), [])
    assert Item.objects.get(code="A1").version_on(TODAY).answer == "1 workdays"


def test_what_toml_does_not_say_stays_as_it_is(take):
    take("items.toml", TOML)
    take("items.toml", '[[item]]\ncode = "A1"\nparent = "A"\nname = "路灯照明"')
    version = Item.objects.get(code="A1").version_on(TODAY + DAY)
    assert (version.name, version.answer, version.keywords) == ("路灯照明", "2 workdays", ["灯不亮"])


def test_the_default_promise_may_be_imported_but_not_emptied(take):
    good = take("items.toml", '[[item]]\ncode = "unsorted"\nname = "待分类"\nanswer = "7 workdays"')
    assert counts(good) == (0, 1, 0, 0)
    bad = take("items.toml", '[[item]]\ncode = "unsorted"\nname = "待分类"\nanswer = ""')
    assert faults(bad)[0][1] == "answer"


@pytest.mark.parametrize(
    ("text", "column", "reason"),
    [
        ("anwser = '1 workdays'", "anwser", "There is no such key"),
        ("name = 7", "name", "Write text in quotes"),
        ("keywords = '灯'", "keywords", "Write a list of words"),
        ("keywords = [1]", "keywords", "Write a list of words"),
        ("pausable = 'no'", "pausable", "Write true or false"),
        ("retention_days = true", "retention_days", "Write a number of days"),
        ("retention_days = 0", "retention_days", "kept for 1 to 3660 days"),
        ("replies = ['已修']", "replies", "Write a list of replies"),
        ("replies = [{ name = '已修' }]", "replies", "Write a list of replies"),
        ("replies = [{ name = '已修', text = 1 }]", "replies", "Write a list of replies"),
        ("kind = 'anger'", "kind", "There is no kind “anger”"),
        ("answer = 'soon'", "answer", "soon is not a limit"),
        ("procedure = 'dance'", "procedure", "There is no procedure “dance”"),
        ("parent = 'B'", "parent", "There is no item “B”"),
        ("parent = 'X'", "parent", "There is no item “X”, or its own row was rejected"),
    ],
)
def test_a_faulty_item_is_rejected_with_its_key_and_the_others_come_in(take, text, column, reason):
    item = f"[[item]]\ncode = 'X'\n{text}\n" + ("" if text.startswith("name") else "name = '甲'\n")
    report = take("items.toml", item + TOML)
    assert counts(report) == (2, 0, 0, 1)
    assert faults(report)[0][:2] == (1, column)
    assert reason in faults(report)[0][2]


@pytest.mark.parametrize(
    ("item", "column", "reason"),
    [
        ("code = 'X'", "name", "This key is missing"),
        ("name = '甲'", "code", "This key is missing"),
        ("code = 'a b'\nname = '甲'", "", "cannot be an item's code"),
        ("code = 'A'\nname = '甲'", "code", "Number 2 has this code already"),
    ],
)
def test_an_item_needs_a_name_and_a_code_of_its_own(take, item, column, reason):
    report = take("items.toml", f"{TOML}\n[[item]]\n{item}")
    assert faults(report)[0][:2] == (3, column)
    assert reason in faults(report)[0][2]


def test_what_lies_below_a_rejected_item_is_rejected_too(take):
    report = take("items.toml", TOML.replace('name = "城管"', 'name = ""'))
    assert [(row, column) for row, column, _reason in faults(report)] == [(1, "parent"), (2, "name")]


def test_items_that_lie_below_each_other_are_rejected(take):
    circle = (
        "[[item]]\ncode = 'X'\nparent = 'Y'\nname = '甲'\n[[item]]\ncode = 'Y'\nparent = 'X'\nname = '乙'"
    )
    assert counts(take("items.toml", circle)) == (0, 0, 0, 2)


def test_a_fourth_level_is_rejected(take):
    below = "".join(
        f'[[item]]\ncode = "{code}"\nparent = "{parent}"\nname = "{code}"\n'
        for parent, code in (("A1", "A11"), ("A11", "A111"))
    )
    report = take("items.toml", TOML + below)
    assert counts(report) == (3, 0, 0, 1)
    assert "on the third level, the last" in faults(report)[0][2]


def test_an_item_that_stands_elsewhere_is_not_moved(take):
    take("items.toml", TOML)
    report = take("items.toml", TOML.replace('parent = "A"', 'parent = ""'))
    assert faults(report) == [
        (1, "parent", "“路灯” stands elsewhere, and items do not move. Take a new code.")
    ]


def test_an_item_that_has_ended_stays_so(take, console):
    take("items.toml", TOML)
    end_item(Item.objects.get(code="A1"), on=TODAY, by=console)
    report = take("items.toml", TOML)
    assert faults(report) == [(1, "code", "“路灯” has ended. Give the new item a code of its own.")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[item", "items.toml is not valid TOML: correct it at its end"),
        ("name = '甲'", r"items.toml has no items. Write \[\[item\]\] before each"),
        ("[item]\nname = '甲'", "has no items"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused(take, text, sentence):
    with pytest.raises(Refusal, match=sentence):
        take("items.toml", text)


def test_what_is_no_table_among_the_items_is_rejected(take):
    assert faults(take("items.toml", "item = [1]")) == [
        (1, "", "This is no table. Write [[item]] before each.")
    ]


def test_a_file_in_another_encoding_is_refused(tmp_path, console):
    (tmp_path / "items.toml").write_bytes(TOML.encode("gb18030"))
    with pytest.raises(Refusal, match="not in UTF-8"):
        import_items(tmp_path / "items.toml", by=console)


def test_a_file_that_is_not_there_is_refused(tmp_path, console):
    with pytest.raises(Refusal, match="cannot be read"):
        import_items(tmp_path / "items.toml", by=console)


def test_who_keeps_one_street_only_imports_no_items(file, keeper):
    with pytest.raises(Forbidden):
        import_items(file("items.toml", TOML), by=keeper)
    assert not Item.objects.filter(code="A").exists()
