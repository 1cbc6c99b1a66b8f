"""Keywords and model together: three items at most, each with its chance and its reasons. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from qiaomen.catalogue.keywords import ENOUGH, Found, Guess, Keywords
from qiaomen.catalogue.learning.features import document
from qiaomen.catalogue.learning.linking import Labels
from qiaomen.catalogue.learning.model import Model

MOST_CHOICES = 3
KEPT = 2  # what stays with the item of a label itself, beside the scores of those below it


class Choice(NamedTuple):
    item_id: int
    chance: float
    because: tuple[str, ...]


class Joined(NamedTuple):
    """The likeliest first. `learned` where a model spoke: how often its chances are right was counted."""

    choices: tuple[Choice, ...]
    sure: bool
    learned: bool


@dataclass(frozen=True, slots=True)
class Joiner:
    """Without a model keywords speak alone: what they give are shares, and nobody has counted how often these
    are right.

    With one, each label's probability is divided among the items at and below the one that it means, as
    keywords speak for them. `confidence` is how likely an item must be to be sure.
    """

    keywords: Keywords
    tree: Labels
    model: Model | None
    confidence: float

    def join(self, text: str, title: str = "") -> Joined:
        found = self.keywords.found(text, title)
        guess = self.keywords.judge(found)
        linked = self._linked(text, title)
        if not linked:
            return Joined(self._best(_shares(found, 1.0, None)), guess.sure, learned=False)
        choices = self._best(choice for label in linked for choice in self._below(label, found))
        return Joined(choices, self._sure(choices[0], linked, guess), learned=True)

    def _linked(self, text: str, title: str) -> list[Choice]:
        """What the model says, where its labels mean items of today."""
        if self.model is None:
            return []
        heard = self.model.hear(document(text, title))
        if not len(heard.codes):
            return []
        chances = self.model.probabilities(heard)
        meant = [(self.tree.item(label), at) for at, label in enumerate(self.model.labels)]
        likely = sorted(((float(chances[at]), at, item) for item, at in meant if item), reverse=True)
        return [
            Choice(item, chance, self.model.because(heard, at)) for chance, at, item in likely[:MOST_CHOICES]
        ]

    def _below(self, label: Choice, found: Mapping[int, Found]) -> Iterator[Choice]:
        line = self.tree.line
        inside = {
            pk: spoke for pk, spoke in found.items() if pk != label.item_id and label.item_id in line(pk)
        }
        yield from _shares(inside, label.chance, label)

    def _best(self, choices: Iterable[Choice]) -> tuple[Choice, ...]:
        """Of equal ones first one with none below it."""

        def rank(choice: Choice) -> tuple[float, bool, int]:
            return -choice.chance, self.keywords.has_below(choice.item_id), choice.item_id

        return tuple(sorted(choices, key=rank)[:MOST_CHOICES])

    def _sure(self, best: Choice, linked: list[Choice], guess: Guess) -> bool:
        """Keywords that leave no doubt are believed where the model finds their part of the tree likely."""
        if self.keywords.has_below(best.item_id):
            return False
        agreed = guess.sure and guess.item_id == best.item_id
        line = self.tree.line(best.item_id)
        likely = sum(label.chance for label in linked if label.item_id in line)
        return (likely if agreed else best.chance) >= self.confidence


def _shares(found: Mapping[int, Found], whole: float, label: Choice | None) -> Iterator[Choice]:
    """`whole` divided by the scores; some of it stays with the label, or with nothing known."""
    kept = KEPT if label else ENOUGH
    total = sum(spoke.score for spoke in found.values()) + kept
    for item_id, spoke in found.items():
        because = tuple(dict.fromkeys((*spoke.because, *(label.because if label else ()))))
        yield Choice(item_id, whole * spoke.score / total, because)
    if label:
        yield Choice(label.item_id, whole * kept / total, label.because)
