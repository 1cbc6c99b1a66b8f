"""Messages that tell of the same problem are put together, the most alike first.

Two groups are as alike as the root of (mean likeness of their places x mean likeness of their troubles).
Neither alone is enough: one estate has many troubles, and one trouble is told of in many estates.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from qiaomen.matters.likeness.traits import CODES, Numbers, Traits, Weights

ALIKE = 0.12  # the root of both likenesses from which two are the same
SAME_PLACE = 0.06  # the least likeness of the places
SAME_TROUBLE = 0.04  # the least likeness of the troubles
MANY = 16  # in a group larger than this
SURER = 0.1  # a mean says more: it counts more with the root of how much larger it is …
SUREST = 1.6  # … up to this
NEAREST = 40  # others that one is compared with exactly
SPREAD = 1500  # a pair that so many say leads to nobody


def likeness(place: float, trouble: float) -> float:
    """Of two, by that of their places and that of their troubles."""
    return sqrt(place * trouble) if place >= SAME_PLACE and trouble >= SAME_TROUBLE else 0.0


@dataclass(slots=True)
class Cluster:
    """Members by their place in the list, and the sum of their traits. `known` were together before."""

    members: list[int]
    traits: Traits
    known: bool = False
    near: set[int] = field(default_factory=set)


def link(messages: Sequence[Traits], together: Mapping[int, int]) -> list[list[int]]:
    """Groups of places in the list `messages`.

    `together` says which of them are in one group already, by any number: such groups grow, but are never
    joined and never taken apart.
    """
    if not messages:
        return []
    bench, postings = Bench(messages, together), Postings(messages)
    for one, traits in enumerate(messages):
        bench.meet(one, postings.nearest(one, traits))
    bench.settle()
    return [cluster.members for cluster in bench.clusters.values()]


class Bench:
    """The groups while they grow. A heap proposes the most alike two, and forgets what has grown since."""

    def __init__(self, messages: Sequence[Traits], together: Mapping[int, int]) -> None:
        listed: dict[tuple[bool, int], list[int]] = {}
        for one in range(len(messages)):
            listed.setdefault((one in together, together.get(one, one)), []).append(one)
        self.clusters: dict[int, Cluster] = {}
        self.home: dict[int, int] = {}
        for (known, _number), members in listed.items():
            traits = (
                Traits.sum(messages[one] for one in members) if len(members) > 1 else messages[members[0]]
            )
            self.clusters[members[0]] = Cluster(members, traits, known)
            self.home |= dict.fromkeys(members, members[0])
        self.heap: list[tuple[float, int, int, int, int]] = []
        self.place, self.trouble = np.zeros(CODES, np.float32), np.zeros(CODES, np.float32)

    def meet(self, one: int, others: Sequence[int]) -> None:
        """Who may belong together at all."""
        here = self.home[one]
        there = {self.home[other] for other in others} - {here} - self.clusters[here].near
        for other in there:
            self.clusters[here].near.add(other)
            self.clusters[other].near.add(here)
        self._propose(here, there)

    def settle(self) -> None:
        while self.heap:
            _likeness, one, other, size, other_size = heappop(self.heap)
            if self._is_still(one, size) and self._is_still(other, other_size):
                self._join(one, other)

    def _is_still(self, key: int, size: int) -> bool:
        return key in self.clusters and len(self.clusters[key].members) == size

    def _join(self, one: int, other: int) -> None:
        """The one that was there before keeps its place."""
        if self.clusters[other].known:
            one, other = other, one
        kept, gone = self.clusters[one], self.clusters.pop(other)
        kept.members += gone.members
        kept.traits = Traits.sum((kept.traits, gone.traits))
        kept.near = (kept.near | gone.near) - {one, other}
        for each in gone.near - {one}:
            self.clusters[each].near.discard(other)
            self.clusters[each].near.add(one)
        self._propose(one, kept.near)

    def _propose(self, one: int, others: set[int]) -> None:
        cluster = self.clusters[one]
        codes = cluster.traits.codes
        self.place[codes], self.trouble[codes] = cluster.traits.place, cluster.traits.trouble
        for other in others:
            candidate = self.clusters[other]
            if cluster.known and candidate.known:
                continue
            alike = self._likeness(cluster, candidate)
            if alike >= ALIKE:
                heappush(self.heap, (-alike, one, other, len(cluster.members), len(candidate.members)))
        self.place[codes] = self.trouble[codes] = 0

    def _likeness(self, spread: Cluster, other: Cluster) -> float:
        """`spread` lies spread out in `place` and `trouble`."""
        pairs = len(spread.members) * len(other.members)
        place = float(self.place[other.traits.codes] @ other.traits.place) / pairs
        trouble = float(self.trouble[other.traits.codes] @ other.traits.trouble) / pairs
        larger = max(len(spread.members), len(other.members))
        return likeness(place, trouble) * min(SUREST, 1 + SURER * sqrt(max(0, larger - MANY)))


class Postings:
    """Who says each pair, and with which weights."""

    def __init__(self, messages: Sequence[Traits]) -> None:
        self.messages = len(messages)
        lengths = [len(each.codes) for each in messages]
        codes = np.concatenate([each.codes for each in messages])
        order = np.argsort(codes, kind="stable")
        self.begins = np.searchsorted(codes[order], np.arange(CODES + 1))
        self.who = np.repeat(np.arange(self.messages), lengths)[order]
        self.place = np.concatenate([each.place for each in messages])[order]
        self.trouble = np.concatenate([each.trouble for each in messages])[order]

    def nearest(self, one: int, traits: Traits) -> list[int]:
        """The others that are most alike by the pairs that not too many say."""
        begins = self.begins[traits.codes]
        counts = self.begins[traits.codes + 1] - begins
        counts[counts > SPREAD] = 0
        at = np.repeat(begins - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        place = self._sums(at, self.place[at] * np.repeat(traits.place, counts))
        likeness = place * self._sums(at, self.trouble[at] * np.repeat(traits.trouble, counts))
        likeness[one] = 0
        some = np.flatnonzero(likeness > 0)
        if len(some) > NEAREST:
            some = some[np.argpartition(likeness[some], -NEAREST)[-NEAREST:]]
        return [int(each) for each in some]

    def _sums(self, at: Numbers, weights: Weights) -> NDArray[np.float64]:
        return np.bincount(self.who[at], weights, self.messages).astype(np.float64)
