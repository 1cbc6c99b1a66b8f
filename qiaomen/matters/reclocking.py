"""A corrected calendar moves what was promised by the old one; what somebody has set by hand stays."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from qiaomen.catalogue.models import ItemVersion
from qiaomen.kernel import clock, ledger
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.canonical import instant
from qiaomen.kernel.models import Event
from qiaomen.kernel.transitions import lock, move
from qiaomen.matters.batches import in_batches
from qiaomen.matters.context import Context
from qiaomen.matters.models import Assignment, Matter
from qiaomen.matters.stack import active
from qiaomen.matters.states import Verb

COUNTED = frozenset({Verb.RECEIVE, Verb.CLASSIFY})  # verbs that count the promise from when it came in
SET_BY_HAND = frozenset({Verb.EXTEND, Verb.JOIN, Verb.UPDATE})  # somebody's word, not the calendar's

Stand = tuple[datetime, datetime]  # the clock stood from, to


def reclock_around(day: date, *, by: Actor) -> int:
    """Count anew the due dates that run across `day`, by the calendar as it is; how many matters moved."""
    context, versions = Context.load(clock.now()), ItemVersion.objects.in_bulk()
    runs_across = Q(due_at__date__gte=day) | Q(unit_due_at__date__gte=day)
    matters = Matter.objects.open().filter(runs_across, external_due=None, received_at__date__lt=day)
    return sum(_reclock(matter, context, versions, by) for matter in in_batches(matters))


def _reclock(matter: Matter, context: Context, versions: Mapping[int, ItemVersion], by: Actor) -> bool:
    """Whether one of the matter's dates had to be moved."""
    with transaction.atomic():
        lock(matter)
        story = Story(list(ledger.story(matter.stream)), context, versions)
        levels = [(level, story.due_of(level)) for level in active(matter)]
        if story.due(matter) == matter.due_at and all(due == level.due_at for level, due in levels):
            return False
        with move(matter, Verb.RECLOCK, by=by) as change:
            change.set(due_at=story.due(matter))
            for level, due in levels:
                level.due_at = due
                change.keep(level)
                change.set(unit_due_at=due)
    return True


@dataclass(frozen=True, slots=True)
class Story:
    """The lines of a matter, and what the calendar makes of the promises in them."""

    lines: list[Event]
    context: Context
    versions: Mapping[int, ItemVersion]

    def due(self, matter: Matter) -> datetime | None:
        """The resident's promise."""
        counted = [line for line in self.lines if line.verb in COUNTED and "due_at" in columns(line)]
        return self._promised(counted[-1], matter.received_at, matter.due_at)

    def due_of(self, level: Assignment) -> datetime | None:
        """The unit's own clock."""
        began = [line for line in self.lines if line.verb == Verb.ASSIGN and line.at == level.at]
        return self._promised(began[-1], level.at, level.due_at)

    def _promised(self, basis: Event, start: datetime, stored: datetime | None) -> datetime | None:
        """What the line `basis` promised from `start` on, unless somebody has set the date since."""
        later = self.lines[basis.seq :]
        if stored is None or any(line.verb in SET_BY_HAND and "due_at" in columns(line) for line in later):
            return stored
        told = ledger.replay(self.lines[: basis.seq])
        limit = self.context.promise(self.versions[told["item_version_id"]]).answer
        due = self.context.house.calendar.due(start, limit)
        for since, until in stands(later):
            due = self.context.house.calendar.shifted(due, since, until, limit.unit)
        return due


def stands(lines: list[Event]) -> Iterator[Stand]:
    """The spans, ended by now, in which the clock stood."""
    since: datetime | None = None
    for line in lines:
        stood = columns(line).get("stood_since", line)
        if isinstance(stood, str):
            since = instant(stood)
        elif stood is None and since:
            yield since, line.at
            since = None


def columns(line: Event) -> dict[str, Any]:
    """The new values of columns that a line tells."""
    known: dict[str, Any] = json.loads(line.data).get("set", {})
    return known
