import os
import stat
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor

import pytest

from qiaomen.kernel.keys import Keyring
from qiaomen.kernel.refusal import Refusal


@pytest.fixture
def home(other_installation):
    return other_installation()


def test_a_new_home_gets_its_first_keys(home):
    keyring = Keyring.load()
    assert keyring.ids == {keyring.current.id}
    assert (home / "installation").exists()


def test_only_the_owner_may_read_the_keys(home):
    folder = Keyring.load().folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


def test_keys_lie_outside_the_home_by_default(home, monkeypatch, tmp_path):
    monkeypatch.delenv("QIAOMEN_KEYS")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = Keyring.load().folder
    name = (home / "installation").read_text().strip()
    assert folder == tmp_path / "config" / "qiaomen" / name


def test_a_moved_home_finds_its_keys(home, monkeypatch, settings, tmp_path):
    monkeypatch.delenv("QIAOMEN_KEYS")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    before = Keyring.load()
    settings.QIAOMEN_HOME = home.rename(tmp_path / "moved")
    assert Keyring.load() is before


def test_a_new_home_takes_the_keys_that_were_put_ready(home, settings, tmp_path):
    before = Keyring.load()
    settings.QIAOMEN_HOME = tmp_path / "restored"
    assert Keyring.load() is before


def test_an_old_home_without_its_keys_is_refused_and_given_no_others(home, monkeypatch, tmp_path):
    home.mkdir()
    (home / "installation").write_text("0123456789abcdef\n")
    with pytest.raises(Refusal, match="QIAOMEN_KEYS"):
        Keyring.load()
    assert not (tmp_path / "keys").exists()


def test_no_two_keys_are_alike(home):
    keyring = Keyring.load()
    secrets = {keyring.current.secret, keyring.lookup, keyring.tracking, keyring.add().secret}
    assert len(secrets) == 4


def test_an_added_key_is_current_at_once_and_the_older_one_remains(home):
    older = Keyring.load().current
    added = Keyring.load().add()
    assert Keyring.load().current == added
    assert Keyring.load().get(older.id) == older


def test_a_missing_key_is_refused_with_its_file_and_found_when_put_back(home):
    keyring = Keyring.load()
    older = keyring.current
    keyring.add()
    keyring.retire([older.id])
    file = keyring.folder / f"{older.id}.key"
    with pytest.raises(Refusal, match=str(file)):
        Keyring.load().get(older.id)
    (keyring.folder / "retired" / file.name).rename(file)
    assert Keyring.load().get(older.id) == older


def test_the_current_key_is_never_retired(home):
    keyring = Keyring.load()
    keyring.retire(keyring.ids)
    assert keyring.ids == {keyring.current.id}


@pytest.mark.parametrize("damage", [b"", b"not a key", b64encode(b"too short"), b"\xff\xfe"])
def test_a_damaged_key_file_is_refused_with_its_name(home, damage):
    keyring = Keyring.load()
    (keyring.folder / "20200101-00000000.key").write_bytes(damage)
    with pytest.raises(Refusal, match=r"20200101-00000000\.key.*damaged"):
        keyring.get("20200101-00000000")


def test_a_folder_that_cannot_be_written_is_refused(home, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refusal, match="No space left on device"):
        Keyring.load()
    assert not (home / "installation").exists()
    assert list((home.parent / "keys").iterdir()) == []


def test_keys_do_not_show_when_printed(home):
    keyring = Keyring.load()
    assert "secret" not in repr(keyring)
    assert "lookup" not in repr(keyring)


def test_workers_that_start_together_make_one_set_of_keys(home):
    with ThreadPoolExecutor(8) as workers:
        rings = list(workers.map(lambda _: Keyring.load(), range(8)))
    assert len({keyring.current.id for keyring in rings}) == 1
    assert len(rings[0].ids) == 1
