"""Which matters may tell of the same as a text, found in the index of words without reading them all."""

import re

import numpy as np
from django.db.models import Q
from numpy.typing import NDArray

from qiaomen.kernel.textsearch import NOTHING
from qiaomen.kernel.textsearch.folding import fold
from qiaomen.matters.index import MATTERS_TEXT
from qiaomen.matters.likeness.traits import READ, pairs_of, read
from qiaomen.matters.likeness.vocabulary import remembered

PROBES = 8  # words asked for, of the place and of the trouble each
MOST = 40  # the newest
UNKNOWN = 1e-6  # what only this text says comes last: a slip of the pen, or so new that nobody has learned it

_LATIN = re.compile(r"[a-z0-9]+")


def says_the_trouble(text: str) -> Q:
    """For matters of which the place is known otherwise: one of the most telling words of a trouble."""
    return _one_of_each(_probes(text)[1:])


def says_place_and_trouble(text: str) -> Q:
    """One of the text's most telling words of a place and one of a trouble.

    Where the text names no place, the trouble alone: the place may be on record.
    """
    return _one_of_each(_probes(text))


def _one_of_each(groups: list[list[str]]) -> Q:
    return MATTERS_TEXT.one_of_each(asked) if (asked := [each for each in groups if each]) else NOTHING


def _probes(text: str) -> list[list[str]]:
    folded, lexicon = fold(text[:READ]), remembered([read("", text)])
    pairs, codes = pairs_of(folded)
    words = _whole(folded, pairs)
    holding = lexicon.holding[codes]
    rare = np.where(holding > 1, np.log(max(lexicon.messages, 1) / np.maximum(holding, 1) + 1), UNKNOWN)
    place = np.sqrt(lexicon.named[codes] / np.maximum(lexicon.times[codes], 1))
    return [_best(words, rare * place), _best(words, rare * (1 - place))]


def _whole(folded: str, pairs: list[tuple[int, str]]) -> list[str]:
    """The index holds Latin words and numbers whole."""
    word_at = {at: found[0] for found in _LATIN.finditer(folded) for at in range(found.start(), found.end())}
    return [word_at.get(at, pair) for at, pair in pairs]


def _best(words: list[str], weights: NDArray[np.float64]) -> list[str]:
    ordered = np.argsort(-weights, kind="stable")
    return list(dict.fromkeys(words[at] for at in ordered if weights[at] > 0))[:PROBES]
