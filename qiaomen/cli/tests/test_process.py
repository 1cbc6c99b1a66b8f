"""The command as a person calls it: a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

QIAOMEN = Path(sys.executable).with_name("qiaomen")


def call(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    own = {
        "QIAOMEN_HOME": str(home),
        "QIAOMEN_KEYS": str(home / "keys"),
        "QIAOMEN_LANGUAGE": "en",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    return subprocess.run(
        [QIAOMEN, *arguments], env={**kept, **own, **environment}, capture_output=True, text=True, check=False
    )


def test_an_empty_folder_becomes_an_installation(tmp_path: Path):
    refused = call(tmp_path, "ledger", "verify")
    assert refused.returncode == 2
    assert "qiaomen setup" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert call(tmp_path, "setup").returncode == 0
    assert "whole" in call(tmp_path, "ledger", "verify").stdout


def test_a_database_that_does_not_answer_is_one_sentence(tmp_path: Path):
    done = call(tmp_path, "ledger", "verify", DATABASE_URL="postgresql://nobody@127.0.0.1:9/none")
    assert done.returncode == 2
    assert "DATABASE_URL" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "environment",
    [{"QIAOMEN_HOME": "/dev/null/home"}, {"DATABASE_URL": "postgresql://nobody@localhost:door/none"}],
)
def test_settings_that_cannot_be_used_are_one_sentence(tmp_path: Path, environment: dict[str, str]):
    done = call(tmp_path, "ledger", "verify", **environment)
    assert done.returncode == 2
    assert "Check QIAOMEN_HOME and DATABASE_URL" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
