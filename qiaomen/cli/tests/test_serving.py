import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Event, Thread

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import translation

from qiaomen.cli import serving
from qiaomen.kernel.refusal import Refusal


def stays():
    time.sleep(60)


def ends():
    pass


def deaf(ready: Path):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    ready.touch()
    stays()


def eventually(what, seconds=10.0):
    until = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.02)
    return found


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    for name in ("LOOK", "PAUSE"):
        monkeypatch.setattr(serving, name, 0.01)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def started(monkeypatch):
    """The children that were started, in order."""
    children, start = [], serving.start

    def noted(task):
        children.append(start(task))
        return children[-1]

    monkeypatch.setattr(serving, "start", noted)
    return children


@pytest.fixture
def keeping(started):
    """Calling it keeps a web server and a worker in a thread, which it gives."""
    stop, threads = Event(), []

    def keep(web, worker):
        threads.append(Thread(target=serving.keep, args=(stop, web, worker)))
        threads[-1].start()
        eventually(lambda: len(started) >= 2)
        return threads[-1]

    yield keep
    stop.set()
    for thread in threads:
        thread.join()


def test_a_worker_that_dies_is_replaced(keeping, started):
    keeping(stays, stays)
    started[1].kill()
    eventually(lambda: len(started) == 3)
    assert started[2].is_alive()


def test_all_ends_with_the_web_server(keeping, started):
    keeping(ends, stays).join()
    assert started[1].exitcode == -signal.SIGTERM


def test_a_child_that_will_not_end_is_ended(monkeypatch, tmp_path):
    monkeypatch.setattr(serving, "GRACE", 0.1)
    child = serving.start(partial(deaf, tmp_path / "deaf"))
    eventually((tmp_path / "deaf").exists)
    serving.end([child])
    assert child.exitcode == -signal.SIGKILL


def leaves_behind(told: Path):
    told.write_text(str(subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(60)"]).pid))


def test_what_a_child_has_left_behind_is_ended(tmp_path):
    child = serving.start(partial(leaves_behind, tmp_path / "orphan"))
    child.join()
    serving.end([child])
    eventually(lambda: not running(int((tmp_path / "orphan").read_text())))


def running(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] not in "ZX"


KILLED = """
import os, signal, time, django
django.setup()
from qiaomen.cli import serving
print(serving.start(lambda: time.sleep(60)).pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent was killed")
def test_no_child_outlives_a_parent_that_was_killed(installation):
    with subprocess.Popen([sys.executable, "-c", KILLED], env=installation, stdout=subprocess.PIPE) as parent:
        orphan = int(parent.stdout.readline())
    eventually(lambda: not running(orphan))


def test_a_signal_that_reaches_a_child_at_once_is_not_lost():
    with serving.told_to_stop():
        child = serving.start(stays)
        child.terminate()
        child.join(5)
    assert child.exitcode == -signal.SIGTERM


def test_a_child_inherits_neither_the_group_nor_the_language(tmp_path):
    told = tmp_path / "told"
    child = serving.start(lambda: told.write_text(f"{os.getpgrp()} {translation.get_language()}"))
    child.join()
    assert told.read_text() == f"{child.pid} {settings.LANGUAGE_CODE}"


@pytest.fixture
def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.mark.django_db
@pytest.mark.parametrize("number", serving.SIGNALS)
def test_a_signal_stops_the_server(number, monkeypatch, started, free_port):
    monkeypatch.setattr(serving, "work", stays)
    monkeypatch.setattr(serving, "web", lambda *_: stays())
    monkeypatch.setattr(serving, "require_set_up", lambda: None)
    before = signal.getsignal(number)
    Thread(target=lambda: eventually(lambda: len(started) == 2) and os.kill(os.getpid(), number)).start()
    serving.serve("127.0.0.1", free_port, 1)
    assert [child.exitcode for child in started] == [-signal.SIGTERM] * 2
    assert signal.getsignal(number) == before


def test_a_web_server_that_ends_by_itself_is_told(monkeypatch, free_port, caplog):
    monkeypatch.setattr(serving, "work", stays)
    monkeypatch.setattr(serving, "web", lambda *_: ends())
    monkeypatch.setattr(serving, "require_set_up", lambda: None)
    with pytest.raises(Refusal, match="has ended by itself"):
        serving.serve("127.0.0.1", free_port, 1)
    assert "has ended (0)" in caplog.text


def test_a_port_that_is_taken_is_told(monkeypatch):
    monkeypatch.setattr(serving, "require_set_up", lambda: None)
    monkeypatch.setattr(serving, "web", lambda *_: ends())
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(Refusal, match=f"{port} is taken"):
            serving.serve("127.0.0.1", port, 1)


@pytest.mark.parametrize(
    ("host", "address", "warned"),
    [
        ("0.0.0.0", "http://localhost:8000", True),  # noqa: S104 - nothing listens in this test
        ("0.0.0.0", "https://knock.example.gov.cn", False),  # noqa: S104 - as above
        ("127.0.0.1", "http://localhost:8000", False),
    ],
)
def test_who_serves_others_is_told_that_links_lead_nowhere(
    monkeypatch, settings, capsys, host, address, warned
):
    settings.QIAOMEN_ADDRESS = address
    for name in ("require_set_up", "require_free", "keep"):
        monkeypatch.setattr(serving, name, lambda *_: None)
    with pytest.raises(Refusal):
        serving.serve(host, 8000, 1)
    assert ("set QIAOMEN_ADDRESS" in capsys.readouterr().err) == warned


def test_an_address_of_another_machine_is_told():
    with pytest.raises(Refusal, match=r"192\.0\.2\.1 cannot be used"):
        serving.require_free("192.0.2.1", 8000)


@pytest.mark.django_db
def test_a_database_of_another_version_is_told():
    MigrationRecorder(connection).record_unapplied("kernel", "0001_initial")
    with pytest.raises(Refusal, match="qiaomen setup"):
        serving.require_set_up()


@pytest.mark.django_db
def test_a_database_that_is_set_up_is_no_hindrance():
    serving.require_set_up()


SERVE = """
import os, sys, django
django.setup()
from qiaomen.cli import serving
serving.serve("127.0.0.1", int(sys.argv[1]), 1)
"""


def answers(port):
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


@pytest.fixture
def installation(tmp_path):
    """The environment of an installation with a SQLite of its own."""
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "QIAOMEN_HOME": str(tmp_path / "home"),
        "QIAOMEN_KEYS": str(tmp_path / "keys"),
    }
    (tmp_path / "home" / "static").mkdir(parents=True)
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=environment, check=True)
    return environment


def living_workers(installation):
    with closing(sqlite3.connect(Path(installation["QIAOMEN_HOME"], "qiaomen.sqlite3"))) as database:
        return database.execute("SELECT count(*) FROM kernel_heartbeat").fetchone()[0]


def test_an_installation_is_served_with_a_worker_and_ends_cleanly(installation, free_port):
    server = subprocess.Popen([sys.executable, "-c", SERVE, str(free_port)], env=installation)
    eventually(lambda: answers(free_port), seconds=30)
    eventually(lambda: living_workers(installation) == 1, seconds=30)
    server.terminate()
    assert server.wait(timeout=15) == 0
    assert living_workers(installation) == 0
    serving.require_free("127.0.0.1", free_port)


def test_the_files_of_the_pages_are_those_of_the_version_that_is_served(run, monkeypatch, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    served: list[int] = []
    monkeypatch.setattr(serving, "serve", lambda _host, port, _workers: served.append(port))
    assert run("serve", "--port", "8123").exit_code == 0
    assert (served, (tmp_path / "css" / "office.css").exists()) == ([8123], True)
