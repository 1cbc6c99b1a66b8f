"""The schedule of an installation: whatever it names can be done."""

from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from config.schedule import SCHEDULE
from qiaomen.kernel.tasks import enqueue
from qiaomen.kernel.tasks.worker import run_until_idle
from tests.world import World, monday, world

__all__ = ["monday", "world"]


@pytest.mark.parametrize("name", SCHEDULE)
def test_each_entry_runs(world: World, settings, tmp_path: Path, name: str):
    settings.QIAOMEN_HOME = tmp_path
    _rhythm, job = SCHEDULE[name]
    number = enqueue(job)
    run_until_idle()
    assert DBTaskResult.objects.successful().filter(pk=number).exists()
