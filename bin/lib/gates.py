"""Runs the project's gates in order and sums up. See `bin/test` for how it is called."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, STDOUT

PYTHON = sys.executable
CLOSING_LINE = re.compile(r"=+ .*\b(passed|failed|error|no tests ran)\b.* =+")


UNWANTED = frozenset(
    {
        "DATABASE_URL",  # with the next one: they lead to an installation
        "QIAOMEN_HOME",
        "PYTHONDONTWRITEBYTECODE",  # every process would compile every module anew
    }
)


@dataclass(frozen=True, slots=True)
class Gate:
    """One check: a command that exits 0 when all is well."""

    name: str
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a gate ended; `closing` is the last line of pytest's, where the gate is a run of pytest."""

    gate: Gate
    seconds: float
    passed: bool
    closing: str


def module(*arguments: str) -> tuple[str, ...]:
    return (PYTHON, "-m", *arguments)


STILL_GATES = (
    Gate("format", module("ruff", "format", "--check", "--quiet")),
    Gate("lint", module("ruff", "check", "--quiet")),
    Gate("types", module("mypy")),
    Gate("imports", (str(Path(PYTHON).with_name("lint-imports")), "--no-logo")),
    Gate("migrations", module("django", "makemigrations", "--check", "--dry-run")),
)
# Judged apart from the run: in one go, slipcover judges all workers together but prints its own part only.
COVERED = ".coverage.json"
COVERAGE = Gate("coverage", module("slipcover", "--fail-under", "95", "--merge", COVERED, "--out", COVERED))
WITH_POSTGRES = (PYTHON, "bin/lib/with_postgres.py")


def suite(name: str, *arguments: str, by: tuple[str, ...] = (PYTHON,)) -> Gate:
    return Gate(name, (*by, "-m", "pytest", "--no-header", "-n2", "--dist=worksteal", *arguments))


def chosen(*conditions: str) -> tuple[str, str]:
    return ("-m", " and ".join(conditions))


def suites(*which: str, on_postgres: str) -> list[Gate]:
    """The first is asked what it covers: the others run the same code."""
    return [
        suite("SQLite", *chosen("not browser", *which), by=module("slipcover")),
        suite("PostgreSQL", *chosen("not browser", on_postgres, *which), by=(*WITH_POSTGRES, PYTHON)),
        suite("browser", *chosen("browser", *which), "tests"),
    ]


def gates(scope: str) -> list[Gate]:
    """`quick`: lint, types and the tests on SQLite; `usual`: all but what is slow; `all`.

    A face asks the database through the rooms below it, and every address of every face is visited on both
    kinds by `tests/test_routes.py`: its own tests run on PostgreSQL too where there is time for it.
    """
    if scope == "quick":
        return [*STILL_GATES, suite("SQLite", *chosen("not browser", "not slow"))]
    if scope == "all":
        return [*STILL_GATES, *suites(on_postgres="database"), COVERAGE]
    return [*STILL_GATES, *suites("not slow", on_postgres="database and not face"), COVERAGE]


def environment(scope: str, folder: str) -> dict[str, str]:
    """The caller's own, less what would lead a test astray or slow down each of its processes."""
    given = {key: value for key, value in os.environ.items() if key not in UNWANTED}
    profile = "thorough" if scope == "all" else "ci"
    return {
        "HYPOTHESIS_PROFILE": profile,
        **given,
        "QIAOMEN_GATES": "1",
        "DJANGO_SETTINGS_MODULE": "config.settings_test",
        "TMPDIR": folder,
        "PYTHONUNBUFFERED": "1",
    }


def run(gate: Gate, environ: Mapping[str, str]) -> Outcome:
    print(f"\n--- {gate.name}", flush=True)
    started = time.monotonic()
    closing = ""
    with subprocess.Popen(gate.command, env=environ, stdout=PIPE, stderr=STDOUT, text=True) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            closing = line.strip() if CLOSING_LINE.fullmatch(line.strip()) else closing
    return Outcome(gate, time.monotonic() - started, process.returncode == 0, closing)


def report(outcomes: list[Outcome]) -> None:
    """Pytest's closing lines come last, where whoever counts tests looks for them."""
    print("\n--- summary")
    for outcome in outcomes:
        print(f"{'ok' if outcome.passed else 'FAILED':8}{outcome.seconds:7.1f} s  {outcome.gate.name}")
    failed = [outcome.gate.name for outcome in outcomes if not outcome.passed]
    print(f"Not passed: {', '.join(failed)}." if failed else "Every gate is passed.")
    for outcome in filter(lambda each: each.closing, outcomes):
        print(outcome.closing)


def main(scope: str) -> int:
    with tempfile.TemporaryDirectory(prefix="qiaomen-gates-") as folder:
        environ = environment(scope, folder)
        outcomes = [run(gate, environ) for gate in gates(scope)]
    report(outcomes)
    return 0 if all(outcome.passed for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
