"""A month is drawn once, by lots that were not chosen."""

from datetime import UTC, date, datetime

import pytest

from qiaomen.indicators.sampling.actions import draw_sample
from qiaomen.indicators.sampling.drawing import draw, pool_of
from qiaomen.indicators.sampling.models import Sample
from qiaomen.indicators.sampling.tasks import draw_last_month
from qiaomen.indicators.sampling.tests.conftest import FEBRUARY, IN_FEBRUARY
from qiaomen.kernel import clock, ledger, roots
from qiaomen.kernel.actors import machine
from qiaomen.kernel.refusal import Conflict, Forbidden, Refusal
from qiaomen.kernel.tasks import enqueue
from qiaomen.kernel.tasks.worker import run_until_idle
from qiaomen.kernel.verification import verify
from qiaomen.matters.actions.closing import withdraw
from qiaomen.matters.actions.erasing import erase
from qiaomen.matters.actions.supervising import supervise
from qiaomen.matters.tests.walks import closed, handling


def test_so_many_of_each_unit_are_drawn(world, sample, closings):
    assert sample.cases.count() == 2
    assert {case.unit for case in sample.cases.all()} == {world.units["water"]}


def test_whoever_knows_the_seed_draws_the_same_ones(world, sample, closings):
    pool = {world.units["water"].pk: [matter.number for matter in closings]}
    again = draw(pool, sample.seed, sample.per_unit)
    assert sorted(again[world.units["water"].pk]) == [
        case.matter.number for case in sample.cases.order_by("pk")
    ]
    assert sample.pool == pool_of(pool)
    told = ledger.replay(ledger.story(sample.stream))
    assert (told["seed"], told["pool"], told["per_unit"]) == (sample.seed, sample.pool, 2)


def test_the_seed_is_the_root_of_the_months_last_day(world, closings, settings, tmp_path):
    settings.QIAOMEN_HOME = tmp_path
    with clock.told(datetime(2026, 2, 28, 2, tzinfo=UTC)):
        root = roots.publish(date(2026, 2, 28), by=machine("root"))
    sample = draw_sample(FEBRUARY, per_unit=2, by=world.console)
    assert (sample.seed, sample.source) == (root.digest, "root 2026-02-28")


def test_without_a_root_it_is_that_of_the_ledger_as_it_is(sample):
    assert sample.source.startswith("heads ")
    assert sample.seed.startswith("sha256:")


def test_a_month_is_drawn_once(world, sample):
    with pytest.raises(Conflict, match="has been drawn already"):
        draw_sample(FEBRUARY, per_unit=2, by=world.console)
    assert Sample.objects.count() == 1


@pytest.mark.parametrize(
    ("month", "per_unit", "sentence"),
    [
        (date(2026, 3, 1), 5, "has not ended yet"),
        (date(2026, 1, 1), 5, "Nothing was closed"),
        (FEBRUARY, 0, "Draw 1 to 100"),
        (FEBRUARY, 101, "Draw 1 to 100"),
    ],
)
def test_what_cannot_be_drawn_is_refused(world, closings, month, per_unit, sentence):
    with pytest.raises(Refusal, match=sentence):
        draw_sample(month, per_unit=per_unit, by=world.console)
    assert not Sample.objects.exists()


def test_only_who_checks_the_whole_house_draws_for_it(world, closings):
    with pytest.raises(Forbidden):
        draw_sample(FEBRUARY, per_unit=2, by=world.actor("leader"))


def test_what_nobody_handled_to_its_end_is_not_drawn(world):
    with clock.told(IN_FEBRUARY):
        kept = closed(world)
        erase(closed(world), by=machine("retention"))
        taken_back = handling(world)
        withdraw(taken_back, by=world.resident)
        order = supervise(handling(world), by=world.actor("leader"), order="三日内报告")
        withdraw(order, by=world.actor("coordinator"), said="不必报告了")
        closed(world, history=True)
    sample = draw_sample(FEBRUARY, per_unit=9, by=world.console)
    assert [case.matter for case in sample.cases.all()] == [kept]


@pytest.mark.parametrize(
    ("at", "drawn"),
    [
        (datetime(2026, 3, 1, 2, tzinfo=UTC), False),  # a Sunday
        (datetime(2026, 3, 2, 2, tzinfo=UTC), True),
        (datetime(2026, 3, 5, 2, tzinfo=UTC), True),  # no worker lived on the first workday
    ],
)
def test_the_machine_draws_on_the_first_workday(world, closings, settings, at, drawn):
    settings.QIAOMEN_SAMPLE_PER_UNIT = 3
    with clock.told(at):
        for _twice in range(2):
            enqueue(draw_last_month)
            run_until_idle()
    assert [sample.cases.count() for sample in Sample.objects.all()] == ([3] if drawn else [])


def test_a_month_in_which_nothing_was_closed_is_left_alone(world):
    enqueue(draw_last_month)
    run_until_idle()
    assert not Sample.objects.exists()


def test_the_ledger_still_verifies(sample):
    assert verify().broken is None
