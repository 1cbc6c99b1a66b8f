"""Which places a text speaks of. Pure: knows rows only as ids, paths and names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from qiaomen.kernel.textsearch.vocabulary import SHORTEST, Vocabulary
from qiaomen.territory import paths
from qiaomen.territory.folding import fold

Candidates = tuple[int, ...]


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
        """The deepest place that `text` mentions.

        Of two places that do not hold one another the first mentioned is taken, unsure. A name of several
        places counts for the one that another mention supports, and else for none.
        """
        spans = self._settled(fold(text).text)
        clear = list(dict.fromkeys(span.places[0] for span in spans if len(span.places) == 1))
        deepest = [place for place in clear if not any(self._within(other, place) for other in clear)]
        if not deepest:
            return Finding(None, sure=False)
        return Finding(deepest[0], sure=len(deepest) == 1 and all(len(span.places) == 1 for span in spans))

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
                    yield _Span(start, end, self._bearers[text[start:end]])

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
