"""Which parts of a text are also said in another: for whoever compares the two with their eyes."""

import re
from collections.abc import Iterator
from itertools import groupby

from qiaomen.kernel.textsearch.folding import fold
from qiaomen.kernel.textsearch.tokens import index_tokens

PAIR = 2
_LATIN = re.compile(r"[^\W_]+")


def marked(text: str, words: str) -> list[tuple[str, bool]]:
    """`text` in pieces, each with whether `words` say it too: pairs of characters, Latin words, numbers."""
    said = frozenset(token for token in index_tokens(words) if len(token) >= PAIR)
    shared = {
        place for start, end in _spans(text) if fold(text[start:end]) in said for place in range(start, end)
    }
    pieces = groupby(range(len(text)), key=lambda place: place in shared)
    return [("".join(text[place] for place in places), both) for both, places in pieces]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where a token may stand: every two neighbours, and every word."""
    yield from ((start, start + PAIR) for start in range(len(text) - 1))
    yield from (word.span() for word in _LATIN.finditer(text))
