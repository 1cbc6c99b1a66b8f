"""Tables in text files, as programs and people write them."""

import os
import tracemalloc

import pytest
from django.utils import translation

from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.reading import read_table


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def file(tmp_path):
    def write(content, encoding="utf-8"):
        path = tmp_path / "表.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


def cells(path):
    return [row.cells for row in read_table(path).rows()]


TABLE = "姓名,电话\r\n李四,13800138000\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_every_usual_encoding_is_recognised(file, encoding):
    assert cells(file(TABLE, encoding)) == [("李四", "13800138000")]


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_both_orders_of_utf_16_are_recognised(file, mark):
    order = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    assert cells(file(mark + TABLE.encode(order))) == [("李四", "13800138000")]


def test_an_encoding_from_elsewhere_is_guessed_at_last(file):
    assert cells(file("Straße;Café\nMüller;René\n", "cp1252")) == [("Müller", "René")]


def test_the_whole_file_decides_the_encoding_not_its_beginning(file):
    content = "name,phone\n" + "abc,1\n" * 30_000 + "李四,2\n"
    assert cells(file(content, "gb18030"))[-1] == ("李四", "2")


def test_a_broken_character_in_utf_8_is_refused_instead_of_read_as_another_encoding(file):
    broken = ("姓名,电话\n" + "和平社区第三网格,1\n" * 20).encode() + b"\xd0\xd0,2\n"
    assert broken.decode("gb18030")
    with pytest.raises(Refusal, match=r"cannot be read"):
        read_table(file(broken))


def test_a_file_that_ends_within_a_character_is_refused(file):
    with pytest.raises(Refusal, match=r"cannot be read"):
        read_table(file(("姓名,电话\n" + "和平社区第三网格,李四\n" * 20).encode()[:-2]))


def test_a_mark_that_the_file_does_not_keep_is_refused(file):
    with pytest.raises(Refusal, match=r"cannot be read"):
        read_table(file(b"\xef\xbb\xbf" + TABLE.encode("gb18030")))


def test_bytes_that_no_encoding_knows_are_refused(file):
    with pytest.raises(Refusal, match=r"cannot be read"):
        read_table(file(b"a,b\n" + bytes(range(0x80, 0x100)) + b"\xff\x80\x81\xff" * 9))


@pytest.mark.parametrize(
    ("content", "encoding", "told"),
    [
        (TABLE, "utf-8", "read as UTF-8, separated by commas"),
        (TABLE, "utf-8-sig", "read as UTF-8, separated by commas"),
        (TABLE.replace(",", ";"), "gb18030", "read as GB18030, separated by semicolons"),
        (TABLE.replace(",", "\t"), "utf-16", "read as UTF-16, separated by tabs"),
        ("内容|编号\n一,二|3\n", "utf-8", "read as UTF-8, with a single column"),
    ],
)
def test_what_was_guessed_of_a_text_file_is_told(file, content, encoding, told):
    assert read_table(file(content, encoding)).read_as == told


KOREAN = "제목,전화번호\n가로등이 꺼졌습니다,10000000001\n"


def test_an_encoding_that_is_named_is_not_guessed(file):
    path = file(KOREAN, "cp949")
    assert read_table(path).headers != ("제목", "전화번호")
    table = read_table(path, encoding="CP949")
    assert (table.headers, table.read_as) == (("제목", "전화번호"), "read as CP949, separated by commas")


@pytest.mark.parametrize(
    ("written", "named"),
    [("utf-8-sig", "UTF8"), ("utf-8", "utf-8"), ("utf-16", "UTF-16LE"), ("utf-16", "utf_16")],
)
def test_the_mark_of_the_byte_order_is_no_part_of_the_first_heading(file, written, named):
    table = read_table(file('"제목, 짧게",번호\n한 줄,1\n', written), encoding=named)
    assert table.headers == ("제목, 짧게", "번호")


@pytest.mark.parametrize("encoding", ["klingon", "hex", "undefined"])
def test_an_encoding_that_is_none_is_refused(file, encoding):
    with pytest.raises(Refusal, match=rf"“{encoding}” is no encoding"):
        read_table(file(TABLE), encoding=encoding)


def test_an_encoding_that_does_not_fit_the_file_is_refused(file):
    with pytest.raises(Refusal, match=r"表.csv is not written in UTF-8"):
        read_table(file(TABLE, "gb18030"), encoding="utf-8")


@pytest.mark.parametrize(("separator", "other"), [(",", ";"), (";", ","), ("\t", ",")])
def test_the_separator_of_the_headings_counts(file, separator, other):
    assert cells(file(f"姓名{separator}住址\n李四{separator}一路{other}二号\n")) == [
        ("李四", f"一路{other}二号")
    ]


def test_a_table_of_one_column_keeps_its_commas(file):
    assert cells(file("内容\n一,二;三\n")) == [("一,二;三",)]


def test_a_cell_of_several_lines_is_one_row_and_counts_as_one(file):
    rows = list(read_table(file('姓名,正文\n李四,"一\n二 ""三"""\n\n , \n王五,四\n')).rows())
    assert [(row.number, row.cells) for row in rows] == [(2, ("李四", '一\n二 "三"')), (5, ("王五", "四"))]


def test_short_rows_are_filled_and_empty_cells_are_none(file):
    assert cells(file("a,b,c,,\n1,,\n2\n")) == [("1", None, None), ("2", None, None)]


def test_a_row_wider_than_the_headings_is_rejected_since_its_cells_are_shifted(file):
    rows = list(read_table(file("姓名,住址,电话\n李四,一路,二号,138\n王五,一路,139,\n")).rows())
    assert [bool(row.problem) for row in rows] == [True, False]
    assert "3 columns" in str(rows[0].problem.reason)


def test_quotation_marks_that_do_not_match_reject_their_row_alone(file):
    rows = list(read_table(file('a,b\n"甲"乙,1\n丙,2\n')).rows())
    assert [(row.number, bool(row.problem), row.cells[0]) for row in rows] == [
        (2, True, "甲乙"),
        (3, False, "丙"),
    ]


def test_a_quotation_mark_never_closed_names_the_lines_that_it_swallowed(file):
    rows = list(read_table(file('a,b\n甲,1\n"乙,2\n丙,3\n')).rows())
    assert [bool(row.problem) for row in rows] == [False, True]
    assert "lines 3 to 4" in str(rows[1].problem.reason)
    assert rows[1].cells == ("乙,2\n丙,3\n", None)


def test_what_the_headings_have_no_column_for_is_kept_of_a_rejected_row(file):
    rows = list(read_table(file('a,b\n"甲"乙,1,2,3\n甲,1,2,3\n')).rows())
    assert [row.cells for row in rows] == [("甲乙", "1", "2", "3"), ("甲", "1", "2", "3")]
    assert "quotation marks in lines 2 to 2" in str(rows[0].problem.reason)


def test_a_text_file_has_no_sheets_to_choose_from(file):
    with pytest.raises(Refusal, match=r"has no sheets: leave --sheet away"):
        read_table(file(TABLE), sheet="一月")


def test_headings_with_unmatched_quotation_marks_are_refused(file):
    with pytest.raises(Refusal, match=r"Row 1 must hold the names"):
        read_table(file('"a"b,c\n1,2\n'))


def test_a_cell_of_ten_megabytes_rejects_its_row_alone(file):
    rows = list(read_table(file("a,b\n1," + "x" * 10_000_000 + "\n2,y\n")).rows())
    assert [row.problem and row.problem.column for row in rows] == ["b", None]


def test_a_long_file_is_read_in_constant_memory(file):
    path = file("编号,正文\n" + f"1,{'路灯不亮' * 20}\n" * 20_000)
    tracemalloc.start()
    try:
        assert read_table(path).total == 20_000
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("content", ["", "\ufeff", "\n  \n\n"])
def test_a_file_without_a_table_is_empty(file, content):
    with pytest.raises(Refusal, match=r"is empty"):
        read_table(file(content))


@pytest.mark.parametrize(
    ("content", "value"), [("188006,李四\n188007,王五\n", "188006"), (",,,\n,,,\n", ",,,")]
)
def test_a_table_without_headings_is_refused(file, content, value):
    with pytest.raises(Refusal, match=rf"“{value}”"):
        read_table(file(content))


def test_headings_alone_are_a_table_of_no_rows(file):
    assert read_table(file("姓名,电话")).total == 0


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "JPG"),
        (b"\r\n <HTML xmlns:x='urn'><table>", "HTML"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "HTML"),
        (b'<?xml version="1.0"?><Workbook>', "XML"),
        (b"MIME-Version: 1.0\n", "MHTML"),
        (b"\0\1\2\3 nothing known", "of an unknown kind"),
    ],
)
def test_other_files_are_refused_as_what_they_are(file, content, kind):
    with pytest.raises(Refusal, match=rf"表.csv is not a table.*{kind}"):
        read_table(file(content))


def test_column_names_like_the_marks_of_pictures_and_programs_are_headings(file):
    assert read_table(file("BM,XM\n1,2\n")).headers == ("BM", "XM")
    assert read_table(file("MZ,XM\n1,2\n")).headers == ("MZ", "XM")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(Refusal, match=r"no file .*gone.csv"):
        read_table(tmp_path / "gone.csv")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(Refusal, match=r"is a folder"):
        read_table(tmp_path)


def test_a_file_that_may_not_be_opened_says_why(file, monkeypatch):
    path = file(TABLE)

    def forbidden(*_args):
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(type(path), "open", forbidden)
    with pytest.raises(Refusal, match=r"Permission denied"):
        read_table(path)
