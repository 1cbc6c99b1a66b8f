"""The .xls of 1997 to 2003, which many offices still send."""

import base64
import gzip
from datetime import datetime

import pytest
from django.utils import translation

from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets import trial
from qiaomen.kernel.sheets.reading import read_table

# No library that the project uses writes this format. Headings 姓名, 日期, 人数; a row of values; a row whose
# first two cells are merged; a row with the formula =1/0.
_BOOK = """
H4sIAAAAAAACA+1YTUhUURT+7nvznB+ccTQn0GoapKxMkGpTgo4F5arBQvpDKG0GDfOHsY0tasoGgoiCVkUbwRZtrDb9E7VrERi5CIrAKWbl
KihoofM658x7NZqBAyUZ73vcc8495557z7v/772eKJ8avVedwTw0Q0fO9KKkQKcoee1MEGQ3TRZt7qFkOlhW8HpoIEsMPPG/cvMY8nhnoOGu
6wVR4COlDgwiNtCfiCwhdkkMnYpjaCKqcJM0AVRJVBVCjwtdIfSOlHwqtEU0l4U2UdkpdQQT0VjddmsWH9JqxBYA1/tAfN6JZgtCeMmz+OxV
lS9rYGfyROfJZWYIu0oxBhrQ1kR/Isn5EG7xkh0mNPQ1xCM9jX19jUNDU6ikIR/DVzMCfLHX9vOIo19avQLpv83Vu3+j99BQztdf01xACuYx
WSpplGK1iy2aUqmeizNokIXNieyTh/3txLKJtd3EHscGE8Ri3e8PEPO0j16iuZTw8V4ve0Nwzt7glzVTSjSOMpHLZeUEKayZ25/f7O1qix4V
TUrOg/ypsZ7Dg4lz7EHOAdj1gc4ZoE48Ngs9L7WuErlaaCVNa+K1bSFL2DMiZS6ItZba2SaYjG4okDeSnJ7e9zCc/hTdRPJ4a+Z05fjb6Chq
6BSLkz8/I6hX9erGdcajqM2VtcN8EFr1y27j0YJW7KZ1NJZhFj4Ry4Xmc9w76kdOs/qKvdUC3kq8uT906iGOrgLrpjt2XGnJtpzR2M41bLVq
0BeoQZcauK+f0RvrVvvsq4tvieVrSDRzfQ3xNWRc1hBXVix8pucLuhFWCJM9K8HqYlZo1ipwn9+LNt6f8MGBAwcOHDhw4MDBPwglN8H8LZzv
jYZ1L3db/3VmKeWc3yT/LfZjgJ5T9Dm5G/3Ekxguav6shKHsutQifez/hYyD1HoSveiSOHqLnr/0naYK32fRjsE/t4SKbT9XTJx/uf3vME/C
8AAWAAA=
"""


def wall(*parts):
    return datetime(*parts)  # noqa: DTZ001 - the wall clock of a cell has no zone


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "旧表.xls"
    path.write_bytes(gzip.decompress(base64.b64decode(_BOOK)))
    return path


def test_an_old_workbook_is_read_like_a_new_one(old):
    table = read_table(old)
    assert table.headers == ("姓名", "日期", "人数")
    assert next(table.rows()).cells == ("李四", wall(2019, 2, 28, 11, 25, 5), 12)


def test_the_ending_of_the_name_does_not_matter(old):
    assert read_table(old.rename(old.with_suffix(".xlsx"))).headers[0] == "姓名"


def test_a_password_of_an_old_workbook_is_asked_to_be_removed(old):
    code_page, file_pass = bytes.fromhex("42000200"), bytes.fromhex("2f000200")
    old.write_bytes(old.read_bytes().replace(code_page, file_pass, 1))
    with translation.override("en"), pytest.raises(Refusal, match="protected by a password"):
        read_table(old)


def test_merged_cells_of_an_old_workbook_are_seen(old):
    with translation.override("en"):
        assert ["A4:B4" in str(row.problem and row.problem.reason) for row in read_table(old).rows()][:2] == [
            False,
            True,
        ]


def test_an_old_workbook_cut_short_is_damaged(old):
    old.write_bytes(old.read_bytes()[:3000])
    with translation.override("en"), pytest.raises(Refusal, match=r"damaged|not a table"):
        read_table(old)


@pytest.mark.parametrize(("place", "harm"), [(1498, "panic"), (1656, "more memory than there is")])
def test_damage_that_would_end_the_process_of_the_reader_is_a_refusal(old, place, harm):
    content = bytearray(old.read_bytes())
    content[place] = 0xFF
    old.write_bytes(content)
    with translation.override("en"), pytest.raises(Refusal, match="damaged"):
        read_table(old)


def test_a_trial_that_takes_too_long_counts_as_damage(old, monkeypatch):
    monkeypatch.setattr(trial, "_SECONDS", 0)
    assert not trial.survives(old)


def test_a_trial_survives_what_the_reader_will_say_in_words(old):
    trial.attempt(str(old))
    old.write_bytes(b"no workbook")
    trial.attempt(str(old))
    assert trial.survives(old)


def test_another_old_office_document_is_no_table(tmp_path):
    letter = tmp_path / "letter.xls"
    letter.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le") + bytes(600))
    with translation.override("en"), pytest.raises(Refusal, match=r"letter.xls is not a table"):
        read_table(letter)
