"""One label for a message, as an evaluation wants it: the model's, or by keywords where there is none."""

from collections.abc import Iterable
from dataclasses import dataclass

from qiaomen.catalogue.learning.joining import Joiner
from qiaomen.catalogue.learning.model import Model


@dataclass(frozen=True, slots=True)
class ByModel:
    """Any label of its own, whether the catalogue knows it or not."""

    model: Model
    source = "model"

    def label(self, text: str, title: str) -> str:
        return self.model.label(text, title)

    def proposable(self, label: str) -> bool:
        return label in self.model.labels


@dataclass(frozen=True, slots=True)
class ByKeywords:
    """An item as the file calls it: at the level and by the name that its labels have."""

    joiner: Joiner
    labels: frozenset[str]
    source = "keywords"

    def label(self, text: str, title: str) -> str:
        choices = self.joiner.join(text, title).choices
        line = self.joiner.tree.line(choices[0].item_id) if choices else ()
        meant = {self.joiner.tree.item(label): label for label in self.labels}
        return next((meant[pk] for pk in reversed(line) if pk in meant), "")

    def proposable(self, label: str) -> bool:
        return self.joiner.tree.item(label) is not None


def guesser(joiner: Joiner, labels: Iterable[str]) -> ByModel | ByKeywords:
    return ByModel(joiner.model) if joiner.model else ByKeywords(joiner, frozenset(labels))
