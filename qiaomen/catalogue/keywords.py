"""Which item a text is about, as far as its words tell. Pure: knows items only as ids, names and keywords."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from qiaomen.kernel.textsearch.folding import fold
from qiaomen.kernel.textsearch.vocabulary import SHORTEST, Vocabulary

ENOUGH = 8  # one hand-picked word of two characters in the title, or two of them in the text
MARGIN = 2  # how many times the next best item's score is clear enough
IN_TITLE = 2  # how many times a word in the text a word in the title counts

_BETWEEN_PARTS = re.compile(r"[与及和、/,，;；()（）\s]+")
_SAYS_NOTHING = frozenset({"其他", "其它", "其他类", "综合"})


class Entry(NamedTuple):
    """An item as it may be found in a text."""

    item_id: int
    parent_id: int | None
    name: str
    keywords: tuple[str, ...]


class Found(NamedTuple):
    """What the words of a text say for one item."""

    score: float
    because: tuple[str, ...]


class Guess(NamedTuple):
    """`because` are the keywords found, as the catalogue spells them."""

    item_id: int | None
    sure: bool
    because: tuple[str, ...]


def parts(name: str) -> tuple[str, ...]:
    """The words of an item's name that may stand in a resident's text: 公交与共享单车 has two."""
    words = dict.fromkeys(_BETWEEN_PARTS.split(name))
    return tuple(word for word in words if len(word) >= SHORTEST and word not in _SAYS_NOTHING)


class Keywords:
    """All words of one state of the catalogue, for many texts.

    A word weighs by its length: the longer, the less likely by chance. One that an item has only in its name
    weighs a little less than one that somebody picked, and one of several items is shared among them.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._parent: dict[int, int | None] = {}
        self._weights: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._spelled: dict[str, str] = {}
        for entry in entries:
            self._parent[entry.item_id] = entry.parent_id
            named = parts(entry.name)
            for word in (*named, *entry.keywords):
                folded = fold(word)
                self._spelled.setdefault(folded, word)
                self._weights[folded][entry.item_id] = 2 * len(folded) - (word in named)
        self._above = set(self._parent.values())
        self._words = Vocabulary(self._weights)

    def guess(self, text: str, title: str = "") -> Guess:
        return self.judge(self.found(text, title))

    def found(self, text: str, title: str = "") -> Mapping[int, Found]:
        """All items that some word speaks for."""
        in_title, in_text = words_in(fold(title), self._words), words_in(fold(text), self._words)
        words = in_title | in_text
        scores = self._scores(words, in_title)
        return {item_id: Found(score, self._because(item_id, words)) for item_id, score in scores.items()}

    def judge(self, found: Mapping[int, Found]) -> Guess:
        """The item with the greatest score, of equal ones one with none below it.

        Sure if there is none below it and no other comes near.
        """
        if not found:
            return Guess(None, sure=False, because=())
        scores = {item_id: spoke.score for item_id, spoke in found.items()}
        best = max(scores, key=lambda item_id: (scores[item_id], item_id not in self._above, -item_id))
        return Guess(best, self._stands_out(best, scores), found[best].because)

    def has_below(self, item_id: int) -> bool:
        return item_id in self._above

    def _because(self, item_id: int, words: set[str]) -> tuple[str, ...]:
        return tuple(sorted(self._spelled[word] for word in words if item_id in self._weights[word]))

    def _scores(self, found: set[str], in_title: set[str]) -> Mapping[int, float]:
        scores: defaultdict[int, float] = defaultdict(float)
        for word in found:
            weights = self._weights[word]
            times = (IN_TITLE if word in in_title else 1) / len(weights)
            for item_id, weight in weights.items():
                scores[item_id] += weight * times
        return scores

    def _stands_out(self, best: int, scores: Mapping[int, float]) -> bool:
        if best in self._above or scores[best] < ENOUGH:
            return False
        line = self._line(best)
        rivals = (score for item_id, score in scores.items() if item_id not in line)
        return scores[best] >= MARGIN * max(rivals, default=0)

    def _line(self, item_id: int) -> set[int]:
        """The item and all above it, which do not speak against it."""
        line = set()
        at: int | None = item_id
        while at is not None:
            line.add(at)
            at = self._parent.get(at)
        return line


def words_in(text: str, vocabulary: Vocabulary) -> set[str]:
    """The words in folded text from left to right, the longest first; what lies within one is not counted."""
    words = set()
    free = 0  # where the last word ended
    for start, ends in vocabulary.found(text):
        if start < free or _runs_on(text, start):
            continue
        end = next((end for end in reversed(ends) if not _runs_on(text, end)), None)
        if end is not None:
            words.add(text[start:end])
            free = end
    return words


def _runs_on(text: str, at: int) -> bool:
    """Whether a Latin word or a number goes on across `at`: a lift is not in shoplifting."""
    if not 0 < at < len(text):
        return False
    both = text[at - 1 : at + 1]
    return both.isascii() and both.isalnum()
