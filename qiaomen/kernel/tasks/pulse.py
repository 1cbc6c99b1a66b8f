"""A worker's sign of life, which goes on while a job takes its time, and the schedule, which does too."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

from django.db import close_old_connections, connections

from qiaomen.kernel import clock
from qiaomen.kernel.models.tasks import Heartbeat
from qiaomen.kernel.tasks import schedule

BEAT = 10.0  # seconds
SILENCE = timedelta(minutes=3)  # longer than a large import holds SQLite's one write lock
logger = logging.getLogger("qiaomen.tasks")


def beat(worker: str) -> None:
    Heartbeat.objects.update_or_create(worker=worker, defaults={"at": clock.now()})


def fall_silent(worker: str) -> None:
    Heartbeat.objects.filter(worker=worker).delete()


def living() -> set[str]:
    """The workers that were heard of lately, and not in a future from which the clock was put back."""
    now = clock.now()
    heard = Heartbeat.objects.filter(at__gt=now - SILENCE, at__lt=now + SILENCE)
    return set(heard.values_list("worker", flat=True))


@contextmanager
def beating(worker: str) -> Iterator[None]:
    """Inside, the worker is known to live and the schedule is kept, by a thread of its own."""
    beat(worker)
    ended = Event()
    thread = Thread(target=_keep, args=(worker, ended), name=f"pulse of {worker}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
    fall_silent(worker)


def _keep(worker: str, ended: Event) -> None:
    while True:
        _once(worker)
        if ended.wait(BEAT):
            break
    connections.close_all()


def _once(worker: str) -> None:
    close_old_connections()
    try:
        beat(worker)
        schedule.enqueue_due()
    except Exception:
        logger.exception("The pulse of %s misses a beat.", worker)  # and goes on: a dead one costs every job
