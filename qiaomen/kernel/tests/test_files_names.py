import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiaomen.kernel.files.names import clean, with_ending


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("照片 1.jpg", "照片 1.jpg"),
        ("a.JPEG", "a.JPEG"),
        ("C:\\Users\\a\\b.jpg", "b.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("a\u202egpj.exe", "agpj.exe.jpg"),
        ("a\u200b\r\nb\x00.jpg", "ab.jpg"),
        ("..", "attachment.jpg"),
        ("", "attachment.jpg"),
        (".jpg", "jpg.jpg"),
        ("会议2026.3", "会议2026.3.jpg"),
    ],
)
def test_a_name_is_made_harmless_and_ends_as_its_content(given_name, kept):
    assert with_ending(clean(given_name), (".jpg", ".jpeg")) == kept


@given(st.text())
def test_any_name_can_be_kept_by_a_file_system(given_name):
    kept = with_ending(clean(given_name), (".jpg",))
    assert len(kept.encode()) <= 255
    assert kept.lower().endswith(".jpg")
    assert not set(kept) & set("/\\")
    assert not any(unicodedata.category(letter) in {"Cc", "Cf"} for letter in kept)


def test_a_long_name_is_cut_between_characters_and_keeps_its_ending():
    assert with_ending("灯" * 200 + ".jpg", (".jpg",)) == "灯" * 83 + ".jpg"
