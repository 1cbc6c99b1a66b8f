"""`bin/bench`: each measurement in a process and an installation of its own, on both databases."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bin.lib.with_postgres import postgres

MEASUREMENTS = ("intake", "imports", "queue", "pages", "start")
ROOT = Path(__file__).resolve().parents[3]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=Path, help="a file for the import; without it the demonstration's")
    parser.add_argument("--places", type=Path, help="a file of places, imported before the messages")
    parser.add_argument("--items", type=Path, help="a file of items, imported before the messages")
    parser.add_argument("--matters", type=int, default=200_000, help="how many a long queue is measured at")
    parser.add_argument("--only", default=",".join(MEASUREMENTS), help="which measurements, with commas")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], help="only this one")
    return parser.parse_args()


def measure(name: str, given: argparse.Namespace, address: dict[str, str]) -> object:
    """What `bin.lib.bench.<name>` prints last, in an empty installation."""
    with tempfile.TemporaryDirectory(prefix="qiaomen-bench-", ignore_cleanup_errors=True) as home:
        environment = {
            **os.environ,
            **address,
            "QIAOMEN_HOME": f"{home}/home",
            "QIAOMEN_KEYS": f"{home}/keys",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        options = json.dumps(vars(given), default=str)
        command = [sys.executable, "-m", f"bin.lib.bench.{name}", options]
        printed = subprocess.run(
            command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
        ).stdout
    return json.loads(printed.splitlines()[-1])


def main() -> None:
    given = arguments()
    result: dict[str, dict[str, object]] = {}
    for database in [given.database] if given.database else ["sqlite", "postgresql"]:
        result[database] = {}
        for name in given.only.split(","):
            print(f"bench: {name} on {database}", file=sys.stderr, flush=True)
            if database == "sqlite":
                result[database][name] = measure(name, given, {})
            else:
                with postgres() as address:
                    result[database][name] = measure(name, given, address)
    print(json.dumps(result, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
