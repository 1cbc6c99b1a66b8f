"""`bin/run`, as somebody calls it who has just cloned the project."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

QIAOMEN = Path(sys.executable).with_name("qiaomen")


def call(root: Path, home: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    own = {
        "QIAOMEN_HOME": str(home),
        "QIAOMEN_KEYS": str(home / "keys"),
        "QIAOMEN_LANGUAGE": "en",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    return subprocess.run(
        command, cwd=root, env={**kept, **own}, capture_output=True, text=True, check=False, timeout=300
    )


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def test_an_unknown_option_is_refused(root: Path, tmp_path: Path):
    done = call(root, tmp_path, "bin/run", "--dance")
    assert (done.returncode, done.stdout) == (2, "")
    assert "bin/run --port" in done.stderr


def test_help_says_how_it_is_called_and_does_nothing(root: Path, tmp_path: Path):
    done = call(root, tmp_path / "home", "bin/run", "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "bin/run [--port 8080] [--check]" in done.stdout
    assert not (tmp_path / "home").exists()


@pytest.mark.slow
def test_it_shows_the_rates_the_hot_issues_and_the_first_page(root: Path, tmp_path: Path):
    call(root, tmp_path, QIAOMEN, "demo", "--days", "12")  # a short one: bin/run keeps what is there
    port = free_port()
    done = call(root, tmp_path, "bin/run", "--check", "--port", port)
    assert done.returncode == 0, done.stderr
    for shown in ("Response rate", "residents", f"http://127.0.0.1:{port}/desk/", "the first page is there"):
        assert shown in done.stdout
