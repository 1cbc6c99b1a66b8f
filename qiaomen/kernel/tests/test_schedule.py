from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django_tasks_db.models import DBTaskResult

from qiaomen.kernel import roots
from qiaomen.kernel.models import Scheduled
from qiaomen.kernel.tasks import schedule, task
from qiaomen.kernel.tasks.schedule import Daily, Every, enqueue_due
from qiaomen.kernel.tasks.worker import run_until_idle

MORNING = datetime(2026, 3, 2, 1, tzinfo=UTC)  # nine o'clock in the office
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@task
def sweep() -> None:
    pass


@task
def break_down() -> None:
    raise RuntimeError


SCHEDULE = {"minutely": (Every(MINUTE), sweep), "nightly": (Daily(time(0, 10)), sweep)}


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def this_schedule(settings):
    settings.QIAOMEN_SCHEDULE = __name__


@pytest.mark.django_db
def test_an_interval_begins_at_once_and_a_daily_run_at_its_time(clock):
    assert enqueue_due() == ["minutely"]
    clock.move_to(datetime(2026, 3, 2, 16, 9, 59, tzinfo=UTC))
    assert "nightly" not in enqueue_due()
    clock.move_to(datetime(2026, 3, 2, 16, 10, tzinfo=UTC))
    assert "nightly" in enqueue_due()


@pytest.mark.django_db
def test_nothing_is_due_twice(clock):
    enqueue_due()
    assert enqueue_due() == []
    clock.shift(MINUTE)
    assert enqueue_due() == ["minutely"]


@pytest.mark.django_db
def test_runs_missed_in_a_pause_are_made_up_for_by_one(clock):
    enqueue_due()
    run_until_idle()
    clock.shift(10 * DAY)
    assert enqueue_due() == ["minutely", "nightly"]
    assert enqueue_due() == []
    assert run_until_idle() == 2


@pytest.mark.django_db
def test_a_run_that_another_host_has_claimed_is_left_to_it(clock):
    enqueue_due()
    clock.shift(MINUTE)
    seen_by_both = Scheduled.objects.get(name="minutely")
    assert enqueue_due() == ["minutely"]
    assert not schedule._enqueued(seen_by_both, *SCHEDULE["minutely"])


@pytest.mark.django_db
def test_runs_do_not_pile_up_while_the_last_one_waits(clock):
    for _minute in range(5):
        enqueue_due()
        clock.shift(MINUTE)
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db
def test_there_is_no_second_run_beside_one_that_takes_its_time(clock):
    enqueue_due()
    DBTaskResult.objects.get().claim("worker")
    clock.shift(MINUTE)
    enqueue_due()
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db
def test_the_next_run_does_not_wait_longer_because_the_last_one_failed(clock, monkeypatch):
    monkeypatch.setitem(SCHEDULE, "minutely", (Every(MINUTE), break_down))
    for _minute in range(3):
        enqueue_due()
        assert run_until_idle() == 1
        clock.shift(MINUTE)
    assert len(DBTaskResult.objects.get().worker_ids) == 3


@pytest.mark.django_db
def test_a_clock_that_was_years_ahead_does_not_silence_the_schedule(clock):
    clock.shift(3000 * DAY)
    enqueue_due()
    clock.move_to(MORNING)
    enqueue_due()
    clock.shift(DAY)
    assert enqueue_due() == ["minutely", "nightly"]


@pytest.mark.django_db
def test_clocks_that_differ_a_little_do_not_run_a_day_twice(clock):
    enqueue_due()
    clock.move_to(datetime(2026, 3, 2, 16, 10, tzinfo=UTC))
    enqueue_due()
    clock.shift(timedelta(seconds=-30))
    enqueue_due()
    clock.shift(timedelta(seconds=30))
    assert "nightly" not in enqueue_due()


@pytest.mark.django_db
def test_an_interval_keeps_its_beat_although_it_is_noticed_late(clock):
    enqueue_due()
    clock.shift(MINUTE + timedelta(seconds=9))
    enqueue_due()
    assert Scheduled.objects.get(name="minutely").next_at == MORNING + 2 * MINUTE


@pytest.mark.django_db
def test_the_installation_publishes_a_root_each_day(clock, settings, tmp_path):
    settings.QIAOMEN_SCHEDULE, settings.QIAOMEN_HOME = "config.schedule", tmp_path
    for _day in range(2):
        enqueue_due()
        run_until_idle()  # the rooms' own entries may fail here: nothing is set up
        clock.shift(DAY)
    assert [line.split()[0] for line in roots.published()] == ["2026-03-03"]


@pytest.mark.django_db
def test_every_entry_of_the_installation_comes_up_within_a_day(clock, settings):
    settings.QIAOMEN_SCHEDULE = "config.schedule"
    enqueue_due()
    clock.shift(DAY)
    assert enqueue_due() == sorted(schedule.table())


@pytest.mark.django_db
def test_the_kernels_own_entries_run(clock, settings, tmp_path):
    settings.QIAOMEN_SCHEDULE, settings.QIAOMEN_HOME = "config.schedule", tmp_path
    for _rhythm, job in schedule.table().values():
        if job.module_path.startswith("qiaomen.kernel."):
            job.enqueue()
    run_until_idle()
    assert list(DBTaskResult.objects.exclude(status="SUCCESSFUL")) == []
    assert DBTaskResult.objects.count() == 5
