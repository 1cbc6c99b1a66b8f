"""Keeps the table of jobs in order."""

from datetime import timedelta

from django_tasks.base import TaskContext, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from qiaomen.kernel import clock
from qiaomen.kernel.models.tasks import Heartbeat
from qiaomen.kernel.tasks import task
from qiaomen.kernel.tasks.pulse import SILENCE, living
from qiaomen.kernel.tasks.retries import BACK_OFF, give_back

KEEP_DONE = timedelta(days=3)
KEEP_FAILED = timedelta(days=90)


class WorkerGone(Exception):  # noqa: N818 - what happened, not who is to blame
    """The worker that ran the job was killed, or its machine was."""


@task(takes_context=True)
def rescue(context: TaskContext) -> None:
    """Give back what silent workers were running. That was an attempt: the job may be what killed them."""
    running = list(DBTaskResult.objects.running())  # before the living: a worker is heard of before it claims
    alive = living() | {context.task_result.worker_ids[-1]}
    for job in running:
        if job.worker_ids[-1] not in alive:
            give_back(job, WorkerGone(f"{job.worker_ids[-1]} has not been heard of for {SILENCE}"))
    _bring_forward()


def _bring_forward() -> None:
    """A job that waits longer than any is told to was put off by a clock that was ahead."""
    now = clock.now()
    DBTaskResult.objects.filter(status=TaskResultStatus.READY, run_after__gt=now + BACK_OFF[-1]).update(
        run_after=now
    )


@task
def tidy() -> None:
    """Forget jobs that are done, failed ones that nobody has run again, and workers long gone."""
    now = clock.now()
    DBTaskResult.objects.successful().filter(finished_at__lt=now - KEEP_DONE).delete()
    DBTaskResult.objects.failed().filter(finished_at__lt=now - KEEP_FAILED).delete()
    Heartbeat.objects.filter(at__lt=now - KEEP_DONE).delete()
