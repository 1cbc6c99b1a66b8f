"""How right a model is, by label, and whether it is as right as it is sure. Worker and terminal only."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from qiaomen.catalogue.learning.features import Document
from qiaomen.catalogue.learning.model import softmax
from qiaomen.catalogue.learning.training import fit

FOLDS = 5
STEPS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)  # of the calibration table
Answers = Sequence[str] | NDArray[np.object_]  # labels, one for each message
SHARPEST = 10.0  # few messages that are told apart by chance must not make a model certain
_NEVER = -9.0  # the score of a label that a fold has not seen


@dataclass(frozen=True, slots=True)
class OfLabel:
    label: str
    precision: float
    recall: float
    f1: float
    messages: int


@dataclass(frozen=True, slots=True)
class Sureness:
    """Of the messages for which the best label had a probability in this step."""

    below: float
    messages: int
    said: float
    right: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """`error` is the standard error of `macro_f1` over the folds."""

    macro_f1: float
    error: float
    by_label: tuple[OfLabel, ...]
    sureness: tuple[Sureness, ...]
    sharpness: float

    def lines(self) -> list[str]:
        facts = {"f1": f"{self.macro_f1:.3f}", "error": f"{self.error:.3f}", "folds": FOLDS}
        return [
            _("Macro-F1 %(f1)s ± %(error)s (%(folds)d-fold cross-validation, copies kept together)") % facts,
            _("label: precision, recall, F1, messages"),
            *(
                f"  {row.label}: {row.precision:.3f}, {row.recall:.3f}, {row.f1:.3f}, {row.messages}"
                for row in self.by_label
            ),
            _("said to be sure: is right, messages"),
            *(f"  {row.said:.2f}: {row.right:.2f}, {row.messages}" for row in self.sureness),
        ]


def cross_validate(
    messages: Sequence[Document], labels: Sequence[str], group: NDArray[np.int64]
) -> Judgement:
    """Each message is judged by a model that has seen neither it nor a copy of it."""
    from sklearn.model_selection import StratifiedGroupKFold  # noqa: PLC0415 - heavy, for the worker alone

    names, truth = sorted(set(labels)), np.array(labels, dtype=object)
    scores, folds = np.full((len(truth), len(names)), _NEVER), []
    for learned, kept in StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0).split(truth, truth, group):
        model = fit([messages[at] for at in learned], list(truth[learned]))
        columns = [names.index(label) for label in model.labels]
        for at in kept:
            scores[at, columns] = model.scores(messages[at])
        folds.append(macro_f1(truth[kept], _best(names, scores[kept])))
    sharpness = _sharpest(scores, np.searchsorted(names, truth.astype(str)))
    chances, best = softmax(scores, sharpness), _best(names, scores)
    return Judgement(
        float(np.mean(folds)),
        float(np.std(folds, ddof=1)) / sqrt(FOLDS),
        by_label(truth, best),
        _sureness(chances.max(axis=1), best == truth),
        sharpness,
    )


def macro_f1(truth: Answers, said: Answers) -> float:
    from sklearn.metrics import f1_score  # noqa: PLC0415 - heavy, for the worker alone

    return float(f1_score(truth, said, average="macro", zero_division=0))


def by_label(truth: Answers, said: Answers) -> tuple[OfLabel, ...]:
    from sklearn.metrics import precision_recall_fscore_support  # noqa: PLC0415 - heavy, for the worker alone

    names = sorted(set(truth) | set(said))
    found: Any = precision_recall_fscore_support(truth, said, labels=names, zero_division=0)
    return tuple(
        OfLabel(name, float(precision), float(recall), float(f1), int(messages))
        for name, precision, recall, f1, messages in zip(names, *found, strict=True)
    )


def _best(names: Sequence[str], scores: NDArray[np.floating]) -> NDArray[np.object_]:
    best: NDArray[np.object_] = np.array(names, dtype=object)[scores.argmax(axis=1)]
    return best


def _sharpest(scores: NDArray[np.floating], truth: NDArray[np.int64]) -> float:
    """By which the right labels are likeliest: one number (Guo and others 2017), so it cannot be overdone."""
    rows = np.arange(len(truth))
    tried = np.geomspace(0.3, SHARPEST, 120)
    unlikely = [-np.log(softmax(scores, at)[rows, truth] + 1e-12).mean() for at in tried]
    return float(tried[int(np.argmin(unlikely))])


def _sureness(said: NDArray[np.floating], right: NDArray[np.bool_]) -> tuple[Sureness, ...]:
    steps = []
    for start, below in pairwise(STEPS):
        here = (said > start) & (said <= below)
        if here.any():
            steps.append(
                Sureness(below, int(here.sum()), float(said[here].mean()), float(right[here].mean()))
            )
    return tuple(steps)
