"""Which matters may tell of the same as a text, found in the index of words without reading them all."""

from functools import reduce
from operator import or_

import numpy as np
from django.db.models import Q
from numpy.typing import NDArray

from qiaomen.kernel.textsearch.folding import fold
from qiaomen.matters.index import MATTERS_TEXT
from qiaomen.matters.likeness.traits import READ, Lexicon, pairs_of
from qiaomen.matters.querysets import MatterQuerySet

PROBES = 8  # pairs of characters asked for, of the place and of the trouble each
MOST = 40  # the newest


def candidates(text: str, lexicon: Lexicon, among: MatterQuerySet) -> list[int]:
    """Ids of matters that say one of the text's most telling pairs of a place and one of a trouble.

    Where the text names no place, the trouble alone: the place may be on record.
    """
    pairs, codes = pairs_of(fold(text[:READ]))
    holding = np.maximum(lexicon.holding[codes], 1)
    rare = np.log(max(lexicon.messages, 1) / holding + 1) * (lexicon.holding[codes] > 0)
    place = np.sqrt(lexicon.named[codes] / np.maximum(lexicon.times[codes], 1))
    asked = [_saying(pairs, rare * place), _saying(pairs, rare * (1 - place))]
    if said := [each for each in asked if each is not None]:
        return list(among.filter(*said).order_by("-pk").values_list("pk", flat=True)[:MOST])
    return []


def _saying(pairs: list[str], weights: NDArray[np.float64]) -> Q | None:
    best = dict.fromkeys(pairs[at] for at in np.argsort(-weights) if weights[at] > 0)
    asked = [MATTERS_TEXT.condition(pair) for pair in list(best)[:PROBES]]
    return reduce(or_, asked) if asked else None
