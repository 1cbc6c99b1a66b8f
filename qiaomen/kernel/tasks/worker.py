"""The background worker: takes jobs one after the other and runs them. Any number of them may live.

The jobs are those of django-tasks-db; its own worker knows neither another attempt nor a sign of life.
"""

import logging
import os
import signal
import socket
from secrets import token_hex
from threading import Event
from typing import Any

from django.db import Error, connections, transaction
from django_tasks.base import DEFAULT_TASK_BACKEND_ALIAS, TaskContext
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

from qiaomen.kernel.tasks import retries
from qiaomen.kernel.tasks.pulse import beat, beating, fall_silent

POLL = 1.0  # seconds between looks at an empty queue
PAUSE = 5.0  # seconds after the database could not be used
logger = logging.getLogger("qiaomen.tasks")


def work() -> None:
    """A whole process of work, until SIGINT or SIGTERM tells it to stop: then it ends the job at hand."""
    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    run_worker(stop)


def run_worker(stop: Event) -> None:
    """Run jobs and the schedule until `stop` is set, whatever happens to the database meanwhile."""
    while not stop.is_set():
        try:
            _live_one_life(stop)
        except Error:
            logger.exception("The database cannot be used; the worker begins anew in %d seconds.", PAUSE)
            connections.close_all()
            stop.wait(PAUSE)


def run_until_idle() -> int:
    """Run all jobs that are ready, in this thread and without the schedule; gives how many runs that were."""
    name, runs = new_name(), 0
    beat(name)
    while _run(_claimed(name)):
        runs += 1
    fall_silent(name)
    return runs


def run_one(worker: str) -> bool:
    """Run the first job that is ready; False when there is none.

    It looks before it claims, so that an idle worker never takes SQLite's one write lock.
    """
    return _ready().exists() and _run(_claimed(worker))


def _run(job: DBTaskResult[..., Any] | None) -> bool:
    if job is None:
        return False
    try:
        job.set_successful(_result(job))
    except Exception as problem:  # noqa: BLE001 - whatever a task raises is a failed attempt
        retries.give_back(job, problem)
    return True


def new_name() -> str:
    """A name that no worker had before, and that tells where it lives."""
    return f"{socket.gethostname()[:40]}-{os.getpid()}-{token_hex(4)}"


def _live_one_life(stop: Event) -> None:
    """Work under one name until stopped. When the database fails the name dies, and its job is rescued."""
    name = new_name()
    with beating(name):
        while not stop.is_set():
            if not run_one(name):
                stop.wait(POLL)


def _claimed(worker: str) -> DBTaskResult[..., Any] | None:
    with transaction.atomic():
        job = _ready().get_locked()
        if job is not None:
            job.claim(worker)
    return job


def _ready() -> DBTaskResultQuerySet:
    return DBTaskResult.objects.ready().filter(backend_name=DEFAULT_TASK_BACKEND_ALIAS)


def _result(job: DBTaskResult[..., Any]) -> Any:
    run: Any = job.task_result  # the types of the two libraries do not meet
    context = [TaskContext(task_result=run)] if run.task.takes_context else []
    return run.task.call(*context, *run.args, **run.kwargs)
