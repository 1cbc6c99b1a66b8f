"""Several processes write at the same time, the same things among them: nothing is lost, nothing doubled."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.db import connection

from qiaomen.kernel import verification
from qiaomen.kernel.models import Event
from qiaomen.kernel.verification import verify
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.states import State
from tests.world import World, monday, world

__all__ = ["monday", "world"]

WRITERS = ("one", "two", "three", "four")
LIFE = ["receive", "assign", "accept", "answer", "close"]

pytestmark = pytest.mark.django_db(transaction=True)  # what is committed the others see


@contextmanager
def writer(name: str, rounds: int, root: Path) -> Iterator[subprocess.Popen[str]]:
    """One that is ready to begin and has the test's database, home and keys."""
    command = [sys.executable, str(root / "tests" / "writer.py"), str(connection.settings_dict["NAME"])]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(root)}
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen([*command, name, str(rounds)], env=environment, text=True, **pipes) as process:
        try:
            assert process.stdout.readline() == "ready\n", process.stderr.read()
            yield process
        finally:
            process.kill()


def written(rounds: int, root: Path) -> dict[str, str]:
    """What all of them were told: the number of each telling's matter."""
    with ExitStack() as stack:
        writers = [stack.enter_context(writer(name, rounds, root)) for name in WRITERS]
        for process in writers:
            process.stdin.write("go\n")
            process.stdin.flush()
        ended = [(*process.communicate(), process.returncode) for process in writers]
    assert [(said, code) for _numbers, said, code in ended] == [("", 0)] * len(WRITERS)
    answers = [
        (key, number) for numbers, _said, _code in ended for key, number in json.loads(numbers).items()
    ]
    assert len(set(answers)) == len(dict(answers)), "one telling was told two numbers"
    return dict(answers)


@pytest.mark.parametrize("rounds", [5, pytest.param(100, marks=pytest.mark.slow)])
def test_four_writers_lose_and_double_nothing(world: World, root: Path, rounds: int):
    numbers = written(rounds, root)
    assert len(numbers) == rounds * (4 + 2 * len(WRITERS))
    assert dict(Telling.objects.values_list("key", "matter__number")) == numbers
    taken = sorted(
        int(number.rpartition("-")[2]) for number in Matter.objects.values_list("number", flat=True)
    )
    assert taken == list(range(1, len(numbers) + 1))
    require_one_life_each(rounds)
    assert verify().broken is None


def require_one_life_each(rounds: int) -> None:
    """Whatever they fought over was assigned, accepted, answered and closed once."""
    closed = Matter.objects.filter(state=State.CLOSED)
    assert closed.count() == rounds * (1 + len(WRITERS))
    for matter in closed:
        verbs = Counter(Event.objects.filter(stream=matter.stream).values_list("verb", flat=True))
        assert {verb: verbs[verb] for verb in LIFE} == dict.fromkeys(LIFE, 1)


def test_the_ledger_is_verified_while_others_write(world: World, root: Path, monkeypatch: pytest.MonkeyPatch):
    """Between the pass over the lines and the one over the rows four writers write."""
    check_rows = verification.check_rows

    def write_first(streams, verdict):
        written(1, root)
        return check_rows(streams, verdict)

    monkeypatch.setattr(verification, "check_rows", write_first)
    assert verify().broken is None
    assert Matter.objects.filter(state=State.CLOSED).count() == 1 + len(WRITERS)
