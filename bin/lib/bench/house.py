"""An installation to measure in, and how time is taken."""

import statistics
import sys
import time
from collections.abc import Callable

import django

django.setup()

from qiaomen.cli.founding import found, prepare  # noqa: E402 - Django first
from qiaomen.kernel.actors import machine  # noqa: E402 - Django first


def build() -> None:
    """An empty installation, as `qiaomen setup` makes it."""
    prepare()
    list(found("本辖区", "JY", by=machine("console")))


def messages() -> str:
    return sys.argv[1]


def most() -> int:
    return int(sys.argv[2])


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def times(number: int, work: Callable[[], object]) -> None:
    for _each in range(number):
        work()


def median(work: Callable[[], object], runs: int = 15) -> float:
    """The median of `runs` after two that warm up, in seconds."""
    for _warm in range(2):
        work()
    return statistics.median(seconds(work) for _run in range(runs))
