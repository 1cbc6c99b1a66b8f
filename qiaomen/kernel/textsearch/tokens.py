"""How a text and a query become tokens, the same for both databases.

Chinese and Korean are written without reliable gaps between words. So a run of their characters
is indexed by every pair of neighbours and, last, by its final character alone (噪音大: 噪音, 音大,
大): each character begins exactly one token, at its own position. A word that somebody looks for
is then a phrase of pairs, and a single character is a prefix. Latin words and numbers are whole
tokens.
"""

import re
from typing import NamedTuple

from qiaomen.kernel.textsearch.folding import fold

TOKEN_LIMIT = 64
"""Characters kept of a Latin token: a lexeme of PostgreSQL may have 2,046 bytes."""
WORD_LIMIT = 16
"""Words of a query that are asked for. Leaving out the rest finds more, never less."""
PHRASE_LIMIT = 64
"""Tokens of a word that are asked for."""

# Explicit ranges: what Python calls a letter grows with its version, and an index outlives that.
_PAIRED = (
    "\u1100-\u11ff\uac00-\ud7a3"  # Hangul, letters and syllables
    "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc-\u312f"  # 々〆〇, kana, bopomofo
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese characters
    "\ue000-\uf8ff"  # private use, where older systems put rare names
)
_RUN = re.compile(rf"[{_PAIRED}]+|[^\W_{_PAIRED}]+")
_PAIRED_RUN = re.compile(rf"[{_PAIRED}]+")
LETTER = rf"[^\W_{_PAIRED}]"
"""A pattern for one character of a Latin word or of a number."""


class Phrase(NamedTuple):
    """Tokens that follow one another; with `prefix`, the last one need only begin so."""

    tokens: tuple[str, ...]
    prefix: bool = False


def index_tokens(text: str) -> list[str]:
    """The tokens of a text, one a position."""
    return _tokens(_RUN.findall(fold(text)))


def query_tokens(text: str) -> list[Phrase]:
    """One phrase for each word (what stands between spaces); none when nothing can be searched."""
    return [_phrase(runs) for runs in query_runs(text)]


def query_runs(text: str) -> list[list[str]]:
    """Of each word what can be looked for: runs of Chinese and Korean, Latin words, numbers."""
    words = (_RUN.findall(word) for word in fold(text).split())
    return [runs for runs in words if runs][:WORD_LIMIT]


def is_paired(run: str) -> bool:
    """Whether it is one of Chinese or Korean characters."""
    return bool(_PAIRED_RUN.match(run))


def _tokens(runs: list[str]) -> list[str]:
    tokens: list[str] = []
    for run in runs:
        if is_paired(run):
            tokens += [run[at : at + 2] for at in range(len(run))]
        else:
            tokens.append(run[:TOKEN_LIMIT])
    return tokens


def _phrase(runs: list[str]) -> Phrase:
    tokens = tuple(_tokens(runs))
    if len(tokens) > PHRASE_LIMIT:
        return Phrase(tokens[:PHRASE_LIMIT])
    if not is_paired(runs[-1]):
        return Phrase(tokens)
    if len(runs[-1]) == 1:
        return Phrase(tokens, prefix=True)
    return Phrase(tokens[:-1])  # in the text the run may go on; the last pair says all
