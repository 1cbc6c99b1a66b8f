"""A folder of mails is emptied; nothing in it is lost, and nothing is taken in twice."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DataError, OperationalError

from qiaomen.kernel import clock
from qiaomen.kernel.refusal import Refusal
from qiaomen.mailbox import boxes, fetching, tasks
from qiaomen.mailbox.boxes import folder as folders
from qiaomen.mailbox.fetching import fetch
from qiaomen.mailbox.outcomes import Fate
from qiaomen.mailbox.tests import mails
from qiaomen.matters.models import Matter
from tests.world import World


def put(place: Path, content: bytes, name: str = "a.eml", age: int = 60) -> Path:
    path = place / name
    path.write_bytes(content)
    moment = clock.now().timestamp() - age
    os.utime(path, (moment, moment))
    return path


def shelf(place: Path, name: str) -> list[str]:
    return sorted(path.name for path in (place / name).glob("*"))


def test_a_mail_is_taken_in_and_put_aside(world: World, drop: Path):
    put(drop, mails.plain())
    assert fetch().fates == {Fate.NEW: 1}
    assert shelf(drop, "taken") == ["a.eml"]
    assert fetch().fates == {}


def test_the_oldest_comes_first(world: World, drop: Path):
    put(drop, mails.plain(subject="late", number=1), "a.eml", age=10)
    put(drop, mails.plain(subject="early", number=2), "b.EML", age=20)
    fetch()
    assert list(Matter.objects.order_by("number").values_list("title", flat=True)) == ["early", "late"]


def test_a_file_that_is_still_being_written_waits(world: World, drop: Path):
    put(drop, mails.plain(), age=folders.QUIET - 1)
    assert fetch().fates == {}


def test_other_files_and_links_are_left_alone(world: World, drop: Path, tmp_path: Path):
    (drop / "b.eml").symlink_to(put(tmp_path, mails.plain()))
    put(drop, mails.plain(), "notes.txt")
    assert fetch().fates == {}


def test_what_is_refused_lies_beside_its_reason(world: World, drop: Path):
    put(drop, mails.plain("", subject=""))
    put(drop, mails.plain("", subject=""), "b.eml")
    assert [name for name, _reason in fetch().refused] == ["a.eml", "b.eml"]
    assert shelf(drop, "refused") == ["a.eml", "a.eml.txt", "b.eml", "b.eml.txt"]
    assert (drop / "refused" / "a.eml.txt").read_text(encoding="utf-8").strip()


def test_a_name_that_is_taken_already_is_not_overwritten(world: World, drop: Path):
    for number in range(2):
        put(drop, mails.plain(number=number))
        fetch()
    assert shelf(drop, "taken") == ["a-2.eml", "a.eml"]


def test_what_a_machine_wrote_is_ignored(world: World, drop: Path):
    put(drop, mails.plain(Auto_Submitted="auto-replied"))
    fetch()
    assert shelf(drop, "ignored") == ["a.eml"]


@pytest.mark.parametrize("fault", [KeyError, DataError, UnicodeError])
def test_a_mail_that_nobody_can_read_does_not_keep_the_others_waiting(
    world: World, drop: Path, monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
):
    def fail():
        raise fault

    take = fetching.take
    monkeypatch.setattr(
        fetching, "take", lambda content, _bound: fail() if b"bad" in content else take(content)
    )
    put(drop, mails.plain(subject="bad"))
    put(drop, mails.plain(number=2), "b.eml", age=30)
    report = fetch()
    assert report.fates == {Fate.REFUSED: 1, Fate.NEW: 1}
    assert (shelf(drop, "refused"), shelf(drop, "taken")) == (["a.eml", "a.eml.txt"], ["b.eml"])


@pytest.mark.parametrize("fault", [OperationalError, OSError, None])
def test_when_the_machine_fails_the_mail_waits(
    world: World, drop: Path, monkeypatch: pytest.MonkeyPatch, fault: type[Exception] | None
):
    def fail(*_mail):
        if fault:
            raise fault
        raise Refusal("the disk is full") from OSError()

    monkeypatch.setattr(fetching, "take", fail)
    path = put(drop, mails.plain())
    with pytest.raises((OperationalError, OSError, Refusal)):
        fetch()
    assert path.exists()


def test_killed_between_writing_and_moving_it_is_not_taken_in_twice(
    world: World, drop: Path, monkeypatch: pytest.MonkeyPatch
):
    put(drop, mails.plain())
    with monkeypatch.context() as patch:
        patch.setattr(folders.FolderSlip, "put", _killed)
        with pytest.raises(KeyboardInterrupt):
            fetch()
    assert fetch().fates == {Fate.ALREADY: 1}
    assert Matter.objects.count() == 1


def _killed(*_args):
    raise KeyboardInterrupt


def test_a_mail_that_another_run_has_moved_is_passed_over(
    world: World, drop: Path, monkeypatch: pytest.MonkeyPatch
):
    path = put(drop, mails.plain())
    monkeypatch.setattr(folders.FolderSlip, "content", lambda _slip: path.unlink() or path.read_bytes())
    assert fetch().fates == {}


def test_a_mail_that_is_far_too_large_is_not_read(world: World, drop: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(folders, "LARGEST", 10)
    put(drop, mails.plain())
    assert "megabytes" in fetch().refused[0][1]


def test_a_maildir_is_read_from_new_and_cur(world: World, drop: Path):
    for room in ("new", "cur", "tmp"):
        (drop / room).mkdir()
        put(
            drop / room,
            mails.plain(subject=room, number=len(room) + len(list(drop.iterdir()))),
            f"1.{room}",
            age=0,
        )
    fetch()
    assert sorted(Matter.objects.values_list("title", flat=True)) == ["cur", "new"]


def test_after_a_month_what_was_taken_in_is_cleared_and_what_was_refused_stays(world: World, drop: Path):
    put(drop, mails.plain())
    put(drop, mails.plain("", subject=""), "b.eml")
    fetch()
    with clock.told(clock.now() + timedelta(days=40_000)):  # files bear the true clock's time
        fetch()
    assert (shelf(drop, "taken"), len(shelf(drop, "refused"))) == ([], 2)


@pytest.mark.parametrize("named", ["", "/no/such/folder", "pop3://host"])
def test_a_box_that_is_none_is_told(settings, named: str):
    settings.QIAOMEN_MAIL = named
    with pytest.raises(Refusal, match="QIAOMEN_MAIL"):
        fetch()


def test_a_shelf_for_every_fate():
    assert {fetching.SHELVES.get(fate, boxes.Shelf.TAKEN) for fate in Fate} == set(boxes.Shelf)


def test_the_clock_fetches_too_and_the_log_says_what_was_refused(
    world: World, drop: Path, caplog: pytest.LogCaptureFixture
):
    put(drop, mails.plain("", subject=""))
    tasks.fetch.call()
    assert caplog.messages[0].startswith("a.eml: ")
