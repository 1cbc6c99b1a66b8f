"""Where the words of a query stand in a text, for eyes that look for them."""

import re
from collections.abc import Iterator, Sequence

from qiaomen.kernel.textsearch.folding import fold
from qiaomen.kernel.textsearch.tokens import LETTER, is_paired, query_runs

Piece = tuple[str, bool]
"""A part of a text, and whether it is one of the words that were looked for."""

BEFORE, WIDTH = 16, 80
"""Characters of a passage that stand before the first word found, and altogether."""
CUT = "…"
_GAP = r"[\W_]*"


def pieces(text: str, query: str) -> list[Piece]:
    """All of `text`, in order."""
    found: list[Piece] = []
    end = 0
    for start, stop in _apart(_spans(text, query)):
        found += [(text[end:start], False), (text[start:stop], True)]
        end = stop
    return [piece for piece in (*found, (text[end:], False)) if piece[0]]


def passage(text: str, query: str) -> str:
    """What stands around the first word that is found; "" if none is."""
    first = min(_spans(text, query), default=None)
    if first is None:
        return ""
    start = max(0, first[0] - BEFORE)
    cut = text[start : start + WIDTH]
    line = " ".join(cut.split())
    return f"{CUT if start else ''}{line}{CUT if start + WIDTH < len(text) else ''}"


def _spans(text: str, query: str) -> Iterator[tuple[int, int]]:
    """Where a word begins and ends in `text`, word after word."""
    folded, origin = _aligned(text)
    for runs in query_runs(query):
        for match in re.finditer(_pattern(runs), folded):
            yield origin[match.start()], origin[match.end() - 1] + 1


def _aligned(text: str) -> tuple[str, Sequence[int]]:
    """The text as it is indexed, and from where in `text` each of its characters comes."""
    folded = fold(text)
    if len(folded) == len(text):
        return folded, range(len(text))
    spelled = [(fold(char), place) for place, char in enumerate(text)]
    return "".join(part for part, _place in spelled), [place for part, place in spelled for _each in part]


def _pattern(runs: Sequence[str]) -> str:
    """The runs one after another, as they follow in the index; Latin words and numbers are whole ones."""
    return _GAP.join(
        re.escape(run) if is_paired(run) else f"(?<!{LETTER}){re.escape(run)}(?!{LETTER})" for run in runs
    )


def _apart(spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans that touch or overlap as one."""
    begin = end = 0
    for start, stop in sorted(spans):
        if start > end and end:
            yield begin, end
        if start > end or not end:
            begin = start
        end = max(end, stop)
    if end:
        yield begin, end
