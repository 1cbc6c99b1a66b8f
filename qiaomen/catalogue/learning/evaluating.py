"""`evaluate`: how right the proposals are on a labelled file that nothing was learned from."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import process_time
from typing import Any

from django.utils.translation import gettext as _

from qiaomen.catalogue.learning.guessing import ByKeywords, ByModel
from qiaomen.catalogue.learning.judging import OfLabel, by_label, macro_f1
from qiaomen.catalogue.learning.linking import Labels
from qiaomen.catalogue.learning.samples import Sample, Samples

_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Level:
    """Of the messages whose label reaches down to this level, how many are right down to it."""

    level: int
    messages: int
    right: int

    @property
    def share(self) -> float:
        return self.right / self.messages


@dataclass(frozen=True, slots=True)
class Evaluation:
    source: str
    messages: int
    left_out: int
    macro_f1: float
    accuracy: float
    ms_per_message: float
    by_label: tuple[OfLabel, ...]
    levels: tuple[Level, ...]
    unknown: Counter[str]

    def to_json(self) -> dict[str, Any]:
        return {
            "n": self.messages,
            "macro_f1": round(self.macro_f1, 4),
            "accuracy": round(self.accuracy, 4),
            "ms_per_message": round(self.ms_per_message, 3),
            "source": self.source,
            "left_out": self.left_out,
            "unknown_labels": dict(self.unknown),
            "levels": {str(each.level): round(each.share, 4) for each in self.levels},
            "labels": {each.label: round(each.f1, 4) for each in self.by_label},
        }

    def lines(self) -> list[str]:
        facts = {
            "n": self.messages,
            "f1": f"{self.macro_f1:.3f}",
            "right": f"{self.accuracy:.3f}",
            "ms": f"{self.ms_per_message:.2f}",
        }
        first = _("%(n)d messages: macro-F1 %(f1)s, right %(right)s, %(ms)s ms a message") % facts
        return [first, *self._remarks(), *self._levels(), *self._labels()]

    def _remarks(self) -> Iterator[str]:
        if self.source == "keywords":
            yield _("There is no model: these are the proposals of the catalogue's keywords.")
        if self.left_out:
            yield _("Rows without text or label, left out: %d") % self.left_out
        if self.unknown:
            counted = ", ".join(f"{label} ({many})" for label, many in self.unknown.most_common())
            yield _("Labels that cannot be proposed, counted as wrong: %s") % counted

    def _levels(self) -> Iterator[str]:
        for each in self.levels:
            facts = {"level": each.level, "share": f"{each.share:.3f}", "n": each.messages}
            yield _("Right down to level %(level)d: %(share)s of %(n)d") % facts

    def _labels(self) -> Iterator[str]:
        yield _("label: precision, recall, F1, messages")
        for row in self.by_label:
            yield f"  {row.label}: {row.precision:.3f}, {row.recall:.3f}, {row.f1:.3f}, {row.messages}"


def evaluate(samples: Samples, guesser: ByModel | ByKeywords, tree: Labels) -> Evaluation:
    """Each message is guessed for itself, as at intake, and timed: time of the processor."""
    guesser.label(
        samples.rows[0].text, samples.rows[0].title
    )  # what the first one loads is no message's time
    start = process_time()
    said = [guesser.label(sample.text, sample.title) or _NOTHING for sample in samples.rows]
    seconds = process_time() - start
    truth = [sample.label for sample in samples.rows]
    right = sum(one == other for one, other in zip(truth, said, strict=True))
    return Evaluation(
        guesser.source,
        len(truth),
        samples.left_out,
        macro_f1(truth, said),
        right / len(truth),
        seconds * 1000 / len(truth),
        by_label(truth, said),
        tuple(_levels(samples.rows, said, tree)),
        Counter(label for label in truth if not guesser.proposable(label)),
    )


def _levels(rows: Sequence[Sample], said: Sequence[str], tree: Labels) -> Iterator[Level]:
    """A wrong third level below a right first one is right at the first and wrong at the third."""
    pairs = [(tree.levels(row.label), tree.levels(label)) for row, label in zip(rows, said, strict=True)]
    for level in range(1, max((len(truth) for truth, _label in pairs), default=0) + 1):
        deep = [(truth[:level], label[:level]) for truth, label in pairs if len(truth) >= level]
        yield Level(level, len(deep), sum(truth == label for truth, label in deep))
