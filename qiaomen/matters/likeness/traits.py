"""What messages are made of for the comparison: pairs of characters, weighed apart as place and as trouble.

How often a pair stands within the name of a place is learned from all messages: the root of that share is its
weight as a part of the place, the rest its weight as a part of the trouble.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qiaomen.kernel.textsearch.folding import fold
from qiaomen.matters.likeness.names import spans

Numbers = NDArray[np.int64]
Weights = NDArray[np.float32]

READ = 400  # characters of the text beside its title: what follows is complaint about the complaint
TITLE = 1.5  # how much more a pair counts that stands in the title
COMMON = 0.1  # a pair in more of the messages than this tells nothing
ENOUGH = 1000  # messages of which so much is known; an office with fewer weighs as if it had them
CODES = 1 << 20  # of pairs; where two pairs share one, mostly both are rare
_FIRST, _SECOND = 40503, 65599  # primes: spread the pairs over the codes
_PLACE, _ITEM = 0x110000, 0x110001  # no characters: the place and the item that the office has found out


@dataclass(frozen=True, slots=True)
class Said:
    """The pairs of one message: their codes, in order, their weight, and how often each is said and named."""

    codes: Numbers
    weight: Weights
    times: Weights
    named: Weights


@dataclass(frozen=True, slots=True)
class Traits:
    """Each pair's weight as a part of the place and as a part of the trouble; either has the length 1."""

    codes: Numbers
    place: Weights
    trouble: Weights

    @classmethod
    def sum(cls, parts: Iterable["Traits"]) -> "Traits":
        listed = list(parts)
        codes, where = np.unique(np.concatenate([part.codes for part in listed]), return_inverse=True)
        place = np.concatenate([part.place for part in listed])
        trouble = np.concatenate([part.trouble for part in listed])
        return cls(codes, _added(where, place, len(codes)), _added(where, trouble, len(codes)))


@dataclass(slots=True)
class Lexicon:
    """In how many messages each pair is said, how often in all, and how often within a name."""

    messages: int
    holding: Weights
    times: Weights
    named: Weights

    @classmethod
    def empty(cls) -> "Lexicon":
        return cls(0, *(np.zeros(CODES, np.float32) for _ in range(3)))

    def learn(self, said: Said) -> None:
        self.messages += 1
        self.holding[said.codes] += 1
        self.times[said.codes] += said.times
        self.named[said.codes] += said.named

    def traits(self, said: Said) -> Traits:
        """Without what only this message says, or too many say."""
        holding = self.holding[said.codes]
        messages = max(self.messages, ENOUGH)
        telling = (holding > 1) & (holding < COMMON * messages)
        codes, holding = said.codes[telling], holding[telling]
        weight = said.weight[telling] * np.log(messages / holding)
        place = np.sqrt(self.named[codes] / np.maximum(self.times[codes], 1))
        return Traits(codes, _of_length_1(weight * place), _of_length_1(weight * (1 - place)))


def read(title: str, body: str, *, place: int | None = None, item: int | None = None) -> Said:
    """What the comparison keeps of a message. `place` and `item`: ids of what the office has found out."""
    title = fold(title)
    text = f"{title}\n{fold(body[:READ])}"
    points, pairs = _points(text)
    inside = np.zeros(len(text), bool)
    for begin, end in spans(text):
        inside[begin:end] = True
    known = {_PLACE: place, _ITEM: item}
    firsts = [kind for kind, each in known.items() if each is not None]
    seconds = [each for each in known.values() if each is not None]
    codes = _codes(np.append(points[pairs], firsts), np.append(points[pairs + 1], seconds))
    named = np.append(inside[pairs] | inside[pairs + 1], [kind == _PLACE for kind in firsts])
    return _counted(codes, named, np.append(pairs < len(title), [True] * len(firsts)))


def pairs_of(text: str) -> tuple[list[tuple[int, str]], Numbers]:
    """The pairs of a text that is folded already, each with where it stands, and the code of each."""
    points, at = _points(text)
    pairs = [(each, text[each : each + 2]) for each in at.tolist()]
    return pairs, _codes(points[at], points[at + 1])


def _points(text: str) -> tuple[Numbers, Numbers]:
    """The number of each character, and where two letters or digits stand side by side."""
    points = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32).astype(np.int64)
    word = np.fromiter((each.isalnum() for each in text), bool, len(text))
    return points, np.flatnonzero(word[:-1] & word[1:])


def _codes(firsts: Numbers, seconds: Numbers) -> Numbers:
    return (firsts.astype(np.int64) * _FIRST + seconds.astype(np.int64) * _SECOND) % CODES


def _counted(codes: Numbers, named: NDArray[np.bool_], titled: NDArray[np.bool_]) -> Said:
    unique, where = np.unique(codes, return_inverse=True)
    size = len(unique)
    times = _added(where, np.ones(len(codes), np.float32), size)
    in_title = np.minimum(_added(where, titled.astype(np.float32), size), 1)
    weight = 1 + np.log(np.maximum(times, 1)) + TITLE * in_title
    return Said(unique, weight.astype(np.float32), times, _added(where, named.astype(np.float32), size))


def _added(where: Numbers, values: Weights, size: int) -> Weights:
    return np.bincount(where, values, size).astype(np.float32)


def _of_length_1(weights: Weights) -> Weights:
    length = float(np.sqrt((weights * weights).sum()))
    return (weights / length if length else weights).astype(np.float32)
