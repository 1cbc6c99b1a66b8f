from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from qiaomen.kernel.atomic import atomically
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets import writing
from qiaomen.kernel.sheets.reading import read_table
from qiaomen.kernel.sheets.rejects import RejectsFile
from qiaomen.kernel.sheets.table import Problem, Row
from qiaomen.kernel.sheets.writing import write_csv, write_xlsx

FORMULAS = ["=1+1", "+86 138", "-1", "@SUM(A1)", "＝1", "http://example.org", "007"]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def names(folder):
    return [path.name for path in folder.iterdir()]


def wall(*parts):
    return datetime(*parts)  # noqa: DTZ001 - neither Excel nor CSV knows time zones


def texts(path):
    return [row.cells for row in read_table(path).rows()]


def test_a_workbook_is_read_back_as_it_was_written(tmp_path):
    row = ("李四", 3, 2.5, date(2019, 2, 28), wall(2019, 2, 28, 11, 25, 5), None)
    write_xlsx(tmp_path / "表.xlsx", ["a", "b", "c", "d", "e", "f"], [row])
    assert texts(tmp_path / "表.xlsx") == [row]


def test_text_stays_text_in_a_workbook_whatever_it_begins_with(tmp_path):
    write_xlsx(tmp_path / "表.xlsx", ["值"], [[value] for value in FORMULAS])
    cells = [cell for (cell,) in load_workbook(tmp_path / "表.xlsx").active.iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type) for cell in cells] == [(value, "s") for value in FORMULAS]


def test_a_number_too_long_for_excel_keeps_all_its_digits(tmp_path):
    write_xlsx(tmp_path / "表.xlsx", ["值"], [[110101199003070012]])
    assert texts(tmp_path / "表.xlsx") == [("110101199003070012",)]


def test_an_instant_is_written_as_the_clock_of_the_office_shows_it(tmp_path):
    instant = datetime(2019, 2, 28, 3, 25, 5, tzinfo=UTC)
    write_xlsx(tmp_path / "表.xlsx", ["时间"], [[instant]])
    write_csv(tmp_path / "表.csv", ["时间"], [[instant]])
    assert texts(tmp_path / "表.xlsx") == [(wall(2019, 2, 28, 11, 25, 5),)]
    assert texts(tmp_path / "表.csv") == [("2019-02-28 11:25:05",)]


def test_text_longer_than_a_cell_of_excel_is_refused_not_cut(tmp_path):
    with pytest.raises(Refusal, match=r"\.csv"):
        write_xlsx(tmp_path / "表.xlsx", ["值"], [["长" * 32_768]])
    assert names(tmp_path) == []


def test_more_rows_than_excel_has_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "_ROWS", 3)
    with pytest.raises(Refusal, match=r"\.csv"):
        write_xlsx(tmp_path / "表.xlsx", ["值"], [[1], [2], [3]])
    write_xlsx(tmp_path / "表.xlsx", ["值"], [[1], [2]])


def test_a_csv_file_begins_with_the_mark_that_excel_needs(tmp_path):
    write_csv(tmp_path / "表.csv", ["姓名"], [["李四"]])
    assert (tmp_path / "表.csv").read_bytes() == "\ufeff姓名\r\n李四\r\n".encode()


def test_formulas_in_a_csv_file_are_guarded_and_numbers_are_not(tmp_path):
    write_csv(tmp_path / "表.csv", ["a", "b"], [["=1+1", -5]])
    assert (tmp_path / "表.csv").read_text("utf-8-sig") == "a,b\n'=1+1,-5\n"


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1), min_size=1
    )
)
def test_a_csv_file_gives_back_every_text_as_it_was(tmp_path_factory, values):
    path = tmp_path_factory.mktemp("csv") / "表.csv"
    write_csv(path, ["key", *(f"column {place}" for place in range(len(values)))], [["x", *values]])
    assert texts(path) == [("x", *values)]


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_folder_that_does_not_exist_is_refused_with_the_reason(tmp_path, write):
    with pytest.raises(Refusal, match="cannot be written"):
        write(tmp_path / "none" / "表.out", ["a"], [])


def test_a_failure_in_the_middle_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "表.csv"
    write_csv(path, ["a"], [["old"]])

    def rows():
        yield ["new"]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_csv(path, ["a"], rows())
    assert texts(path) == [("old",)]
    assert names(tmp_path) == ["表.csv"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_is_a_refusal(tmp_path):
    with pytest.raises(Refusal, match="No space left"), atomically(tmp_path / "表.csv"):
        Path("/dev/full").write_bytes(b"x")
    assert names(tmp_path) == []


HEADERS = ("姓名", "电话")
BAD_PHONE = Problem("not a phone", "电话")


def test_without_a_reject_there_is_no_file(tmp_path):
    with RejectsFile(tmp_path / "rejects.csv", HEADERS) as rejects:
        pass
    assert rejects.count == 0
    assert names(tmp_path) == []


def test_rejects_say_row_column_and_reason_before_the_cells_as_they_were(tmp_path):
    with RejectsFile(tmp_path / "rejects.csv", HEADERS) as rejects:
        rejects.add(Row(7, ("=李四", 138.0)), BAD_PHONE)
        rejects.add(Row(9, ()), Problem("unreadable"))
    table = read_table(tmp_path / "rejects.csv")
    assert table.headers == ("Rejected: row", "Rejected: column", "Rejected: reason", "姓名", "电话")
    assert [row.cells for row in table.rows()] == [
        ("7", "电话", "not a phone", "=李四", "138"),
        ("9", None, "unreadable", None, None),
    ]
    assert rejects.count == 2


def test_rejects_keep_the_cells_beyond_the_headings(tmp_path):
    with RejectsFile(tmp_path / "rejects.csv", ("姓名",)) as rejects:
        rejects.add(Row(2, ("李四", "一路"), Problem("Shifted.")), Problem("Shifted."))
    assert "Shifted.,李四,一路" in (tmp_path / "rejects.csv").read_text("utf-8-sig")


def test_rejects_that_are_rejected_again_do_not_pile_up_columns(tmp_path):
    with RejectsFile(tmp_path / "one.csv", HEADERS) as rejects:
        rejects.add(Row(7, ("李四", "x")), BAD_PHONE)
    table = read_table(tmp_path / "one.csv")
    with RejectsFile(tmp_path / "two.csv", table.headers) as rejects:
        rejects.add(next(table.rows()), BAD_PHONE)
    assert texts(tmp_path / "two.csv") == [("2", "电话", "not a phone", "李四", "x")]


def test_rejects_of_an_import_that_breaks_off_are_not_left_half_written(tmp_path):
    def import_until_it_breaks():
        with RejectsFile(tmp_path / "rejects.csv", HEADERS) as rejects:
            rejects.add(Row(7, ("李四", "x")), BAD_PHONE)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        import_until_it_breaks()
    assert names(tmp_path) == []
