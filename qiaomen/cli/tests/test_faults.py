"""Every foreseeable fault is one sentence and exit code 2; the others keep their traceback."""

import errno

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, ProgrammingError

from qiaomen.cli import terminal
from qiaomen.cli.faults import Fault, one_sentence
from qiaomen.kernel.refusal import Refusal


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (Refusal("Not today."), "Not today."),
        (OperationalError("database or disk is full"), "Make room"),
        (OperationalError("attempt to write a readonly database"), "cannot be written"),
        (OperationalError("unable to open database file"), "cannot be written"),
        (OperationalError("database is locked"), "busy"),
        (DatabaseError("file is not a database"), "Restore it whole"),
        (IntegrityError("UNIQUE constraint failed: matters_matter.number"), "Restore it whole"),
        (OperationalError("no such table: kernel_event"), "qiaomen setup"),
        (ProgrammingError('relation "kernel_event" does not exist\nLINE 1'), "qiaomen setup"),
        (OperationalError("connection refused\nIs the server running?"), "(connection refused)"),
        (OSError(errno.ENOSPC, "No space left on device"), "Make room"),
        (FileNotFoundError(errno.ENOENT, "No such file", "list.xlsx"), "list.xlsx is not there"),
        (PermissionError(errno.EACCES, "Permission denied", "list.xlsx"), "list.xlsx may not be used"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
    ],
)
def test_a_foreseeable_fault_is_a_sentence(run, fault: Exception, sentence: str):
    with pytest.raises(Fault, match=sentence.replace("(", r"\(").replace(")", r"\)")), one_sentence():
        raise fault


def test_the_sentence_goes_to_the_error_stream_with_code_2(run):
    done = run("territory", "import", "missing.csv")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "missing.csv" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_an_unforeseen_fault_is_not_hidden():
    with pytest.raises(ZeroDivisionError), one_sentence():
        raise ZeroDivisionError


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh-hans"),
        ({"LANG": "C.UTF-8"}, "zh-hans"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": "en_US"}, "en"),
        ({"LANG": "ko_KR.UTF-8", "QIAOMEN_LANGUAGE": "zh-hans"}, "zh-hans"),
        ({}, "zh-hans"),
    ],
)
def test_the_terminal_says_in_which_language(monkeypatch: pytest.MonkeyPatch, environment, spoken):
    for name in ("QIAOMEN_LANGUAGE", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert terminal.language() == spoken
