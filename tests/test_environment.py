"""What the tests stand on is itself tested."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from playwright.sync_api import Page

from qiaomen.kernel.clock import now
from qiaomen.kernel.models import Event
from tests.network import asks_outside


def in_empty_checkout(root: Path, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Runs a command of bin/ in a copy without .venv, on a machine that has no Python."""
    shutil.copytree(root / "bin", folder / "bin")
    tools = folder / "tools"
    tools.mkdir()
    for tool in ("dirname", "df", "awk", "cat"):
        (tools / tool).symlink_to(shutil.which(tool) or "")
    environment = {"PATH": str(tools)}
    return subprocess.run(
        ["/bin/sh", *command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_another_machine_is_out_of_reach():
    with pytest.raises(pytest.fail.Exception, match="no network but loopback"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_this_machine_is_within_reach():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()


@pytest.mark.parametrize("url", ["https://example.com/a.js", "wss://192.0.2.1/", "http://127.example.com/"])
def test_a_page_that_asks_another_machine_is_noticed(url):
    assert asks_outside(url)


@pytest.mark.parametrize("url", ["http://127.0.0.1:80/", "http://localhost/a", "http://[::1]/", "data:,x"])
def test_a_page_may_ask_this_machine(url):
    assert not asks_outside(url)


@pytest.mark.django_db
def test_the_database_is_the_one_that_was_asked_for():
    assert connection.vendor == ("postgresql" if os.environ.get("DATABASE_URL") else "sqlite")


@pytest.mark.django_db
@pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="about SQLite")
def test_sqlite_lies_in_a_file_and_survives_a_power_cut():
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)


@pytest.mark.django_db(transaction=True)
def test_a_committed_ledger_can_be_flushed_and_is_append_only_again():
    line = Event.objects.create(stream="tests/1", seq=1, verb="receive", by="machine/test", at=now())
    call_command("flush", interactive=False, verbosity=0)
    assert not Event.objects.exists()
    line.save(force_insert=True)
    with pytest.raises(DatabaseError, match="append-only"):
        Event.objects.all().delete()


@pytest.mark.browser
def test_the_browser_opens_a_page_of_ours(live_server, page: Page):
    answer = page.goto(f"{live_server.url}/no-such-page/")
    assert answer is not None
    assert answer.status == 404


def test_setup_without_python_says_what_to_install(root, tmp_path):
    done = in_empty_checkout(root, tmp_path, "bin/setup")
    assert (done.returncode, done.stdout) == (1, "")
    assert "No Python 3.11, 3.12 or 3.13 was found" in done.stderr


def test_setup_refuses_an_unknown_purpose(root, tmp_path):
    done = in_empty_checkout(root, tmp_path, "bin/setup", "dance")
    assert (done.returncode, done.stderr) == (1, "setup: Say 'bin/setup run' or 'bin/setup test'.\n")


def test_the_gates_refuse_an_unknown_scope(root, tmp_path):
    done = in_empty_checkout(root, tmp_path, "bin/test", "--some")
    assert done.returncode == 1
    assert "--quick" in done.stderr


def test_lock_without_an_environment_says_what_to_run_first(root, tmp_path):
    done = in_empty_checkout(root, tmp_path, "bin/lock")
    assert done.returncode == 1
    assert "Run bin/setup first" in done.stderr
