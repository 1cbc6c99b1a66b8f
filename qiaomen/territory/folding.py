"""One spelling for letters that look or sound the same, without losing where they stood."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from qiaomen.kernel.textsearch.folding import fold as spell_plainly

# What NFKC may join to the character before it: marks, letters of Hangul, half-width voicing of kana.
_JOINING = r"\u0300-\u036f\u1160-\u11ff\u3099\u309a\u3131-\u318e\uff9e-\uffdc"
_JOINS = re.compile(f"[{_JOINING}]")
_CHINESE = "\u3400-\u9fff"
# Chinese has no spaces; what stands between its characters was typed to please the eye.
_IDEOGRAPH = re.compile(f"[{_CHINESE}]")
_GAP = re.compile(f"(?<=[{_CHINESE}]) +| +(?=[{_CHINESE}])")
_CLUSTER = re.compile(f".[{_JOINING}]*", re.DOTALL)


class Folded(NamedTuple):
    """`text` in NFKC, case-folded, in simplified characters, without spaces beside Chinese ones.

    Its character i came from `original[starts[i]:ends[i]]`.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


class _Table(dict[int, str]):
    """Character by character, filled as characters come: `str.translate` is ten times a Python loop."""

    def __missing__(self, code: int) -> str:
        spelled = _spell(chr(code))
        folded = self[code] = spell_plainly(spelled) if _IDEOGRAPH.match(spelled) else spelled
        return folded


def _spell(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


_TABLE = _Table()


def fold(text: str) -> Folded:
    folded = text.translate(_TABLE)
    if len(folded) == len(text) and not _JOINS.search(text):
        return _without_gaps(Folded(folded, range(len(text)), range(1, len(text) + 1)))
    return _without_gaps(_fold_clusters(text))


def _without_gaps(folded: Folded) -> Folded:
    gaps = [gap.span() for gap in _GAP.finditer(folded.text)]
    if not gaps:
        return folded
    begins = [0, *(end for _, end in gaps)]
    kept = [slice(*span) for span in zip(begins, [*(start for start, _ in gaps), None], strict=True)]
    text, starts, ends = folded
    return Folded(
        "".join(text[piece] for piece in kept),
        [at for piece in kept for at in starts[piece]],
        [at for piece in kept for at in ends[piece]],
    )


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
