from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from qiaomen.kernel.actors import Actor, machine
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.kernel.tasks import enqueue, janitor, retries, task
from qiaomen.kernel.tasks.pulse import beat, fall_silent
from qiaomen.kernel.tasks.worker import run_one, run_until_idle

ENGINEER = machine("console")
MORNING = datetime(2026, 3, 2, 1, tzinfo=UTC)
ran: list[str] = []


@task
def note(word: str) -> None:
    ran.append(word)


@task
def fail(word: str) -> None:
    ran.append(word)
    raise RuntimeError(f"no {word}")


@task
def answer_with_an_object() -> object:
    return object()


@pytest.fixture(autouse=True)
def nothing_ran():
    ran.clear()


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


@pytest.mark.django_db(transaction=True)
def test_a_job_is_rolled_back_with_the_change_that_caused_it():
    with transaction.atomic():
        enqueue(note, "never")
        transaction.set_rollback(True)
    assert run_until_idle() == 0


@pytest.mark.django_db(transaction=True)
def test_a_job_runs_once_the_change_is_committed():
    with transaction.atomic():
        enqueue(note, "now")
    assert run_until_idle() == 1
    assert ran == ["now"]


@pytest.mark.django_db(transaction=True)
def test_looking_for_work_takes_no_lock(django_assert_num_queries):
    with django_assert_num_queries(1):  # and no BEGIN: on SQLite that is the one write lock
        run_one("idle")


@pytest.mark.django_db
def test_jobs_run_in_the_order_in_which_they_came(clock):
    for word in ("one", "two", "three"):
        enqueue(note, word)
        clock.shift(1)
    run_until_idle()
    assert ran == ["one", "two", "three"]


@pytest.mark.django_db
def test_a_failed_job_waits_longer_after_each_attempt(clock):
    enqueue(fail, "luck")
    for attempt, pause in enumerate(retries.BACK_OFF, start=1):
        assert run_until_idle() == 1
        assert len(ran) == attempt
        clock.shift(pause - timedelta(seconds=1))
        assert run_until_idle() == 0
        clock.shift(timedelta(seconds=1))
    assert run_until_idle() == 1


@pytest.mark.django_db
def test_a_job_that_failed_only_at_first_is_no_failed_task(clock, monkeypatch):
    enqueue(fail, "luck")
    run_until_idle()
    monkeypatch.setattr(fail.func, "__code__", note.func.__code__)
    clock.shift(retries.BACK_OFF[0])
    run_until_idle()
    assert retries.failed_tasks() == []
    assert DBTaskResult.objects.get().traceback == ""


def exhausted(clock) -> retries.FailedTask:
    enqueue(fail, "luck")
    for pause in (*retries.BACK_OFF, timedelta()):
        run_until_idle()
        clock.shift(pause)
    return retries.failed_tasks()[0]


@pytest.mark.django_db
def test_after_the_last_attempt_a_job_is_seen_as_failed(clock):
    failed = exhausted(clock)
    assert failed.task == "qiaomen.kernel.tests.test_tasks.fail"
    assert failed.arguments == ["luck"]
    assert failed.attempts == len(retries.BACK_OFF) + 1
    assert failed.problem == "RuntimeError: no luck"


@pytest.mark.django_db
def test_a_failed_task_does_not_run_by_itself(clock):
    exhausted(clock)
    clock.shift(timedelta(days=30))
    assert run_until_idle() == 0


@pytest.mark.django_db
def test_a_failed_task_that_is_run_again_has_all_its_attempts_again(clock):
    failed = exhausted(clock)
    retries.run_again(failed.id, by=ENGINEER)
    assert run_until_idle() == 1
    clock.shift(retries.BACK_OFF[0])
    assert run_until_idle() == 1
    assert retries.failed_tasks() == []


@pytest.mark.django_db
def test_a_task_that_has_not_failed_is_not_run_again():
    job = enqueue(note, "once")
    run_until_idle()
    with translation.override("en"), pytest.raises(Refusal, match="No failed task"):
        retries.run_again(job, by=ENGINEER)


@pytest.mark.django_db
def test_running_again_needs_the_permission():
    with pytest.raises(Forbidden):
        retries.run_again(uuid4(), by=Actor("person/1"))


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_cannot_be_kept_is_a_failed_attempt():
    enqueue(answer_with_an_object)
    run_until_idle()
    assert "not JSON serializable" in DBTaskResult.objects.get().traceback


@pytest.mark.django_db
def test_a_job_whose_function_is_gone_fails_and_the_worker_goes_on():
    DBTaskResult.objects.filter(pk=enqueue(note, "old")).update(task_path="qiaomen.kernel.tasks.gone")
    enqueue(note, "new")
    run_until_idle()
    assert ran == ["new"]
    assert DBTaskResult.objects.get(task_path="qiaomen.kernel.tasks.gone").status == "READY"


def killed_in(job: str, worker: str) -> None:
    """The rows as a killed worker leaves them: it lived, claimed the job, and never said more."""
    beat(worker)
    DBTaskResult.objects.get(pk=job).claim(worker)


@pytest.mark.django_db
def test_a_job_of_a_silent_worker_is_run_by_another_after_a_while(clock):
    killed_in(enqueue(note, "rescued"), "gone")
    clock.shift(timedelta(minutes=4))
    enqueue(janitor.rescue)
    run_until_idle()
    assert ran == []
    clock.shift(retries.BACK_OFF[0])
    run_until_idle()
    assert ran == ["rescued"]


@pytest.mark.django_db
def test_a_job_of_a_worker_that_lives_is_left_alone(clock):
    killed_in(enqueue(note, "long"), "busy")
    clock.shift(timedelta(minutes=60))
    beat("busy")
    enqueue(janitor.rescue)
    run_until_idle()
    assert DBTaskResult.objects.running().get().worker_ids == ["busy"]


@pytest.mark.django_db
def test_a_worker_of_a_clock_that_was_ahead_is_not_taken_for_alive(clock):
    killed_in(enqueue(note, "rescued"), "gone")
    clock.shift(timedelta(days=-30))
    enqueue(janitor.rescue)
    run_until_idle()
    clock.shift(retries.BACK_OFF[0])
    run_until_idle()
    assert ran == ["rescued"]


@pytest.mark.django_db
def test_a_job_put_off_by_a_clock_that_was_ahead_is_brought_forward(clock):
    killed_in(enqueue(note, "late"), "gone")
    fall_silent("gone")
    enqueue(janitor.rescue)
    run_one("janitor")
    clock.shift(timedelta(days=-30))
    enqueue(janitor.rescue)
    run_until_idle()
    assert ran == ["late"]


@pytest.mark.django_db
def test_the_janitor_does_not_take_itself_for_dead(clock, caplog):
    enqueue(janitor.rescue)
    beat("slow")
    clock.shift(timedelta(hours=1))
    run_one("slow")
    assert "has not been heard of" not in caplog.text


@pytest.mark.django_db
def test_a_job_that_kills_every_worker_is_seen_as_failed(clock):
    job = enqueue(note, "deadly")
    for pause in (*retries.BACK_OFF, timedelta()):
        killed_in(job, "gone")
        fall_silent("gone")
        enqueue(janitor.rescue)
        run_one("janitor")
        clock.shift(pause)
    assert "gone has not been heard of" in retries.failed_tasks()[0].problem


@pytest.mark.django_db
def test_a_worker_that_was_only_thought_dead_cannot_fail_the_run_of_another(clock):
    job = enqueue(note, "slow")
    killed_in(job, "slow one")
    stale = DBTaskResult.objects.get(pk=job)
    clock.shift(60)
    killed_in(job, "quick one")
    retries.give_back(stale, RuntimeError("too late"))
    assert DBTaskResult.objects.running().get().worker_ids == ["slow one", "quick one"]


@pytest.mark.django_db
def test_done_jobs_are_kept_for_some_days(clock):
    enqueue(note, "done")
    run_until_idle()
    clock.shift(janitor.KEEP_DONE - timedelta(hours=1))
    enqueue(janitor.tidy)
    run_until_idle()
    assert DBTaskResult.objects.filter(task_path__endswith="note").exists()


@pytest.mark.django_db
def test_done_jobs_are_forgotten_and_failed_ones_kept_for_long(clock):
    exhausted(clock)
    enqueue(note, "done")
    run_until_idle()
    clock.shift(janitor.KEEP_DONE + timedelta(hours=1))
    enqueue(janitor.tidy)
    run_until_idle()
    assert [job.task_name for job in DBTaskResult.objects.order_by("enqueued_at")] == ["fail", "tidy"]
    clock.shift(janitor.KEEP_FAILED)
    enqueue(janitor.tidy)
    run_until_idle()
    assert retries.failed_tasks() == []
