"""The command as a person calls it: a process of its own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from qiaomen.cli.rooms import CLICK_SAYS

ROOT = Path(__file__).parents[3]
QIAOMEN = Path(sys.executable).with_name("qiaomen")


def environment(home: Path) -> dict[str, str]:
    """The one of this process, but for an installation of its own in `home`, on SQLite."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    own = {
        "QIAOMEN_HOME": str(home),
        "QIAOMEN_KEYS": str(home / "keys"),
        "QIAOMEN_LANGUAGE": "en",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    return {**kept, **own}


def call(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    environ = {**environment(home), **more}
    return subprocess.run([QIAOMEN, *arguments], env=environ, capture_output=True, text=True, check=False)


def test_an_empty_folder_becomes_an_installation(tmp_path: Path):
    refused = call(tmp_path, "ledger", "verify")
    assert refused.returncode == 2
    assert "qiaomen setup" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert call(tmp_path, "setup").returncode == 0
    assert "whole" in call(tmp_path, "ledger", "verify").stdout


@pytest.mark.parametrize("wrong", [("--desk-code", ""), ("--desk-code", "a b"), ("--name", " ")])
def test_what_could_not_be_founded_is_refused_before_anything_is_made(tmp_path: Path, wrong: tuple[str, ...]):
    home = tmp_path / "home"
    done = call(home, "setup", *wrong)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
    assert not home.exists()


@pytest.mark.parametrize(
    "arguments", [("ledger", "verify"), ("keys", "show"), ("work",), ("matters", "import", "messages.xlsx")]
)
def test_a_home_that_was_mistyped_is_told_and_left_alone(tmp_path: Path, arguments: tuple[str, ...]):
    done = call(tmp_path / "hmoe", *arguments)
    assert done.returncode == 2
    assert f"{tmp_path / 'hmoe'} is not an installation. Correct QIAOMEN_HOME" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("language", "help_text", "missing"),
    [
        ("zh-hans", "工作簿有多个工作表时", "缺少参数 'FILE'"),
        ("ko", "시트가 여럿인", "빠진 인수: 'FILE'"),
        ("en", "The sheet of a workbook", "Missing argument 'FILE'"),
    ],
)
def test_help_and_mistakes_are_told_in_the_readers_language(
    tmp_path: Path, language: str, help_text: str, missing: str
):
    command = ("matters", "import")
    assert help_text in call(tmp_path, *command, "--help", QIAOMEN_LANGUAGE=language).stdout
    assert missing in call(tmp_path, *command, QIAOMEN_LANGUAGE=language).stderr


def test_what_click_says_is_named_as_click_says_it():
    own = "".join(file.read_text("utf-8") for file in Path(click.__file__).parent.glob("*.py"))
    sentences = "".join(
        (ROOT / "qiaomen" / "cli" / "rooms.py").read_text("utf-8").partition("CLICK_SAYS")[2:]
    )
    said = re.findall(r'"((?:[^"\\]|\\.)+)"', sentences)
    assert [sentence for sentence in said if f'"{sentence}"' not in own] == []
    assert len(said) > len(CLICK_SAYS)


def test_a_database_that_does_not_answer_is_one_sentence(tmp_path: Path):
    (tmp_path / "installation").touch()
    done = call(tmp_path, "ledger", "verify", DATABASE_URL="postgresql://nobody@127.0.0.1:9/none")
    assert done.returncode == 2
    assert "DATABASE_URL" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_settings_that_cannot_be_used_are_one_sentence(tmp_path: Path):
    done = call(tmp_path, "ledger", "verify", DATABASE_URL="postgresql://nobody@localhost:door/none")
    assert done.returncode == 2
    assert "Check QIAOMEN_HOME and DATABASE_URL" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
