"""A message as counts of its character sequences, one set of its heading and one of all its words. Pure.

A sequence of at most four characters is packed into one number of 64 bits, 16 for each: nothing collides, any
language will do without a segmenter, and a number can be read back as the words that it stands for.
"""

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qiaomen.kernel.textsearch.folding import fold

VERSION = 1  # of what is written here: a model counts what it was trained on
LONGEST_SEQUENCE = 4
LONGEST_TEXT = 10_000  # what is said later than that decides nothing
LONGEST_HEADING = 60
_BITS = 16
_RARE = 0xFFFF  # stands for all characters beyond 16 bits

Codes = NDArray[np.uint64]
Weights = NDArray[np.float32]

_BETWEEN_WORDS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d+")
_CLAUSE = re.compile(r"[。，,；;：:？?！!\s]")


class Counted(NamedTuple):
    """The different sequences in order, and how often each occurs."""

    codes: Codes
    times: NDArray[np.int64]


class Document(NamedTuple):
    heading: Counted
    words: Counted


def document(text: str, title: str = "") -> Document:
    """Without a title the first clause is taken for one: people begin with what it is about."""
    text, title = text[:LONGEST_TEXT].strip(), title[:LONGEST_TEXT].strip()
    heading = title or _first_clause(text)
    whole = text if text.startswith(title) else f"{title} {text}"
    return Document(counted(heading[:LONGEST_HEADING]), counted(whole))


def counted(text: str) -> Counted:
    """Sequences lie within words and clauses; a number is a number, whatever its digits."""
    spelled = _BETWEEN_WORDS.sub("\0", _NUMBER.sub("0", fold(text)))
    points = np.frombuffer(spelled.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)
    points = np.minimum(points, np.uint64(_RARE))
    sequences = [_sequences(points, length) for length in range(1, LONGEST_SEQUENCE + 1)]
    return Counted(*np.unique(np.concatenate(sequences), return_counts=True))


def spelling(code: int) -> str:
    """The characters that `code` stands for."""
    places = range(_BITS * (LONGEST_SEQUENCE - 1), -1, -_BITS)
    return "".join(chr(point) for place in places if (point := code >> place & _RARE))


def _sequences(points: Codes, length: int) -> Codes:
    many = max(len(points) - length + 1, 0)
    packed, sound = np.zeros(many, dtype=np.uint64), np.ones(many, dtype=bool)
    for start in range(length if many else 0):
        here = points[start : start + many]
        packed = (packed << np.uint64(_BITS)) | here
        sound &= here > 0
    return packed[sound]


def _first_clause(text: str) -> str:
    """Up to the first stop after a handful of characters, so that a greeting is not all of it."""
    shortest = 8
    end = _CLAUSE.search(text, shortest, LONGEST_HEADING)
    return text[: end.start() if end else LONGEST_HEADING // 2]
