"""Tries are counted for all workers together, and forgotten after the hour."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection

from qiaomen.kernel import clock, tries
from qiaomen.kernel.models import Tries
from tests.world import MONDAY


@pytest.mark.django_db(transaction=True)
def test_what_several_workers_count_is_one_sum(monkeypatch):
    def work():
        tries.count("guess", "192.0.2.7")
        connection.close()

    monkeypatch.setattr(clock, "now", lambda: MONDAY)
    workers = [Thread(target=work) for _worker in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert tries.tried("guess", "192.0.2.7") == 2


@pytest.mark.django_db
def test_each_thing_and_each_place_is_counted_for_itself():
    tries.count("guess", "192.0.2.7")
    assert tries.tried("guess", "192.0.2.8") == tries.tried("report", "192.0.2.7") == 0


@pytest.mark.django_db
def test_the_next_hour_begins_at_nothing_and_nothing_is_kept():
    with clock.told(MONDAY):
        tries.count("guess", "192.0.2.7")
    with clock.told(MONDAY + timedelta(hours=1)):
        assert tries.tried("guess", "192.0.2.7") == 0
        tries.count("guess", "192.0.2.8")
    assert Tries.objects.count() == 1


@pytest.mark.django_db
def test_no_address_is_kept_as_it_is():
    tries.count("guess", "192.0.2.7")
    assert "192.0.2.7" not in Tries.objects.get().key
