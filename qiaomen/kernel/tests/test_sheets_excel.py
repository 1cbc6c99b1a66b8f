"""Tables in workbooks that Excel users really make."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import translation
from openpyxl.chart import BarChart

from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.reading import read_table
from qiaomen.kernel.tests.workbooks import cells, problem, repacked


def wall(*parts):
    return datetime(*parts)  # noqa: DTZ001 - the wall clock of a cell has no zone


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def test_headings_and_rows_come_as_typed_cells(sheet, saved):
    sheet.append(["姓名", "电话", "日期", "时刻", "面积"])
    sheet.append(["李四", 13800138000, wall(2019, 2, 28), wall(2019, 2, 28, 11, 25, 5), 88.5])
    table = read_table(saved())
    assert table.headers == ("姓名", "电话", "日期", "时刻", "面积")
    assert cells(table) == [("李四", 13800138000, date(2019, 2, 28), wall(2019, 2, 28, 11, 25, 5), 88.5)]


@pytest.mark.parametrize("name", ["表.csv", "表.xls", "表"])
def test_the_ending_of_the_name_does_not_matter(sheet, saved, name):
    sheet.append(["姓名"])
    assert read_table(saved(name)).headers == ("姓名",)


def test_rows_are_numbered_as_excel_shows_them_and_blank_ones_left_out(sheet, saved):
    sheet["B3"], sheet["C3"] = "姓名", "电话"
    sheet["B4"], sheet["B7"], sheet["C8"] = "李四", "王五", "  "
    table = read_table(saved())
    assert [(row.number, row.cells) for row in table.rows()] == [(4, ("李四", None)), (7, ("王五", None))]
    assert table.total == 2


def test_truth_times_and_durations_are_text(sheet, saved):
    sheet.append(["a", "b", "c"])
    sheet.append([True, time(9, 5), timedelta(hours=30, minutes=1)])
    assert cells(read_table(saved())) == [("TRUE", "09:05:00", "30:01:00")]


def test_what_stands_right_of_the_headings_is_left_out(sheet, saved):
    sheet.append(["姓名", None])
    sheet.append(["李四", "旁注"])
    assert cells(read_table(saved())) == [("李四",)]


def test_merged_headings_are_refused_with_the_cells_to_unmerge(sheet, saved):
    sheet.append(["联系方式", None, "日期"])
    sheet.merge_cells("A1:B1")
    with pytest.raises(Refusal, match=r"Row 1 must hold the names.*A1:B1 are merged"):
        read_table(saved())


def test_rows_that_share_a_merged_cell_are_rejected_one_by_one(sheet, saved):
    for line in (["社区", "楼"], ["和平", "1"], [None, "2"], ["团结", "3"], [None, None]):
        sheet.append(line)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("A5:B9")
    sheet["A12"] = 0
    sheet.merge_cells("A12:B12")
    rows = list(read_table(saved()).rows())
    assert [(row.number, row.problem and row.problem.column) for row in rows] == [
        (2, "A"),
        (3, "A"),
        (4, None),
        (12, "A"),
    ]
    assert "A2:A3" in str(rows[1].problem.reason)


def test_a_formula_that_shows_an_error_rejects_its_row_alone(sheet, saved):
    for line in (["姓名", "数", "和"], ["李四", "#DIV/0!", "#REF!"], ["王五", 3, 4]):
        sheet.append(line)
    sheet["B2"].data_type = sheet["C2"].data_type = "e"
    rows = list(read_table(saved()).rows())
    assert (rows[0].problem.column, rows[1].problem) == ("B", None)
    assert "B2" in str(rows[0].problem.reason)


def test_an_error_alone_in_its_row_is_not_taken_for_a_blank_row(sheet, saved):
    for line in (["数"], ["#N/A"], [3]):
        sheet.append(line)
    sheet["A2"].data_type = "e"
    assert "A2" in problem(read_table(saved()))


def test_a_formula_without_a_value_rejects_its_row(sheet, saved):
    for line in (["内容", "数"], ["=====求助===== 漏水", 1], ["漏水", "=1+1"], ["漏水", 3]):
        sheet.append(line)
    rows = list(read_table(saved()).rows())
    assert [row.problem and row.problem.column for row in rows] == ["A", "B", None]
    assert "A2 holds a formula" in str(rows[0].problem.reason)


def test_a_number_that_excel_does_not_keep_rejects_its_row(sheet, saved):
    for line in (["编号"], [202011220000000123], [2020112200001], ["202011220000000123"]):
        sheet.append(line)
    assert [row.problem is None for row in read_table(saved()).rows()] == [False, True, True]


def test_errors_are_looked_for_on_the_sheet_that_is_read(book, sheet, saved):
    sheet.append(["数"])
    sheet.append(["#N/A"])
    sheet["A2"].data_type = "e"
    other = book.create_sheet("好", 0)
    other.append(["数"])
    other.append([1])
    assert next(read_table(saved(), sheet="好").rows()).problem is None


@pytest.mark.parametrize(
    "heading", [188006, 1.5, wall(2020, 1, 1), "12,5", "2020-01-01", "2020年1月1日", "——"]
)
def test_a_table_that_begins_with_values_has_no_headings(sheet, saved, heading):
    sheet.append(["李四", heading])
    with pytest.raises(Refusal, match=r"Row 1 must hold the names"):
        read_table(saved())


def test_the_same_heading_twice_is_refused_by_name(sheet, saved):
    sheet.append(["姓名", "电话", None, None, "电话 "])
    with pytest.raises(Refusal, match=r"\(电话\)"):
        read_table(saved())


def test_a_column_without_a_name_between_others_keeps_its_place(sheet, saved):
    sheet.append([None, "姓\n名", None, "电话"])
    sheet.append([1, 2, 3, 4])
    table = read_table(saved())
    assert table.headers == ("", "姓 名", "", "电话")
    assert cells(table) == [(1, 2, 3, 4)]


def test_of_several_sheets_with_data_one_must_be_named(book, sheet, saved):
    sheet.append(["姓名"])
    book.create_sheet("2020年").append(["电话"])
    with pytest.raises(Refusal, match=r"Sheet, 2020年\): .*--sheet"):
        read_table(saved())
    assert read_table(saved(), sheet="2020年").headers == ("电话",)


def test_empty_hidden_and_chart_sheets_are_not_counted(book, sheet, saved):
    sheet.append(["姓名"])
    book.create_sheet("空")
    hidden = book.create_sheet("码表")
    hidden.append(["码"])
    hidden.sheet_state = "hidden"
    book.create_chartsheet("图").add_chart(BarChart())
    assert read_table(saved()).headers == ("姓名",)
    assert read_table(saved(), sheet="码表").headers == ("码",)


def test_an_unknown_sheet_is_refused_with_those_that_exist(sheet, saved):
    with pytest.raises(Refusal, match=r"“二月”.*: Sheet"):
        read_table(saved(), sheet="二月")


def test_a_workbook_has_no_encoding_to_be_named(sheet, saved):
    sheet.append(["姓名"])
    assert read_table(saved()).read_as == ""
    with pytest.raises(Refusal, match=r"leave --encoding away"):
        read_table(saved(), encoding="utf-8")


@pytest.mark.parametrize("content", [None, "   "])
def test_a_workbook_without_data_is_empty(sheet, saved, content):
    sheet["A1"] = content
    with pytest.raises(Refusal, match=r"表.xlsx is empty"):
        read_table(saved())


def test_a_cell_above_a_megabyte_rejects_its_row_alone(sheet, saved, tmp_path):
    for line in (["主题", "正文"], ["一", "LONG"], ["二", "短"]):
        sheet.append(line)
    path = repacked(saved(), tmp_path, b"LONG", "长".encode() * 400_000)
    rows = list(read_table(path).rows())
    assert [row.problem and row.problem.column for row in rows] == ["正文", None]
