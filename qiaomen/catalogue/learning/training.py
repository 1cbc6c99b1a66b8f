"""How a model is trained; imported by the worker and the terminal only, since scikit-learn is heavy."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from qiaomen.catalogue.learning.features import Counted, Document
from qiaomen.catalogue.learning.model import Model, Part, Vocabulary

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

HEADINGS_SHARE = 0.5  # beside words, which have 1
STIFFNESS = 0.7  # how much large weights cost
LEAST_MESSAGES = 2  # in which a sequence stands that is looked at


def fit(messages: Sequence[Document], labels: Sequence[str], sharpness: float = 1.0) -> Model:
    """A ridge regression for each label against all others, rare labels counting as much as common ones."""
    from scipy.sparse import hstack  # noqa: PLC0415 - heavy, for the worker alone
    from sklearn.linear_model import RidgeClassifier  # noqa: PLC0415 - heavy, for the worker alone

    headings, words = [each.heading for each in messages], [each.words for each in messages]
    known = [_vocabulary(headings), _vocabulary(words)]
    rows = hstack([_rows(known[0], headings) * HEADINGS_SHARE, _rows(known[1], words)]).tocsr()
    ridge = RidgeClassifier(alpha=STIFFNESS, class_weight="balanced", solver="sparse_cg", tol=1e-3)
    ridge.fit(rows, list(labels))
    weights, bias = _of_each_label(ridge.coef_), _of_each_label(np.reshape(ridge.intercept_, (-1, 1)))
    split = len(known[0].codes)
    return Model(
        labels=tuple(map(str, ridge.classes_)),
        heading=Part(known[0], _light(weights[:, :split].T), HEADINGS_SHARE),
        words=Part(known[1], _light(weights[:, split:].T), 1.0),
        bias=_light(bias[:, 0]),
        sharpness=sharpness,
    )


def _vocabulary(texts: Sequence[Counted]) -> Vocabulary:
    codes, messages = np.unique(np.concatenate([text.codes for text in texts]), return_counts=True)
    often = messages >= LEAST_MESSAGES
    rarity = np.log((1 + len(texts)) / (1 + messages[often])) + 1
    return Vocabulary(codes[often], _light(rarity))


def _rows(vocabulary: Vocabulary, texts: Sequence[Counted]) -> "csr_matrix":
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - heavy, for the worker alone

    weighed = [vocabulary.weigh(text) for text in texts]
    ends = np.cumsum([0, *(len(each.places) for each in weighed)])
    places = np.concatenate([each.places for each in weighed])
    values = np.concatenate([each.values for each in weighed])
    return csr_matrix((values, places, ends), shape=(len(texts), len(vocabulary.codes)))


def _of_each_label(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """A row for each label: of two labels the library gives that of the second alone."""
    values = values.reshape(-1, values.shape[-1])
    return np.vstack([-values, values]) if len(values) == 1 else values


def _light(values: NDArray[np.float64]) -> NDArray[np.float32]:
    return np.ascontiguousarray(values, dtype=np.float32)
