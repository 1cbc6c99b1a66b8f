"""An installation to measure in, and how time is taken."""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402 - Django first

from qiaomen.cli.founding import found, prepare  # noqa: E402 - Django first
from qiaomen.kernel.actors import machine  # noqa: E402 - Django first


def build() -> None:
    """An empty installation, as `qiaomen setup` makes it."""
    prepare()
    list(found("本辖区", "JY", by=machine("console")))


def option(name: str) -> Any:
    """What `bin/bench` was told with this option; None if nothing."""
    return json.loads(sys.argv[1])[name]


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def times(number: int, work: Callable[[], object]) -> None:
    for _each in range(number):
        work()


def best(work: Callable[[], object], runs: int) -> float:
    """The shortest of `runs` after two that warm up, in seconds: other work on the machine only ever adds."""
    times(2, work)
    return min(seconds(work) for _run in range(runs))


def at_once(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
