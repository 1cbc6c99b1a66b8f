"""One spelling for letters that look or sound the same, without losing where they stood."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

# What NFKC may join to the character before it: marks, letters of Hangul, half-width voicing of kana.
_JOINING = r"\u0300-\u036f\u1160-\u11ff\u3099\u309a\u3131-\u318e\uff9e-\uffdc"
_JOINS = re.compile(f"[{_JOINING}]")
_CLUSTER = re.compile(f".[{_JOINING}]*", re.DOTALL)


class Folded(NamedTuple):
    """`text` in NFKC and case-folded; its character i came from `original[starts[i]:ends[i]]`."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


class _Table(dict[int, str]):
    """Character by character, filled as characters come: `str.translate` is ten times a Python loop."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _spell(chr(code))
        return folded


def _spell(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


_TABLE = _Table()


def fold(text: str) -> Folded:
    folded = text.translate(_TABLE)
    if len(folded) == len(text) and not _JOINS.search(text):
        return Folded(folded, range(len(text)), range(1, len(text) + 1))
    return _fold_clusters(text)


def _fold_clusters(text: str) -> Folded:
    """For the few texts in which folding joins or splits characters."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        signs = cluster.group()
        piece = signs.translate(_TABLE) if len(signs) == 1 else _spell(signs)
        pieces.append(piece)
        starts += [cluster.start()] * len(piece)
        ends += [cluster.end()] * len(piece)
    return Folded("".join(pieces), starts, ends)
