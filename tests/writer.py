"""A process that takes matters in and works them, at the same time as others like it.

Called with the name of the database, its own name and a number of rounds. It says "ready", waits for a line,
and ends with the number of each telling's matter as one line of JSON.
"""
# ruff: noqa: E402, T201 - models need Django set up, with the database of whoever called, whom it answers

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

import django
from django.conf import settings

DATABASE, WRITER, ROUNDS = sys.argv[1:]
settings.DATABASES["default"]["NAME"] = DATABASE
django.setup()

from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.actions.assigning import accept, assign
from qiaomen.matters.actions.calling import Verdict, call
from qiaomen.matters.actions.closing import close
from qiaomen.matters.actions.handling import answer
from qiaomen.matters.actions.receiving import receive_many
from qiaomen.matters.channels import Channel
from qiaomen.matters.intake import Told
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Ground, Outcome
from qiaomen.people.acting import acting
from qiaomen.people.models import Person, Unit
from qiaomen.territory.models import Place

CONTENT = Verdict(contacted=True, solved=True, satisfaction=5)


def write(rounds: int) -> dict[str, str]:
    """The number of each telling's matter. Tellings of `all` are brought by every writer."""
    numbers: dict[str, str] = {}
    for turn in range(rounds):
        numbers |= taken_in(f"all:{turn}:0", f"all:{turn}:1", f"all:{turn}:2")
        numbers |= taken_in(f"all:{turn}:alone")
        numbers |= taken_in(f"{WRITER}:{turn}:0", f"{WRITER}:{turn}:1")
        work(numbers[f"all:{turn}:alone"])
        work(numbers[f"{WRITER}:{turn}:0"])
    return numbers


def taken_in(*keys: str) -> dict[str, str]:
    grid = Place.objects.get(code="grid")
    told = [Told(key, Channel.PHONE, f"水管漏水 {key}", phone="10000000001", place=grid) for key in keys]
    receipts = receive_many(told, by=somebody("clerk"))
    return {key: receipt.number for key, receipt in zip(keys, receipts, strict=True)}


def work(number: str) -> None:
    """From sorting to its close. Whoever is refused a step was forestalled, and goes on with the next."""
    for step in steps(Matter.objects.get(number=number)):
        with suppress(Refusal):
            step()


def steps(matter: Matter) -> Iterator[Callable[[], object]]:
    clerk, water = somebody("clerk"), somebody("water")
    yield partial(assign, matter, by=clerk, unit=Unit.objects.get(code="water"))
    yield partial(accept, matter, by=water)
    yield partial(answer, matter, by=water, outcome=Outcome.SOLVED, text="水管已经换好。")
    yield partial(call, matter, by=clerk, telling=matter.tellings.get(), verdict=CONTENT)
    yield partial(close, matter, by=clerk, ground=Ground.CONFIRMED)


def somebody(login: str) -> Actor:
    return acting(Person.objects.get(login=login), clock.today())


print("ready", flush=True)
sys.stdin.readline()
print(json.dumps(write(int(ROUNDS))))
