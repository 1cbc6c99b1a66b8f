from dataclasses import dataclass, replace
from shutil import copyfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qiaomen.kernel.keys import Keyring
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sealing import give_data_key, open_sealed, seal, unwrap, wrap


@dataclass
class Row:
    stream: str
    wrapping_key_id: str = ""
    data_key: bytes | memoryview | None = None


def new_row(stream: str = "matter/JY-2026-000001") -> Row:
    row = Row(stream)
    give_data_key(row)
    return row


@given(st.text())
@example("half a character: \ud800")
def test_any_text_is_opened_as_it_was_sealed(text):
    row = new_row()
    assert open_sealed(row, "phone", seal(row, "phone", text)) == text


def test_what_a_database_gives_as_a_memoryview_is_opened():
    row = new_row()
    sealed = seal(row, "phone", "+8613800138000")
    fetched = replace(row, data_key=memoryview(row.data_key))
    assert open_sealed(fetched, "phone", memoryview(sealed)) == "+8613800138000"


def test_the_same_text_is_never_sealed_alike():
    row = new_row()
    assert seal(row, "phone", "1") != seal(row, "phone", "1")


@given(st.data())
def test_any_changed_byte_is_refused(data):
    row = new_row()
    sealed = bytearray(seal(row, "phone", "+8613800138000"))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Refusal, match="phone of matter/JY-2026-000001 is damaged"):
        open_sealed(row, "phone", bytes(sealed))


@pytest.mark.parametrize("kept", [0, 1, 12, 27, 28, 35])
def test_a_cut_ciphertext_is_refused(kept):
    row = new_row()
    with pytest.raises(Refusal, match="damaged"):
        open_sealed(row, "phone", seal(row, "phone", "12345678")[:kept])


def test_a_ciphertext_opens_in_no_other_field():
    row = new_row()
    with pytest.raises(Refusal, match="damaged"):
        open_sealed(row, "name", seal(row, "phone", "1"))


def test_a_ciphertext_opens_in_no_other_record_even_with_its_key():
    row, other = new_row(), Row("matter/2")
    wrap(other, unwrap(row))
    with pytest.raises(Refusal, match="phone of matter/2 is damaged"):
        open_sealed(other, "phone", seal(row, "phone", "1"))


def test_a_data_key_opens_in_no_other_record():
    with pytest.raises(Refusal, match="data key of matter/2 is damaged"):
        unwrap(replace(new_row(), stream="matter/2"))


def test_record_and_field_are_not_run_together():
    row = new_row("matter/1")
    with pytest.raises(Refusal, match="damaged"):
        open_sealed(replace(row, stream="matter/1/a"), "b", seal(row, "a/b", "1"))


def test_a_data_key_under_the_name_of_another_wrapping_key_is_refused():
    row = new_row()
    Keyring.load().add()
    with pytest.raises(Refusal, match="data key of matter/JY-2026-000001 is damaged"):
        unwrap(replace(row, wrapping_key_id=Keyring.load().current.id))


def test_a_wrapping_key_opens_nothing_under_another_name(other_installation):
    other_installation()
    row = new_row()
    folder = Keyring.load().folder
    copyfile(folder / f"{row.wrapping_key_id}.key", folder / "copy.key")
    with pytest.raises(Refusal, match="data key of matter/JY-2026-000001 is damaged"):
        unwrap(replace(row, wrapping_key_id="copy"))


def test_a_damaged_data_key_is_refused():
    row = new_row()
    with pytest.raises(Refusal, match="data key of matter/JY-2026-000001 is damaged"):
        unwrap(replace(row, data_key=row.data_key[:-1]))


def test_what_was_erased_is_neither_read_nor_added_to():
    row = new_row()
    sealed = seal(row, "phone", "1")
    erased = replace(row, wrapping_key_id="", data_key=None)
    with pytest.raises(Refusal, match="erased"):
        open_sealed(erased, "phone", sealed)
    with pytest.raises(Refusal, match="erased"):
        seal(erased, "phone", "2")


def test_a_row_stays_readable_when_its_data_key_is_wrapped_again():
    row = new_row()
    sealed = seal(row, "phone", "1")
    Keyring.load().add()
    moved = replace(row)
    wrap(moved, unwrap(row))
    assert moved.wrapping_key_id != row.wrapping_key_id
    assert open_sealed(moved, "phone", sealed) == "1"
