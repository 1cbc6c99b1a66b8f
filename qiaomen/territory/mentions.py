"""Which places a text speaks of. Pure: knows rows only as ids, paths and names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from qiaomen.kernel.textsearch.vocabulary import SHORTEST, Vocabulary
from qiaomen.territory import paths
from qiaomen.territory.folding import fold

Candidates = tuple[int, ...]

# What a place only lends its name to: 雨花大道, 芙蓉南路, 浏阳河. Not 路灯, 街道, 河边: those lie in it.
_NAMED_AFTER = re.compile(
    r"[东西南北中]?(?:路(?![灯口边面段旁政])|大道|街(?![道上边坊])|河(?![边道里])|大桥|寺)"
)
# 柳岸村路 is a road in the village: only larger places and short names lend theirs.
_NAMES_NO_ROAD = re.compile(r"(?:社区|小区|街道|[村镇乡组格栋])$")


class Named(NamedTuple):
    """One name of a place; a place may have several."""

    place_id: int
    path: str
    text: str


class Mention(NamedTuple):
    """`text` is as the writer spelled it: `original[start:end]`."""

    place_id: int
    start: int
    end: int
    text: str


class Finding(NamedTuple):
    """The place that a text is about, as far as its words tell; `sure` if they leave no doubt."""

    place_id: int | None
    sure: bool


class _Span(NamedTuple):
    """A name in the folded text, and the places that it may mean."""

    start: int
    end: int
    places: Candidates
    borrowed: bool = False
    """A road or river is called after it, so that it says little of where the road is."""


class Gazetteer:
    """All names of one edition of the territory, for many texts."""

    def __init__(self, names: Iterable[Named]) -> None:
        self._path: dict[int, str] = {}
        bearers: defaultdict[str, set[int]] = defaultdict(set)
        for place_id, path, text in names:
            folded = fold(text).text
            if len(folded) >= SHORTEST:
                self._path[place_id] = path
                bearers[folded].add(place_id)
        self._bearers = {name: self._outermost(ids) for name, ids in bearers.items()}
        self._names = Vocabulary(self._bearers)

    def mentions(self, text: str) -> list[Mention]:
        """The names in `text` from left to right; one that stays ambiguous stands once for each place."""
        folded = fold(text)
        found = []
        for span in self._settled(folded.text):
            start, end = folded.starts[span.start], folded.ends[span.end - 1]
            found += [Mention(place, start, end, text[start:end]) for place in span.places]
        return found

    def best(self, text: str) -> Finding:
        """The place that `text` is about; its first line is the title and counts before all others.

        It is the deepest place of the title, or a deeper one within it, if the rest names only one. Where no
        title tells, of several places the one is taken that is named too and holds them all, else the first
        mentioned, unsure. A name of several places counts for the one that another mention supports, and else
        for none; so does a name that a road has borrowed, unless nothing else is said.
        """
        folded = fold(text).text
        spans = self._settled(folded)
        telling = [span for span in spans if len(span.places) == 1]
        telling = [span for span in telling if not span.borrowed] or telling
        if not telling:
            return Finding(None, sure=False)
        deepest = self._deepest(telling)
        sure = len(deepest) == 1 and all(len(span.places) == 1 for span in spans if not span.borrowed)
        end_of_title = folded.find("\n")
        titled = self._deepest(span for span in telling if span.end <= end_of_title)
        meant = self._meant(deepest, titled or self._holders(telling, deepest))
        return Finding(meant, sure=sure and not telling[0].borrowed)

    def _meant(self, deepest: list[int], above: list[int]) -> int:
        """The only one of `deepest` in the first of `above`, else that one itself."""
        if not above:
            return deepest[0]
        within = [place for place in deepest if self._within(place, above[0])]
        return within[0] if len(within) == 1 else above[0]

    def _holders(self, spans: Iterable[_Span], places: list[int]) -> list[int]:
        """Those of the spans' places that hold all of `places`, the deepest first."""
        holders = {span.places[0] for span in spans}
        holding = [one for one in holders if all(self._within(place, one) for place in places)]
        return sorted(holding, key=self._path.__getitem__, reverse=True)

    def _deepest(self, spans: Iterable[_Span]) -> list[int]:
        """The places of these that hold no other of them, as first mentioned."""
        places = list(dict.fromkeys(span.places[0] for span in spans))
        return [place for place in places if not any(self._within(other, place) for other in places)]

    def _settled(self, text: str) -> list[_Span]:
        """The spans, each narrowed as far as the others support."""
        spans = sorted(_apart(self._spans(text)))
        while True:
            known = {span.places[0] for span in spans if len(span.places) == 1}
            narrowed = [span._replace(places=self._supported(span.places, known)) for span in spans]
            if narrowed == spans:
                return spans
            spans = narrowed

    def _spans(self, text: str) -> Iterator[_Span]:
        """Every occurrence of every name, overlapping ones too."""
        for start, ends in self._names.found(text):
            for end in ends:
                if _stands_alone(text, start, end):
                    name = text[start:end]
                    yield _Span(start, end, self._bearers[name], _lends(name, text, end))

    def _supported(self, places: Candidates, known: set[int]) -> Candidates:
        """Those of `places` that hold or lie in the deepest of the places known from other words."""
        if len(places) == 1 or not known:
            return places
        support = {place: max(self._support(place, other) for other in known) for place in places}
        most = max(support.values())
        return tuple(place for place in places if support[place] == most)

    def _support(self, one: int, other: int) -> int:
        path, known = self._path[one], self._path[other]
        return min(paths.depth(path), paths.depth(known)) if paths.related(path, known) else 0

    def _within(self, inner: int, outer: int) -> bool:
        return inner != outer and paths.holds(self._path[outer], self._path[inner])

    def _outermost(self, ids: set[int]) -> Candidates:
        """By path; if one of them holds all others, the name surely means something in that one."""
        first, *others = sorted(ids, key=self._path.__getitem__)
        return (first,) if all(self._within(other, first) for other in others) else (first, *others)


def _apart(spans: Iterable[_Span]) -> Iterator[_Span]:
    """The longest spans, of equally long ones the first, without those that overlap them."""
    taken: set[int] = set()
    for span in sorted(spans, key=lambda each: (each.start - each.end, each.start)):
        if taken.isdisjoint(reach := range(span.start, span.end)):
            taken.update(reach)
            yield span


def _lends(name: str, text: str, end: int) -> bool:
    return bool(_NAMED_AFTER.match(text, end)) and not _NAMES_NO_ROAD.search(name)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Not a piece of a longer Latin word or number: 1栋 is not in 11栋, nor A1 in A12."""
    return not (_runs_on(text, start) or _runs_on(text, end))


def _runs_on(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    if not (left.isascii() and right.isascii()):
        return False
    return (left.isdigit() and right.isdigit()) or (left.isalpha() and right.isalpha())
