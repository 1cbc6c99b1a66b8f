"""A procedure tried out with invented people: no matter is made and nothing is stored."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Self

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.procedures.filling import asked, fill, shown, told
from qiaomen.catalogue.procedures.language import IN_TIME, NO, YES, Actor, Party, Procedure, Step
from qiaomen.catalogue.procedures.telling import gate_told, not_before, signing_told, who
from qiaomen.catalogue.procedures.walking import Progress, Standing, holds_back, undone_by, walk
from qiaomen.kernel import clock
from qiaomen.kernel.calendar import calendar_now
from qiaomen.kernel.lists import labelled, listed
from qiaomen.kernel.refusal import Refusal

PEOPLE: Mapping[Party, Any] = MappingProxyType(
    {
        Party.DESK: gettext_lazy("Clerk Example"),
        Party.UNIT: gettext_lazy("Officer Example"),
        Party.HELPER: gettext_lazy("Helper Example"),
        Party.SUPERIOR: gettext_lazy("Chief Example"),
        Party.UPPER: gettext_lazy("Director Example"),
        Party.RESIDENT: gettext_lazy("Resident Example"),
        Party.ROLE: gettext_lazy("Colleague Example"),
        Party.OTHER: gettext_lazy("Neighbour Example"),
    }
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What somebody did with a step; `way` is one of the constants below."""

    step: str
    filled: Mapping[str, str]
    way: str


WAYS = ON_TIME, LATE, PASSED_BY, LAPSED = "in_time", "late", "passed_by", "lapsed"
GATE = "evidence"


@dataclass(frozen=True, slots=True)
class Trial:
    """How far the trial is. Never changed: each doing gives the next one."""

    procedure: Procedure
    kind: str = MatterKind.HELP.value
    taken: tuple[Taken, ...] = ()
    answered: bool = False

    @property
    def progress(self) -> Progress:
        standing: list[Taken] = []
        times: Counter[str] = Counter()
        for taken in self.taken:
            standing.append(taken)
            if undone := self._undone_by(taken, self._progress(standing), times[taken.step]):
                times[taken.step] += 1
                standing = [each for each in standing if each.step not in undone]
        return self._progress(standing)

    def _progress(self, standing: Sequence[Taken]) -> Progress:
        """How far it is by what was taken and not led back from."""
        done = {ON_TIME: YES, LATE: NO}
        return Progress(
            done={
                each.step: {**each.filled, IN_TIME: done[each.way]} for each in standing if each.way in done
            },
            left_out=[each.step for each in standing if each.way == PASSED_BY],
            lapsed=[each.step for each in standing if each.way == LAPSED],
            of_matter={"kind": self.kind},
            answered=self.answered,
        )

    def _undone_by(self, taken: Taken, progress: Progress, times: int) -> list[str]:
        """What the doing led back from."""
        step = self.procedure.step(taken.step)
        if step is None or taken.way not in {ON_TIME, LATE}:
            return []
        return undone_by(self.procedure, step, taken.filled, progress, times)

    def open_steps(self) -> list[Step]:
        standings = walk(self.procedure, self.progress)
        return [
            step
            for step in self.procedure.steps
            if standings[step.code] == Standing.OPEN and step.after_answer == self.answered
        ]

    def waits_for(self) -> list[Step]:
        """The steps that hold back the answer, or after it the closing."""
        return holds_back(self.procedure, self.progress, after_answer=self.answered)

    @property
    def over(self) -> bool:
        return self.answered and not self.waits_for() and not self.open_steps()

    def take(self, code: str, given: Mapping[str, str], *, way: str = ON_TIME) -> Self:
        """The same with the step done; a `Refusal` says what is wrong with what was filled in."""
        step = next((each for each in self.open_steps() if each.code == code), None)
        if step is None:
            raise Refusal(_("“%s” is no step that can be taken now.") % code)
        if way not in WAYS:
            raise Refusal(
                _("“%(way)s” is no way. Choose from: %(ways)s.") % {"way": way, "ways": listed(WAYS)}
            )
        if way == PASSED_BY and step.mandatory:
            raise Refusal(_("“%s” cannot be passed by: it is mandatory.") % step.name)
        if way == LAPSED and not step.lapses:
            raise Refusal(_("“%s” does not lapse: it is still asked for when it is late.") % step.name)
        filled = fill(step, given, self.progress) if way in {ON_TIME, LATE} else {}
        trial = replace(self, taken=(*self.taken, Taken(code, filled, way)))
        led_back = way in {ON_TIME, LATE} and code not in trial.progress.done
        return replace(trial, answered=self.answered and not (led_back and self.procedure.takes_back(step)))

    def answer(self) -> Self:
        if waiting := self.waits_for():
            raise Refusal(_("The answer waits for: %s.") % listed(step.name for step in waiting))
        return replace(self, answered=True)


def ways(step: Step) -> list[tuple[str, str]]:
    """What can become of a step, each with its words."""
    found = [(ON_TIME, _("it is done in time"))]
    if step.limit:
        found.append((LATE, _("it is done late")))
    if not step.mandatory:
        found.append((PASSED_BY, _("it is passed by")))
    if step.lapses:
        found.append((LAPSED, _("its time passes, and nobody asks for it any more")))
    return found


def person(actor: Actor) -> str:
    """Somebody invented, and for which side."""
    return f"{PEOPLE[actor.party]} ({who(actor)})"


def seen_by_taker(step: Step, trial: Trial) -> list[str]:
    """What whoever takes the step has before their eyes."""
    lines = [_("%(person)s is to take “%(step)s”.") % {"person": person(step.actor), "step": step.name}]
    if step.gate:
        lines = [
            _("“%(step)s” completes itself: %(gate)s.") % {"step": step.name, "gate": gate_told(step.gate)}
        ]
    lines += [_("Not before %s") % not_before(step)] if step.after else []
    lines += [step.help] if step.help else []
    names = [blank.label for blank in step.fields if asked(step, blank, trial.progress, {}) or blank.when]
    return [*lines, *([_("Filled in: %s") % listed(names)] if names else [])]


def story(trial: Trial) -> list[str]:
    """What has happened so far, and what the resident was told."""
    lines = []
    after = False
    for taken in trial.taken:
        step = trial.procedure.step(taken.step)
        if step is None:
            continue
        if step.after_answer and not after:
            lines.append(_("The resident has the answer."))
        after = step.after_answer
        lines += _happened(step, taken)
    return [*lines, *([_("The resident has the answer.")] if trial.answered and not after else [])]


def _happened(step: Step, taken: Taken) -> list[str]:
    lines = [labelled(step.name, dict(ways(step)).get(taken.way, ""))]
    if taken.way not in {ON_TIME, LATE}:
        return lines
    lines += [
        "  " + labelled(blank.label, shown(blank, taken.filled[blank.code]))
        for blank in step.fields
        if blank.code in taken.filled
    ]
    if step.signatures:
        lines.append("  " + _("Signed by: %s") % listed(map(signing_told, step.signatures)))
    if said := told(step, taken.filled, _promised(step)):
        lines.append("  " + _("The resident is told: %s") % said)
    return lines


def _promised(step: Step) -> str:
    """The day that would be promised were it done now."""
    if step.answer_within is None:
        return ""
    due = calendar_now().due(clock.now(), step.answer_within)
    return date_format(localtime(due - timedelta(microseconds=1)), "DATE_FORMAT")
