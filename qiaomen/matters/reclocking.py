"""A corrected calendar moves what was promised by the old one; what somebody has set by hand stays."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from qiaomen.catalogue.models import ItemVersion
from qiaomen.kernel import clock, ledger
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.limits import Limit
from qiaomen.kernel.models import Event
from qiaomen.kernel.transitions import lock, move
from qiaomen.matters.batches import in_batches
from qiaomen.matters.context import Context
from qiaomen.matters.models import Assignment, Matter, MatterStep
from qiaomen.matters.procedure import plan_named, step_named
from qiaomen.matters.stack import active
from qiaomen.matters.standstills import columns, stands
from qiaomen.matters.states import Verb
from qiaomen.matters.step_clocks import moved

BY_STEP = frozenset({Verb.COMPLETE_STEP, Verb.SIGN_STEP})  # verbs that promise an answer from then on
COUNTED = BY_STEP | {Verb.RECEIVE, Verb.CLASSIFY}  # the others count it from when it came in
SET_BY_HAND = frozenset({Verb.EXTEND, Verb.JOIN, Verb.UPDATE})  # somebody's word, not the calendar's


def reclock_around(day: date, *, by: Actor) -> int:
    """Count anew the due dates that run across `day`, by the calendar as it is; how many matters moved."""
    context, versions = Context.load(clock.now()), ItemVersion.objects.in_bulk()
    runs_across = Q(due_at__date__gte=day) | Q(unit_due_at__date__gte=day)
    steps = MatterStep.objects.filter(ended_at=None, filled_at=None, due_at__date__gte=day).values("matter")
    matters = Matter.objects.open().filter(
        Q(runs_across, external_due=None) | Q(pk__in=steps), received_at__date__lt=day
    )
    return sum(_reclock(matter, context, versions, by) for matter in in_batches(matters))


def _reclock(matter: Matter, context: Context, versions: Mapping[int, ItemVersion], by: Actor) -> bool:
    """Whether one of the matter's dates had to be moved."""
    with transaction.atomic():
        lock(matter)
        story = Story(list(ledger.story(matter.stream)), context, versions)
        steps, due = moved(matter), story.due(matter)
        levels = [(level, story.due_of(level)) for level in active(matter)]
        if not steps and due == matter.due_at and all(unit_due == level.due_at for level, unit_due in levels):
            return False
        with move(matter, Verb.RECLOCK, by=by) as change:
            change.set(due_at=due)
            for level, unit_due in levels:
                level.due_at = unit_due
                change.keep(level)
                change.set(unit_due_at=unit_due)
            for step in steps:
                change.keep(step)
    return True


@dataclass(frozen=True, slots=True)
class Story:
    """The lines of a matter, and what the calendar makes of the promises in them."""

    lines: list[Event]
    context: Context
    versions: Mapping[int, ItemVersion]

    def due(self, matter: Matter) -> datetime | None:
        """The resident's promise; a platform's own day stays."""
        if matter.external_due:
            return matter.due_at
        basis = [line for line in self.lines if line.verb in COUNTED and "due_at" in columns(line)][-1]
        start = basis.at if basis.verb in BY_STEP else matter.received_at
        return self._promised(basis, start, matter.due_at)

    def due_of(self, level: Assignment) -> datetime | None:
        """The unit's own clock."""
        if level.matter.external_due:
            return level.due_at
        began = [line for line in self.lines if line.verb == Verb.ASSIGN and line.at == level.at]
        return self._promised(began[-1], level.at, level.due_at)

    def _promised(self, basis: Event, start: datetime, stored: datetime | None) -> datetime | None:
        """What the line `basis` promised from `start` on, unless somebody has set the date since."""
        later = self.lines[basis.seq :]
        if stored is None or any(line.verb in SET_BY_HAND and "due_at" in columns(line) for line in later):
            return stored
        told = ledger.replay(self.lines[: basis.seq])
        limit = self.context.promise(self.versions[told["item_version_id"]]).answer
        due = self.context.house.calendar.due(start, _within(basis, told) or limit)
        for since, until in stands(later):
            due = self.context.house.calendar.shifted(due, since, until, limit.unit)
        return due


def _within(basis: Event, told: Mapping[str, Any]) -> Limit | None:
    """What a step has promised by its completion."""
    if basis.verb not in BY_STEP:
        return None
    return step_named(plan_named(told["procedure"]), json.loads(basis.data)["step"]).answer_within
