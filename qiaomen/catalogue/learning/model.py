"""A linear model that numpy alone can ask: how likely each label is, and which words spoke for it. Pure."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qiaomen.catalogue.learning.features import Codes, Counted, Document, Weights, document, spelling

MOST_WORDS = 3  # that a person is shown for one label
MOST_HEARD = 40  # sequences among which these are looked for
SHORTEST_WORD = 2  # one character alone says nothing to a reader


class Weighed(NamedTuple):
    """The known sequences of a text by their places in the vocabulary; the squares of the values make 1."""

    places: NDArray[np.int64]
    values: Weights


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Sequences in order, and how much each tells by being rare."""

    codes: Codes
    rarity: Weights

    def weigh(self, text: Counted) -> Weighed:
        """A sequence that occurs ten times does not count ten times as much."""
        places = np.searchsorted(self.codes, text.codes)
        places[places == len(self.codes)] = 0
        known = self.codes[places] == text.codes if len(self.codes) else np.zeros(len(places), dtype=bool)
        at = places[known]
        values = ((1 + np.log(text.times[known])) * self.rarity[at]).astype(np.float32)
        length = float(np.linalg.norm(values))
        return Weighed(at, values / np.float32(length or 1))


@dataclass(frozen=True, slots=True)
class Part:
    """What headings or words tell: `weights` has a row for each sequence and a column for each label."""

    vocabulary: Vocabulary
    weights: Weights
    share: float

    def speaks(self, text: Counted) -> tuple[Codes, Weights]:
        """What each known sequence of the text adds to each label."""
        at, values = self.vocabulary.weigh(text)
        return self.vocabulary.codes[at], self.weights[at] * (values * np.float32(self.share))[:, None]


class Heard(NamedTuple):
    """The known sequences of a message, those of its heading first, and what each adds to each label."""

    codes: Codes
    said: Weights


@dataclass(frozen=True, slots=True)
class Model:
    """`sharpness` turns scores into probabilities: found on messages that the scores had not seen."""

    labels: tuple[str, ...]
    heading: Part
    words: Part
    bias: Weights
    sharpness: float

    def hear(self, message: Document) -> Heard:
        """Looked up once: how likely and why are both asked of it."""
        heading, words = self.heading.speaks(message.heading), self.words.speaks(message.words)
        return Heard(np.concatenate([heading[0], words[0]]), np.concatenate([heading[1], words[1]]))

    def scores(self, message: Document) -> Weights:
        return self._scores(self.hear(message))

    def probabilities(self, heard: Heard) -> NDArray[np.float64]:
        return softmax(self._scores(heard)[None, :], self.sharpness).ravel()

    def label(self, text: str, title: str = "") -> str:
        return self.labels[int(self.scores(document(text, title)).argmax())]

    def because(self, heard: Heard, label: int) -> tuple[str, ...]:
        """The words of the message that spoke loudest for the label, none of them within another one."""
        favour = heard.said[:, label] - heard.said.mean(axis=1)
        loudest = np.argsort(-favour)[:MOST_HEARD]
        loud: Counter[int] = Counter()
        for code, by in zip(heard.codes[loudest].tolist(), favour[loudest].tolist(), strict=True):
            loud[code] += max(by, 0)
        ranked = (spelling(code) for code, by in loud.most_common() if by > 0)
        return tuple(_apart(word for word in ranked if len(word) >= SHORTEST_WORD))

    def _scores(self, heard: Heard) -> Weights:
        return np.asarray(heard.said.sum(axis=0) + self.bias, dtype=np.float32)


def softmax(scores: NDArray[np.floating], sharpness: float) -> NDArray[np.float64]:
    """A row of probabilities for each row of scores."""
    raised = np.exp(sharpness * (scores - scores.max(axis=1, keepdims=True)).astype(np.float64))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float64)


def _apart(words: Iterator[str]) -> list[str]:
    chosen: list[str] = []
    for word in words:
        if not any(set(word) & set(other) for other in chosen):
            chosen.append(word)
        if len(chosen) == MOST_WORDS:
            break
    return chosen
