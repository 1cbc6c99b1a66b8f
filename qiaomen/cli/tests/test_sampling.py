"""`qiaomen report sample`, and the checks beside the rates."""

import json
from datetime import timedelta

import pytest

from qiaomen.indicators.sampling.models import Sample
from qiaomen.kernel import clock
from qiaomen.matters.tests.walks import closed
from tests.world import MONDAY, World, monday, world

__all__ = ["monday", "world"]


@pytest.fixture
def matter(world: World):
    with clock.told(MONDAY - timedelta(days=20)):
        return closed(world)


def test_a_month_is_drawn_and_then_shown(run, matter):
    first = run("report", "sample", "--month", "2026-02", "--per-unit", "3").stdout
    assert f"water  水务科  {matter.number}  to be checked" in first
    assert first.startswith("2026-02: 3 of each unit, by the lots of sha256:")
    assert run("report", "sample", "--month", "2026-02").stdout == first
    assert Sample.objects.get().per_unit == 3


def test_without_a_number_the_installations_is_drawn(run, matter, settings):
    settings.QIAOMEN_SAMPLE_PER_UNIT = 7
    run("report", "sample", "--month", "2026-02")
    assert Sample.objects.get().per_unit == 7


def test_a_month_that_has_not_ended_is_refused(run, matter):
    done = run("report", "sample", "--month", "2026-03")
    assert done.exit_code != 0
    assert "has not ended yet" in done.stderr


def test_the_checks_stand_beside_the_rates_by_unit_and_nowhere_else(run, matter):
    run("report", "sample", "--month", "2026-02")
    period = ("--from", "2026-02-01", "--to", "2026-02-28")
    assert "Case files checked" in run("report", "rates", *period).stdout
    assert "Case files checked" not in run("report", "rates", "--by", "channel", *period).stdout
    said = json.loads(run("report", "rates", "--json", *period).stdout)
    assert [unit["drawn"] for unit in said["case_files"]] == [1]
    assert "case_files" not in json.loads(run("report", "rates", "--json", "--by", "item", *period).stdout)
