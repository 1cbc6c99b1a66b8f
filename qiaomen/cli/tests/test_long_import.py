"""A file as large as an office has: each row is accounted for, in bounded memory, also when it was killed."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from qiaomen.cli.tests.test_process import QIAOMEN, call, environment
from qiaomen.kernel.sheets.writing import write_xlsx
from qiaomen.matters.tests.message_files import HEADINGS, message

ROWS, EVERY = 50_000, 1000  # of so many rows one has an impossible date
GOOD, BAD = ROWS - ROWS // EVERY, ROWS // EVERY
MOST_MEMORY = 200 * 1024  # KiB; 120 MB were measured
# A small process in between: a child counts the memory of its parent as its own until it runs its program.
WATCHED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif("DATABASE_URL" in os.environ, reason="its installation is one on SQLite"),
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    assert call(home, "setup").returncode == 0
    return home


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "messages.xlsx"
    write_xlsx(path, HEADINGS, (row(number) for number in range(ROWS)))
    return path


def row(number: int) -> tuple[object, ...]:
    time = "2026/2/30" if number % EVERY == 0 else "2020/2/27 11:25:05"
    return message(
        number, f"{number % 97} 号楼的路灯不亮，已经 {number % 13} 天了", user=f"U{number}", time=time
    )


def taken_in(home: Path) -> int:
    with closing(sqlite3.connect(home / "qiaomen.sqlite3")) as database:
        return database.execute("SELECT COUNT(*) FROM matters_telling").fetchone()[0]


def kill_in_the_middle(home: Path, file: Path) -> int:
    """How many rows are in when the import is killed (SIGKILL) after a third of the file."""
    with subprocess.Popen(
        [QIAOMEN, "matters", "import", file], env=environment(home), stderr=subprocess.DEVNULL
    ) as running:
        while taken_in(home) < ROWS // 3:
            assert running.poll() is None, "it ended by itself"
            time.sleep(0.1)
        running.kill()
    assert running.returncode == -signal.SIGKILL
    return taken_in(home)


def import_whole(home: Path, file: Path) -> tuple[dict[str, int], int]:
    """The counts, and the most memory that the process had, in KiB."""
    command = [sys.executable, "-c", WATCHED, QIAOMEN, "matters", "import", file, "--json"]
    done = subprocess.run(command, env=environment(home), stdout=subprocess.PIPE, check=True)
    *_said, counts, memory = done.stdout.splitlines()
    return json.loads(counts), int(memory)


def test_fifty_thousand_rows_killed_in_the_middle_come_in_once(home: Path, file: Path):
    before = kill_in_the_middle(home, file)
    assert ROWS // 3 <= before < GOOD
    counts, memory = import_whole(home, file)
    assert counts == {"received": GOOD - before, "already": before, "rejected": BAD}
    assert taken_in(home) == GOOD
    assert memory < MOST_MEMORY
    assert import_whole(home, file)[0] == {"received": 0, "already": GOOD, "rejected": BAD}
    assert taken_in(home) == GOOD
    assert call(home, "ledger", "verify").returncode == 0
