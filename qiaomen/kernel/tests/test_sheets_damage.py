"""Workbooks that are locked, damaged, or made to do harm."""

import zipfile
from io import BytesIO

import pytest
import xlsxwriter
from django.utils import translation
from msoffcrypto.format.ooxml import OOXMLFile

from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets import archive, workbook
from qiaomen.kernel.sheets.reading import read_table
from qiaomen.kernel.tests.workbooks import cells, problem, repacked


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize("name", ["locked.xlsx", "locked.xls"])
def test_a_password_is_asked_to_be_removed(sheet, saved, tmp_path, name):
    sheet.append(["姓名"])
    locked = tmp_path / name
    with saved().open("rb") as plain, locked.open("wb") as out:
        OOXMLFile(plain).encrypt("secret", out)
    with pytest.raises(Refusal, match=f"{name} is protected by a password"):
        read_table(locked)


def test_a_file_cut_short_is_damaged(sheet, saved):
    path = saved()
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(Refusal, match=r"damaged"):
        read_table(path)


def test_every_flipped_byte_is_read_rightly_or_refused(sheet, saved):
    sheet.append(["姓名"])
    sheet.append(["李四"])
    path = saved()
    whole = path.read_bytes()
    for place in range(0, len(whole), 97):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            assert cells(read_table(path)) == [("李四",)]
        except Refusal:
            continue


@pytest.mark.parametrize("tag", [b"</sheets>", b"</sheetData>"])
def test_a_workbook_whose_xml_is_broken_is_damaged(sheet, saved, tmp_path, tag):
    sheet.append(["姓名"])
    with pytest.raises(Refusal, match=r"damaged"):
        read_table(repacked(saved(), tmp_path, tag, b"</"))


def test_a_workbook_that_names_a_sheet_it_does_not_have_is_damaged(sheet, saved, tmp_path):
    with pytest.raises(Refusal, match=r"damaged"):
        read_table(repacked(saved(), tmp_path, b"/xl/worksheets/sheet1.xml", b"/xl/worksheets/sheet9.xml"))


def test_a_sheet_that_the_survey_did_not_meet_is_damaged(sheet, saved, monkeypatch):
    sheet.append(["姓名"])
    monkeypatch.setattr(workbook, "surveys", lambda _path: {})
    with pytest.raises(Refusal, match="damaged"):
        read_table(saved())


def test_a_workbook_whose_checksums_do_not_fit_is_damaged(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "shared.xlsx") as shared:
        shared.add_worksheet().write(0, 0, "户主姓名")
    path = repacked(tmp_path / "shared.xlsx", tmp_path, b"-", b"-", zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace("户主".encode(), "户王".encode()))
    with pytest.raises(Refusal, match="damaged"):
        read_table(path)


def test_a_file_that_unpacks_to_far_more_is_not_unpacked(sheet, saved, monkeypatch):
    sheet.append(["姓名"])
    monkeypatch.setattr(archive, "LARGEST_UNPACKED", 1000)
    with pytest.raises(Refusal, match=r"unpacks to more than"):
        read_table(saved())


def test_a_stray_cell_far_from_the_table_is_named_instead_of_filling_the_memory(sheet, saved):
    sheet["A1"], sheet["XFD1048576"] = "姓名", "x"
    with pytest.raises(Refusal, match=r"XFD1048576"):
        read_table(saved())


def test_a_stray_cell_on_another_sheet_does_no_harm(book, sheet, saved):
    sheet["A1"] = "姓名"
    book.create_sheet("远")["XFD1048576"] = "x"
    assert read_table(saved(), sheet="Sheet").headers == ("姓名",)


def test_formats_without_content_do_not_count_as_far(sheet, saved, monkeypatch):
    sheet["A1"] = "姓名"
    sheet["Z9000"].number_format = "0.00"
    monkeypatch.setattr(workbook, "LARGEST_SHEET", 10)
    assert read_table(saved()).headers == ("姓名",)


def test_another_zip_is_no_table(tmp_path):
    path = tmp_path / "x.xlsx"
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        out.writestr("word/document.xml", "x")
    path.write_bytes(packed.getvalue())
    with pytest.raises(Refusal, match=r"x.xlsx is not a table"):
        read_table(path)


def test_an_uncommon_writer_that_numbers_no_cells_is_surveyed_all_the_same(sheet, saved, tmp_path):
    sheet.append(["姓名", "数"])
    sheet.append(["李四", "#N/A"])
    sheet["B2"].data_type = "e"
    bare = repacked(saved(), tmp_path, b' r="B2"', b"")
    assert "B2" in problem(read_table(bare))
