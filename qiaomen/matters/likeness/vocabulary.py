"""What was learned of all messages is kept, so that a few new ones are weighed like the many before."""

from collections.abc import Collection, Iterable

import numpy as np
from django.db import connection

from qiaomen.matters.likeness.traits import CODES, Lexicon, Numbers, Said
from qiaomen.matters.models import Pair

EVERY = CODES  # behind the last code: what every message holds, and so how many were learned
MANY = 20_000  # codes from which on all rows are read

_TABLE = Pair._meta.db_table
_COUNTS = ("holding", "times", "named")
_SUMS = ", ".join(f"{name} = {_TABLE}.{name} + excluded.{name}" for name in _COUNTS)
_ADD = (
    f"INSERT INTO {_TABLE} (code, {', '.join(_COUNTS)}) VALUES (%s, %s, %s, %s) "  # noqa: S608 - ours
    f"ON CONFLICT (code) DO UPDATE SET {_SUMS}"
)
_ROW = np.dtype([("code", np.int64), *((name, np.float32) for name in _COUNTS)])


def learn(messages: Iterable[Said]) -> None:
    """Added to what is known; each message is to be learned once."""
    new = counted(messages)
    codes = np.flatnonzero(new.holding)
    columns = (codes, new.holding[codes], new.times[codes], new.named[codes])
    rows = zip(*(column.astype(np.int64).tolist() for column in columns), strict=True)
    with connection.cursor() as cursor:
        cursor.executemany(_ADD, [(EVERY, new.messages, 0, 0), *rows])


def remembered(messages: Collection[Said]) -> Lexicon:
    """What is known of the pairs of these messages; what nobody has learned yet counts as these say it."""
    lexicon = counted(messages)
    codes = np.flatnonzero(lexicon.holding)
    known = _rows(codes)
    known = known[known["holding"] > np.append(lexicon.holding, lexicon.messages)[known["code"]]]
    pairs = known[known["code"] != EVERY]
    for name in _COUNTS:
        getattr(lexicon, name)[pairs["code"]] = pairs[name]
    lexicon.messages = int(max(known["holding"][known["code"] == EVERY], default=lexicon.messages))
    return lexicon


def counted(messages: Iterable[Said]) -> Lexicon:
    lexicon = Lexicon.empty()
    for said in messages:
        lexicon.learn(said)
    return lexicon


def _rows(codes: Numbers) -> np.ndarray[tuple[int], np.dtype[np.void]]:
    asked = Pair.objects.all()
    if len(codes) < MANY:
        asked = asked.filter(code__in=[*codes.tolist(), EVERY])
    return np.fromiter(asked.values_list("code", *_COUNTS).iterator(), _ROW)
