"""`learn`: train, judge, and keep whichever is better. For the worker and the terminal: it takes a minute."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from qiaomen.catalogue.learning.actions import keep_model, learner, take_model
from qiaomen.catalogue.learning.copies import groups, held_out
from qiaomen.catalogue.learning.features import Document, document
from qiaomen.catalogue.learning.judging import Judgement, cross_validate, macro_f1
from qiaomen.catalogue.learning.keeping import keep, recall, sweep
from qiaomen.catalogue.learning.model import Model
from qiaomen.catalogue.learning.models import Learner
from qiaomen.catalogue.learning.samples import LEAST_IN_ALL, LEAST_OF_A_LABEL, Samples
from qiaomen.catalogue.learning.trained import Trained
from qiaomen.catalogue.learning.training import fit
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Permission, Scope
from qiaomen.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was read, ready to learn from; `too_rare` are the labels with too few messages."""

    messages: tuple[Document, ...]
    labels: tuple[str, ...]
    group: NDArray[np.int64]
    digest: str
    too_rare: tuple[str, ...]
    left_out: int

    @property
    def copies(self) -> int:
        return len(self.labels) - len(set(self.group))


@dataclass(frozen=True, slots=True)
class Held:
    """Macro-F1 on the messages held out: of the model in use (None: there is none) and of the new one."""

    messages: int
    old: float | None
    new: float

    @property
    def better(self) -> bool:
        return self.old is None or self.new > self.old


@dataclass(frozen=True, slots=True)
class Learned:
    lesson: Lesson
    judgement: Judgement
    held: Held
    row: Learner

    def lines(self) -> list[str]:
        told = self.lesson
        facts = {"messages": len(told.labels), "labels": len(set(told.labels)), "copies": told.copies}
        lines = [
            _("Learned from %(messages)d messages with %(labels)d labels, %(copies)d near copies.") % facts
        ]
        if told.left_out:
            lines.append(_("Rows without text or label, left out: %d") % told.left_out)
        if told.too_rare:
            lines.append(_("Labels with too few messages, left out: %s") % ", ".join(told.too_rare))
        return [*lines, *self.judgement.lines(), self._verdict()]

    def _verdict(self) -> str:
        facts = {
            "messages": self.held.messages,
            "new": f"{self.held.new:.3f}",
            "old": f"{self.held.old or 0:.3f}",
        }
        if not self.held.better:
            return (
                _(
                    "On the same %(messages)d messages held out the model in use has %(old)s, "
                    "the new one %(new)s: the one in use stays."
                )
                % facts
            )
        if self.held.old is None:
            return _("On %(messages)d messages held out it has %(new)s. It is in use from now on.") % facts
        return (
            _(
                "On the same %(messages)d messages held out the new model has %(new)s, "
                "the one before had %(old)s: the new one is in use from now on."
            )
            % facts
        )


def learn(samples: Samples, *, by: Actor) -> Learned:
    """The new model is taken if it is better than the one in use on messages that neither has seen."""
    by.require(Permission.CATALOGUE_EDIT, Scope())
    lesson = prepare(samples)
    judgement = cross_validate(lesson.messages, lesson.labels, lesson.group)
    row = learner(by=by)
    kept = held_out(lesson.messages, lesson.group)
    probe = _fit(lesson, ~kept, judgement)
    held = _compare(row, lesson, kept, probe)
    if held.better:
        model = _fit(lesson, np.ones(len(kept), dtype=bool), judgement)
        take_model(row, trained=_trained(lesson, judgement, keep(model), keep(probe)), by=by)
        sweep(row)
    else:
        keep_model(row, trained=_trained(lesson, judgement, "", ""), by=by)
    return Learned(lesson, judgement, held, row)


def prepare(samples: Samples) -> Lesson:
    """A Refusal when there is too little to learn from."""
    counts = Counter(sample.label for sample in samples.rows)
    rare = tuple(sorted(label for label, many in counts.items() if many < LEAST_OF_A_LABEL))
    rows = [sample for sample in samples.rows if sample.label not in rare]
    labels = tuple(sample.label for sample in rows)
    if len(set(labels)) < 2 or len(rows) < LEAST_IN_ALL:
        sentence = _(
            "Too little to learn from: at least two labels with %(of_each)d messages each and %(in_all)d "
            "messages in all are needed. Keywords go on alone."
        )
        raise Refusal(sentence % {"of_each": LEAST_OF_A_LABEL, "in_all": LEAST_IN_ALL})
    messages = tuple(document(sample.text, sample.title) for sample in rows)
    return Lesson(messages, labels, groups(messages), samples.digest, rare, samples.left_out)


def _fit(lesson: Lesson, chosen: NDArray[np.bool_], judgement: Judgement) -> Model:
    at = np.flatnonzero(chosen)
    labels = [lesson.labels[each] for each in at]
    if len(set(labels)) < 2:
        raise Refusal(_("These messages are copies of each other. Add others, with other labels."))
    return fit([lesson.messages[each] for each in at], labels, judgement.sharpness)


def _compare(row: Learner, lesson: Lesson, kept: NDArray[np.bool_], probe: Model) -> Held:
    """The one in use is compared by its own probe, which has not seen the messages held out either."""
    at = np.flatnonzero(kept)
    messages, truth = [lesson.messages[each] for each in at], [lesson.labels[each] for each in at]
    try:
        old = _f1(_probe_in_use(row), messages, truth) if row.checksum else None
    except Refusal:  # damaged: whatever is whole is better
        old = None
    return Held(len(at), old, _f1(probe, messages, truth))


def _probe_in_use(row: Learner) -> Model:
    """A Refusal when it is damaged, or the model itself: what cannot be used is not kept."""
    recall(row.checksum)
    return recall(row.probe)


def _f1(model: Model, messages: Sequence[Document], truth: Sequence[str]) -> float:
    if not truth:
        return 0.0
    return macro_f1(truth, [model.labels[int(model.scores(each).argmax())] for each in messages])


def _trained(lesson: Lesson, judgement: Judgement, checksum: str, probe: str) -> Trained:
    labels = tuple(sorted(set(lesson.labels)))
    return Trained(checksum, probe, len(lesson.labels), labels, lesson.digest, judgement.macro_f1)
