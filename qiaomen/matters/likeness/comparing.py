"""One telling beside a few others: which of them may be of the same problem, as `linking` judges it."""

from collections.abc import Sequence

import numpy as np

from qiaomen.matters.likeness.linking import ALIKE, likeness
from qiaomen.matters.likeness.traits import CODES, Lexicon, Said, Weights

NEARLY_THE_SAME = 0.5  # likeness of the troubles from which they tell alone, where no place is known
SAID_BY_ONE = 2  # counts like what two say: among a few, what only one says tells them apart


def compare(one: Said, others: Sequence[Said], lexicon: Lexicon) -> list[float]:
    """How alike each is, 0 to 1; 0 for what is of another place or another trouble."""
    for each in (one, *others):
        lexicon.holding[each.codes] = np.maximum(lexicon.holding[each.codes], SAID_BY_ONE)
    own = lexicon.traits(one)
    place, trouble = np.zeros(CODES, np.float32), np.zeros(CODES, np.float32)
    place[own.codes], trouble[own.codes] = own.place, own.trouble
    return [
        _alike(
            place[each.codes],
            each.place,
            float(trouble[each.codes] @ each.trouble),
            known=bool(own.place.any()),
        )
        for each in map(lexicon.traits, others)
    ]


def _alike(own: Weights, other: Weights, trouble: float, *, known: bool) -> float:
    if not known or not other.any():
        return trouble if trouble >= NEARLY_THE_SAME else 0.0
    alike = likeness(float(own @ other), trouble)
    return alike if alike >= ALIKE else 0.0
