"""Which messages are nearly the same: a copy must not be learned from and judged by at once."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qiaomen.catalogue.learning.features import Codes, Document

HELD_OUT = 5  # one message of so many is kept to judge by
_SKETCH = 16  # sequences of a message that stand for all
_SHORTER = np.uint64(1 << 48)  # below it a sequence has less than four characters
_MIX = np.uint64(0x9E3779B97F4A7C15)


def groups(messages: Sequence[Document]) -> NDArray[np.int64]:
    """A number for each message, the same for copies: two thirds of their sketches agree (Broder 1997)."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - heavy, for the worker alone
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - heavy, for the worker alone

    sketches = [_sketch(message) for message in messages]
    sizes = np.array([len(sketch) for sketch in sketches])
    _seen, columns = np.unique(np.concatenate(sketches), return_inverse=True)
    ends = np.cumsum([0, *sizes])
    marks = csr_matrix((np.ones(len(columns), dtype=np.int32), columns, ends))
    shared = (marks @ marks.T).tocoo()
    alike = 3 * shared.data >= 2 * np.minimum(sizes[shared.row], sizes[shared.col])
    graph = csr_matrix((alike, (shared.row, shared.col)), shape=(len(sizes), len(sizes)))
    graph.eliminate_zeros()
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)


def held_out(messages: Sequence[Document], group: NDArray[np.int64]) -> NDArray[np.bool_]:
    """The messages to judge by: chosen by their words, so that they are the same ones next time."""
    first = np.array([np.bitwise_xor.reduce(_sketch(message)) for message in messages], dtype=np.uint64)
    least = np.full(group.max() + 1, np.iinfo(np.uint64).max, dtype=np.uint64)
    np.minimum.at(least, group, first)
    return np.asarray(least[group] % np.uint64(HELD_OUT) == 0)


def _sketch(message: Document) -> Codes:
    """The smallest of all its long sequences, once these are well shuffled."""
    codes = message.words.codes
    shuffled = codes[codes >= _SHORTER] * _MIX
    return np.sort(shuffled ^ (shuffled >> np.uint64(29)))[:_SKETCH]
