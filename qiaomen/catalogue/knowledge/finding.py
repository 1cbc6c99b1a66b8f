"""Which short answers fit what somebody says, as it is being typed. Pure: knows answers only as entries."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from qiaomen.kernel.textsearch.folding import fold
from qiaomen.kernel.textsearch.tokens import index_tokens

MOST = 3
COMMON = 4  # a pair of characters that more than every fourth answer has tells nothing by itself,
FEW = 2  # unless so few have it
ASKING = re.compile(
    "你好|您好|请问|想问|咨询|了解|一下|怎么办|怎么样|怎么|怎样|如何|哪里|哪儿|什么时候|什么|多少钱|多少|多久"
    "|为什么|能不能|可不可以|可以|需要|有没有|是不是|어떻게|어디|언제|무엇|얼마"
)
"""What questions are made of, whatever they are about."""
NEAR = 0.25  # this part of a question, or of what is said, is enough however common its words
ENOUGH = 1.5  # or so many rare pairs
TIED = 1.5  # what the item of the text counts, in rare pairs


@dataclass(frozen=True, slots=True)
class Entry:
    """A short answer as it may be found; `asked` are the question and the other ways to ask it."""

    code: str
    asked: tuple[str, ...]
    item_id: int | None = None
    outdated: bool = False


class Finder:
    """All answers of one state, for many texts.

    A text shares pairs of neighbouring characters with a question; a pair weighs the more, the fewer answers
    have it. So 居住证 finds its answer within a long story, and 怎么办 finds none.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = {entry.code: entry for entry in entries}
        self._pairs = {code: _pairs(" ".join(entry.asked)) for code, entry in self._entries.items()}
        self._ways = {code: [*map(_pairs, entry.asked)] for code, entry in self._entries.items()}
        held = Counter(pair for pairs in self._pairs.values() for pair in pairs)
        rare = log(1 + len(self._entries))
        self._weight = {pair: log((1 + len(self._entries)) / number) / rare for pair, number in held.items()}
        self._telling = {
            pair for pair, number in held.items() if number <= max(FEW, len(self._entries) / COMMON)
        }

    def find(self, text: str, *, item_id: int | None = None, most: int = MOST) -> list[str]:
        """The codes of the best ones, outdated ones last; `item_id` is what the text is about."""
        said = _pairs(text)
        scores = {code: self._score(code, said, item_id) for code in self._entries}
        found = [code for code, score in scores.items() if score > 0]
        return sorted(found, key=lambda code: (self._entries[code].outdated, -scores[code], code))[:most]

    def _score(self, code: str, said: frozenset[str], item_id: int | None) -> float:
        """0 where too little is shared; of equal words the closer question is the better one."""
        shared = self._pairs[code] & said
        if not shared & self._telling:
            return 0
        weight = sum(self._weight[pair] for pair in shared)
        closest = max(len(way & said) / len(way) for way in self._ways[code] if way)
        if max(closest, len(shared) / len(said)) < NEAR and weight < ENOUGH:
            return 0
        tied = TIED if item_id is not None and item_id == self._entries[code].item_id else 0
        return weight * (0.5 + closest) + tied


def _pairs(text: str) -> frozenset[str]:
    """Pairs of characters, Latin words and numbers; a character alone says too little."""
    return frozenset(token for token in index_tokens(ASKING.sub(" ", fold(text))) if len(token) > 1)
