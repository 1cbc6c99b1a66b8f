"""Whatever breaks an import off, nothing is lost and nothing doubled."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.db import OperationalError, connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.verification import verify
from qiaomen.matters.importing import running
from qiaomen.matters.models import ImportRun, Matter, Telling
from qiaomen.matters.tests import killed_import
from qiaomen.matters.tests.message_files import bring_in, message, save
from tests.world import World

FOR_GOOD = pytest.mark.django_db(transaction=True)  # as in an office: every chunk is committed


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "CHUNK", 4)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return save(tmp_path / "messages.xlsx", [message(number) for number in range(10)])


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Inside, the second chunk meets the fault that is set by `fail`."""
    with monkeypatch.context() as patch:
        yield patch


def fail(patch: pytest.MonkeyPatch, fault: BaseException) -> None:
    receive_many, met = running.receive_many, []

    def failing(told, *, by):
        met.append(told)
        if len(met) == 2:
            raise fault
        return receive_many(told, by=by)

    patch.setattr(running, "receive_many", failing)


def require_whole(rows: int = 10) -> None:
    assert Matter.objects.count() == Telling.objects.count() == rows
    assert verify().broken is None


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full"),
        (OperationalError("database or disk is full"), "the disk is full"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
        (OperationalError("connection\nlost"), "connection lost"),
        (KeyboardInterrupt(), "stopped by hand"),
        (Refusal("This installation is empty."), "This installation is empty"),
    ],
)
def test_a_fault_in_the_middle_says_how_many_are_in_and_the_next_run_goes_on(
    world: World, file: Path, failing: pytest.MonkeyPatch, fault: BaseException, reason: str
):
    fail(failing, fault)
    with pytest.raises(Refusal, match=f"^4 rows are in, then the import stopped: {reason}\\. .*goes on"):
        bring_in(file)
    failing.undo()
    assert ImportRun.objects.get().ended_at is None
    assert bring_in(file).counts() == {"received": 6, "already": 4, "rejected": 0}
    require_whole()


def test_rejects_that_cannot_be_written_are_such_a_fault(world: World, tmp_path: Path, monkeypatch):
    file = save(tmp_path / "messages.xlsx", [message(1), message(2, time="2026/2/30")])
    monkeypatch.setattr(running, "rejects_path", lambda *_args: tmp_path / "gone" / "rejects.csv")
    with pytest.raises(Refusal, match=r"^1 rows are in, .*cannot be written"):
        bring_in(file)


@FOR_GOOD
@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite can be told how large it may become")
def test_a_full_database_is_told_in_one_sentence_and_the_next_run_goes_on(world: World, tmp_path: Path):
    file = save(tmp_path / "messages.xlsx", [message(number, f"{number}漏水" * 1000) for number in range(40)])
    with pages_left(80), pytest.raises(Refusal, match=r"^\d+ rows are in, .*disk is full"):
        bring_in(file)
    taken_in = Matter.objects.count()
    assert 0 < taken_in < 40
    assert bring_in(file).counts() == {"received": 40 - taken_in, "already": taken_in, "rejected": 0}
    require_whole(40)


@contextmanager
def pages_left(pages: int) -> Iterator[None]:
    """Inside, the database may grow by so many pages only."""

    def ask(pragma: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute(pragma)
            return cursor.fetchone()[0]

    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # no page is left over from other tests
    ask(f"PRAGMA max_page_count={ask('PRAGMA page_count') + pages}")
    try:
        yield
    finally:
        ask("PRAGMA max_page_count=1073741823")


@FOR_GOOD
def test_killed_before_it_could_commit_it_loses_and_doubles_nothing(world: World, file: Path, root: Path):
    own = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "QIAOMEN_HOME": str(configured.QIAOMEN_HOME),
        "PYTHONPATH": str(root),
    }
    killed = subprocess.run(
        [sys.executable, killed_import.__file__, str(connection.settings_dict["NAME"]), str(file)],
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert Matter.objects.count() == 4
    assert bring_in(file).counts() == {"received": 6, "already": 4, "rejected": 0}
    require_whole()


MESSAGES = st.lists(
    st.tuples(st.one_of(st.none(), st.integers(0, 4)), st.sampled_from(["漏水", "灯坏了", None]))
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(messages=MESSAGES, stopped=st.integers(0, 3))
def test_any_file_is_accounted_for_and_a_stop_changes_nothing(
    world: World, tmp_path: Path, messages, stopped: int
):
    """Each row is counted once; in the end the same keys are in, stopped in the middle or not."""
    source = f"s{Telling.objects.count()}x{ImportRun.objects.count()}"
    rows = [message(number, text, title=None) for number, text in messages]
    begun = save(tmp_path / "begun.xlsx", rows[: stopped * 4])
    bring_in(begun, source=source)
    whole = bring_in(save(tmp_path / "whole.xlsx", rows), source=source)
    again = bring_in(tmp_path / "whole.xlsx", source=source)
    assert sum(whole.counts().values()) == sum(again.counts().values()) == len(rows)
    assert (again.received, again.rejected) == (0, whole.rejected)
    keys = {text if number is None else number for number, text in messages if text}
    assert Telling.objects.filter(key__contains=f":{source}:").count() == len(keys)
