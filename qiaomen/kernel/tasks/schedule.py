"""What is done at its time: a table in `config`, and a row for each entry that says when it is due next.

Every worker on every host keeps the schedule; moving `next_at` is the claim, so each run is enqueued once.
Runs that were missed while no worker lived are made up for by one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from qiaomen.kernel import clock
from qiaomen.kernel.models.tasks import Scheduled
from qiaomen.kernel.tasks import Task, enqueue


class Rhythm(Protocol):
    """How often: `first` is when an entry that was never run is due, `next` the instant after `now`."""

    @property
    def period(self) -> timedelta: ...

    def first(self, now: datetime) -> datetime: ...

    def next(self, due: datetime, now: datetime) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Every:
    """Again and again, at once for the first time."""

    period: timedelta

    def first(self, now: datetime) -> datetime:
        return now

    def next(self, due: datetime, now: datetime) -> datetime:
        return due + self.period * ((now - due) // self.period + 1)


@dataclass(frozen=True, slots=True)
class Daily:
    """Once a day, at a time of the office's clock."""

    at: time

    @property
    def period(self) -> timedelta:
        return timedelta(days=1)

    def first(self, now: datetime) -> datetime:
        local = timezone.localtime(now, timezone.get_default_timezone())
        today = datetime.combine(local.date(), self.at, local.tzinfo)
        return today if today > now else today + self.period

    def next(self, due: datetime, now: datetime) -> datetime:  # noqa: ARG002 - what was missed is one run
        return self.first(now)


Entry = tuple[Rhythm, Task[[], Any]]


def table() -> Mapping[str, Entry]:
    """The schedule of this installation: name -> (rhythm, task)."""
    entries: Mapping[str, Entry] = import_string(f"{settings.QIAOMEN_SCHEDULE}.SCHEDULE")
    return entries


def enqueue_due() -> list[str]:
    """Enqueue what is due, and give the names of it."""
    entries = table()
    _enter(entries)
    rows = Scheduled.objects.filter(name__in=entries).order_by("name")
    return [row.name for row in rows if _enqueued(row, *entries[row.name])]


def _enter(entries: Mapping[str, Entry]) -> None:
    known = set(Scheduled.objects.values_list("name", flat=True))
    now = clock.now()
    new = [Scheduled(name=name, next_at=entries[name][0].first(now)) for name in entries if name not in known]
    Scheduled.objects.bulk_create(new, ignore_conflicts=True)


def _enqueued(row: Scheduled, rhythm: Rhythm, job: Task[[], Any]) -> bool:
    now = clock.now()
    if row.next_at > now + 2 * rhythm.period:  # the clock was ahead, and has been put back
        _claimed(row, rhythm.first(now))
        return False
    if row.next_at > now:
        return False
    with transaction.atomic():
        if not _claimed(row, rhythm.next(row.next_at, now)):
            return False
        _enqueue_one(row, job)
    return True


def _claimed(row: Scheduled, next_at: datetime) -> bool:
    """Whether this worker, and no other, has moved the row on."""
    return bool(Scheduled.objects.filter(pk=row.pk, next_at=row.next_at).update(next_at=next_at))


def _enqueue_one(row: Scheduled, job: Task[[], Any]) -> None:
    """A last run that still waits for its turn, or for another attempt, is taken instead of a new one."""
    last = DBTaskResult.objects.filter(pk__in=[row.job] if row.job else [])
    waits = last.filter(status=TaskResultStatus.READY).update(run_after=clock.now())
    if not waits and not last.running().exists():
        Scheduled.objects.filter(pk=row.pk).update(job=enqueue(job))
