import os
import stat
from datetime import timedelta
from hashlib import sha256

import pytest

from qiaomen.kernel.files import path_of, store, sweep
from qiaomen.kernel.refusal import Refusal


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "attachments"
    return settings.MEDIA_ROOT


def keep(content):
    digest = sha256(content).hexdigest()
    store(content, digest)
    return digest


def make_old(path):
    os.utime(path, (0, 0))


def test_what_is_stored_is_found_by_its_digest():
    assert path_of(keep(b"a photo")).read_bytes() == b"a photo"


def test_only_the_owner_may_read_it():
    assert stat.S_IMODE(path_of(keep(b"a photo")).stat().st_mode) == 0o600


def test_the_same_content_is_kept_once(folder):
    keep(b"a photo")
    keep(b"a photo")
    assert len(list(folder.glob("*/*"))) == 1


def test_a_full_disk_is_refused_and_leaves_nothing(folder, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refusal, match="No space left on device"):
        keep(b"a photo")
    assert list(folder.glob("*/*")) == []


def test_a_folder_that_nobody_may_write_is_refused(folder):
    folder.write_text("not a folder")
    with pytest.raises(Refusal, match="cannot be written"):
        keep(b"a photo")


def test_sweeping_removes_old_strays_and_unfinished_files_only(folder):
    wanted, stray, young = keep(b"wanted"), keep(b"stray"), keep(b"young")
    unfinished = path_of(stray).with_name(".part-1")
    unfinished.write_bytes(b"unf")
    for path in (path_of(wanted), path_of(stray), unfinished):
        make_old(path)
    assert sweep({wanted}) == 2
    assert {path.name for path in folder.glob("*/*")} == {wanted, young}


def test_a_stray_that_is_wanted_again_is_young_again():
    digest = keep(b"a photo")
    make_old(path_of(digest))
    keep(b"a photo")
    assert sweep(set()) == 0


def test_an_erasure_need_not_wait():
    erased = keep(b"a photo")
    assert sweep(set(), older_than=timedelta(0)) == 1
    assert not path_of(erased).exists()


def test_two_sweeps_at_once_do_not_stumble_over_each_other(monkeypatch):
    digest = keep(b"a photo")
    make_old(path_of(digest))
    path_of(digest).unlink()
    monkeypatch.setattr("pathlib.Path.glob", lambda *_: [path_of(digest)])
    assert sweep(set()) == 0


def test_sweeping_before_anything_was_stored_is_harmless():
    assert sweep(set()) == 0
