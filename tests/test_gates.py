"""The gates let nothing through, and lead no test to an installation."""

import os
import sys

import pytest

from bin.lib import gates
from bin.lib.gates import Gate, Outcome

FOLDER = os.curdir


def python(code: str) -> Gate:
    return Gate("a gate", (sys.executable, "-c", code))


@pytest.mark.parametrize(("code", "passed"), [("pass", True), ("raise SystemExit(5)", False)])
def test_a_gate_is_passed_by_exit_0_only(code, passed):
    assert gates.run(python(code), os.environ).passed is passed


def test_the_closing_line_of_pytest_is_kept():
    gate = python("print('=== 3 passed, 1 skipped in 0.5s ==='); print('and so on')")
    assert gates.run(gate, os.environ).closing == "=== 3 passed, 1 skipped in 0.5s ==="


def test_closing_lines_come_last(capsys):
    gates.report([Outcome(python(""), 1.0, passed=False, closing="=== 3 passed ===")])
    assert capsys.readouterr().out.endswith("Not passed: a gate.\n=== 3 passed ===\n")


@pytest.mark.parametrize(("outcome", "code"), [("pass", 0), ("1 / 0", 1)])
def test_the_sum_is_well_only_if_every_gate_is(monkeypatch, outcome, code):
    monkeypatch.setattr(gates, "gates", lambda scope: [python(outcome), python("pass")])
    assert gates.main("usual") == code


@pytest.mark.parametrize("name", ["DATABASE_URL", "QIAOMEN_HOME", "PYTHONDONTWRITEBYTECODE"])
def test_an_installation_of_the_caller_is_out_of_sight(monkeypatch, name):
    monkeypatch.setenv(name, "mine")
    assert name not in gates.environment("usual", FOLDER)


def test_all_of_it_tries_more_examples(monkeypatch):
    monkeypatch.delenv("HYPOTHESIS_PROFILE", raising=False)
    assert gates.environment("all", FOLDER)["HYPOTHESIS_PROFILE"] == "thorough"


def conditions(scope: str) -> dict[str, list[str]]:
    """What each gate of tests chooses by: the last thing it says."""
    return {
        gate.name: gate.command[gate.command.index("--dist=worksteal") + 2].split(" and ")
        for gate in gates.gates(scope)
        if "--dist=worksteal" in gate.command
    }


def test_slow_tests_are_left_to_all():
    assert all("not slow" in chosen for chosen in conditions("usual").values())
    assert not any("not slow" in chosen for chosen in conditions("all").values())


def test_postgresql_repeats_what_uses_a_database_and_the_faces_only_in_all():
    assert {"database", "not face"} < {*conditions("usual")["PostgreSQL"]}
    assert conditions("all")["PostgreSQL"] == ["not browser", "database"]


def test_only_the_tests_on_sqlite_are_asked_what_they_cover():
    asked = [gate.name for gate in gates.suites(on_postgres="database") if "slipcover" in gate.command]
    assert asked == ["SQLite"]
