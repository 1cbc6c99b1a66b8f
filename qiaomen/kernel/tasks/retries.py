"""What becomes of a job that failed: again after a while, at last for good, and then a person's affair."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from traceback import format_exception
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import HOUSE, Permission
from qiaomen.kernel.refusal import Refusal

BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
logger = logging.getLogger("qiaomen.tasks")


@dataclass(frozen=True, slots=True)
class FailedTask:
    """A job that is not tried again by itself. `problem` is the kind of its error and the last line of it."""

    id: UUID
    task: str
    arguments: list[Any]
    attempts: int
    failed_at: datetime
    problem: str


def is_last(attempt: int) -> bool:
    """Whether the attempt, counted from 1, is not followed by another."""
    return attempt > len(BACK_OFF)


def give_back(job: DBTaskResult[..., Any], problem: Exception) -> None:
    """Let a running job wait for its next attempt, or fail for good after the last.

    Nothing happens when the job is no longer this run of it: somebody else has given it back.
    """
    attempt = len(job.worker_ids)
    outcome = _failed() if is_last(attempt) else _waiting(BACK_OFF[attempt - 1])
    this_run = DBTaskResult.objects.running().filter(pk=job.pk, started_at=job.started_at)
    if this_run.update(**outcome, **_told(problem)):
        logger.warning("%s %s: attempt %d: %s", job.task_path, job.pk, attempt, problem)


def failed_tasks() -> list[FailedTask]:
    """The jobs that failed for good, the latest first."""
    return [
        FailedTask(
            id=job.pk,
            task=job.task_path,
            arguments=job.args_kwargs["args"],
            attempts=len(job.worker_ids),
            failed_at=job.finished_at,
            problem=job.traceback.strip().rpartition("\n")[2],
        )
        for job in DBTaskResult.objects.failed().order_by("-finished_at")
    ]


def run_again(task_id: UUID, *, by: Actor) -> None:
    """Give a job that failed for good all its attempts again, the first one now."""
    by.require(Permission.TASK_RUN, HOUSE)
    if not DBTaskResult.objects.failed().filter(pk=task_id).update(worker_ids=[], **_waiting(timedelta())):
        raise Refusal(_("No failed task has this number. Look at the list of failed tasks again."))
    logger.warning("%s is run again by %s", task_id, by.ref)


def _waiting(pause: timedelta) -> dict[str, Any]:
    return {"status": TaskResultStatus.READY, "run_after": clock.now() + pause, "finished_at": None}


def _failed() -> dict[str, Any]:
    return {"status": TaskResultStatus.FAILED, "finished_at": clock.now()}


def _told(problem: Exception) -> dict[str, Any]:
    kind = type(problem)
    return {
        "exception_class_path": f"{kind.__module__}.{kind.__qualname__}",
        "traceback": "".join(format_exception(problem)),
    }
