import fcntl
import os

import pytest

from qiaomen.kernel.atomic import locked, write_whole
from qiaomen.kernel.refusal import Refusal


def test_a_file_is_replaced_whole(tmp_path):
    file = tmp_path / "new" / "file"
    write_whole(file, b"one")
    write_whole(file, b"two")
    assert file.read_bytes() == b"two"
    assert list(file.parent.iterdir()) == [file]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    file = tmp_path / "file"
    write_whole(file, b"one")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refusal, match="No space left on device"):
        write_whole(file, b"two")
    assert file.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [file]


def is_free(folder):
    with (folder / ".lock").open("ab") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def test_a_locked_folder_is_free_again_afterwards(tmp_path):
    with locked(tmp_path):
        assert not is_free(tmp_path)
    assert is_free(tmp_path)


def test_what_is_written_whole_is_for_its_owner_only(tmp_path):
    write_whole(tmp_path / "file", b"one")
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600
