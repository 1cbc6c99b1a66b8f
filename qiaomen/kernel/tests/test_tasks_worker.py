"""Workers as they live: with a pulse, in processes of their own, killed."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread, Timer

import pytest
import time_machine
from django.db import connection, connections
from django_tasks_db.models import DBTaskResult

from qiaomen.kernel.models import Heartbeat
from qiaomen.kernel.tasks import enqueue, janitor, pulse, retries, schedule, task, worker
from qiaomen.kernel.tasks.worker import run_until_idle

SCHEDULE = {}
stop = Event()


@task
def touch(file: str) -> None:
    with Path(file).open("a", encoding="utf-8") as out:
        out.write("run\n")


@task
def take_long(file: str) -> None:
    touch.call(file)
    if Path(file).read_text(encoding="utf-8") == "run\n":
        time.sleep(60)


@task
def end_the_worker() -> None:
    stop.set()


@task
def lose_the_database() -> None:
    connection.connection.close()  # as its server does when it is started anew


@task
def be_told_to_end() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


@pytest.fixture(autouse=True)
def quick(monkeypatch, settings):
    """A worker that looks often, with nothing on its schedule."""
    stop.clear()
    settings.QIAOMEN_SCHEDULE = __name__
    for module, name in ((worker, "POLL"), (worker, "PAUSE"), (pulse, "BEAT")):
        monkeypatch.setattr(module, name, 0.01)


def eventually(what, seconds=20.0):
    until = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.02)
    return found


@pytest.mark.django_db(transaction=True)
def test_a_worker_ends_the_job_at_hand_and_starts_no_other(tmp_path):
    enqueue(end_the_worker)
    enqueue(touch, str(tmp_path / "file"))
    worker.run_worker(stop)
    assert list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True)) == [
        "SUCCESSFUL",
        "READY",
    ]


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_ends_is_not_waited_for():
    enqueue(end_the_worker)
    worker.run_worker(stop)
    assert not Heartbeat.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_worker_keeps_the_schedule(monkeypatch):
    monkeypatch.setitem(SCHEDULE, "end", (schedule.Every(timedelta(minutes=1)), end_the_worker))
    worker.run_worker(stop)
    assert DBTaskResult.objects.get().task_name == "end_the_worker"


@pytest.mark.django_db(transaction=True)
def test_an_idle_worker_waits_for_work():
    Timer(0.1, end_the_worker.func).start()
    worker.run_worker(stop)
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_worker_ends_at_a_signal():
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    enqueue(be_told_to_end)
    worker.work()
    for number, handler in zip((signal.SIGINT, signal.SIGTERM), before, strict=True):
        signal.signal(number, handler)
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_loses_the_database_begins_anew():
    lost = enqueue(lose_the_database)
    enqueue(end_the_worker)
    worker.run_worker(stop)
    assert DBTaskResult.objects.running().get().task_result.id == lost
    assert DBTaskResult.objects.successful().get().task_name == "end_the_worker"


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_lost_the_database_leaves_its_job_to_be_rescued():
    lost = enqueue(lose_the_database)
    enqueue(end_the_worker)
    worker.run_worker(stop)
    end = DBTaskResult.objects.successful().get()
    assert end.worker_ids != DBTaskResult.objects.get(pk=lost).worker_ids


class Fatal(schedule.Every):
    def first(self, now):
        lose_the_database.call()
        return super().first(now)


@pytest.mark.django_db(transaction=True)
def test_the_pulse_goes_on_after_it_lost_the_database(monkeypatch, caplog):
    monkeypatch.setitem(SCHEDULE, "fatal", (Fatal(timedelta(minutes=1)), touch))
    with pulse.beating("tried"):
        eventually(lambda: "misses a beat" in caplog.text)
        missed = Heartbeat.objects.get().at
        eventually(lambda: Heartbeat.objects.get().at > missed)
    assert not Heartbeat.objects.exists()


def test_no_two_workers_have_one_name():
    assert worker.new_name() != worker.new_name()
    assert len(worker.new_name()) <= Heartbeat._meta.get_field("worker").max_length


def a_workers_thread():
    worker.run_worker(stop)
    connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_jobs(tmp_path):
    for number in range(20):
        enqueue(touch, str(tmp_path / str(number)))
    threads = [Thread(target=a_workers_thread) for _worker in range(2)]
    for thread in threads:
        thread.start()
    eventually(lambda: DBTaskResult.objects.successful().count() == 20)
    stop.set()
    for thread in threads:
        thread.join()
    assert [file.read_text() for file in tmp_path.iterdir()] == ["run\n"] * 20


LIVE_WORKER = """
import sys, django
from django.conf import settings
settings.DATABASES["default"]["NAME"], settings.QIAOMEN_SCHEDULE = sys.argv[1:]
django.setup()
from qiaomen.kernel.tasks.worker import work
work()
"""


@pytest.fixture
def live_worker(tmp_path):
    """A process that works for the database of this test."""
    places = {name: str(tmp_path / name) for name in ("QIAOMEN_HOME", "QIAOMEN_KEYS")}
    child = subprocess.Popen(
        [sys.executable, "-c", LIVE_WORKER, str(connection.settings_dict["NAME"]), __name__],
        env={**os.environ, **places, "DJANGO_SETTINGS_MODULE": "config.settings"},
    )
    yield child
    child.kill()
    child.wait()


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_is_killed_in_the_middle_runs_again(tmp_path, live_worker):
    file = tmp_path / "runs"
    job = enqueue(take_long, str(file))
    eventually(lambda: file.exists() and file.read_text() == "run\n")
    live_worker.kill()
    live_worker.wait()
    assert DBTaskResult.objects.get(pk=job).status == "RUNNING"
    with time_machine.travel(time.time() + pulse.SILENCE.total_seconds() + 1, tick=True) as clock:
        enqueue(janitor.rescue)
        run_until_idle()
        clock.shift(retries.BACK_OFF[0])
        run_until_idle()
    assert file.read_text() == "run\nrun\n"
    assert DBTaskResult.objects.get(pk=job).status == "SUCCESSFUL"
