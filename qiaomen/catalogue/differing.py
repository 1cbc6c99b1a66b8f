"""What one version of an item says otherwise than another: by field, and within it word by word. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from django_stubs_ext import StrOrPromise

from qiaomen.catalogue.terms import Terms
from qiaomen.catalogue.wording import LABELS, said

# A Latin word or a number, a line's end, blanks, or one character of any other script.
_TOKEN = re.compile(r"[A-Za-z0-9]+|\n|[^\S\n]+|.", re.DOTALL)
_TOO_SHORT = 2  # characters: what stayed between two changes is told with them, lest a sentence falls to bits


class Mark(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs; without the new pieces it is as before, without those gone as afterwards."""

    field: str
    label: StrOrPromise
    pieces: tuple[Piece, ...]


def differences(before: Terms, after: Terms) -> list[Difference]:
    """In the order in which an item is written down."""
    changed = [
        field.name for field in fields(Terms) if getattr(before, field.name) != getattr(after, field.name)
    ]
    return [Difference(name, LABELS[name], pieces(said(name, before), said(name, after))) for name in changed]


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """What went stands before what came."""
    one, other = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    runs = [
        Run("".join(one[a:b]), "".join(other[c:d]), same=tag == "equal")
        for tag, a, b, c, d in matcher.get_opcodes()
    ]
    return tuple(_told(list(_settled(runs))))


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of both texts."""

    before: str
    after: str
    same: bool


def _settled(runs: list[Run]) -> Iterator[Run]:
    """Short stretches that stayed between two changes count as changed."""
    last = len(runs) - 1
    for at, run in enumerate(runs):
        short = run.same and 0 < at < last and len(run.before) < _TOO_SHORT and run.before != "\n"
        yield Run(run.before, run.after, same=run.same and not short)


def _told(runs: list[Run]) -> Iterator[Piece]:
    for same, stretch in groupby(runs, key=lambda run: run.same):
        together = list(stretch)
        before, after = ("".join(getattr(run, side) for run in together) for side in ("before", "after"))
        if same:
            yield Piece(Mark.SAME, after)
            continue
        if before:
            yield Piece(Mark.GONE, before)
        if after:
            yield Piece(Mark.NEW, after)
