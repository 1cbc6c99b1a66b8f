"""What the checks have shown stands beside the rates."""

from datetime import date

import pytest

from qiaomen.indicators.periods import Period
from qiaomen.indicators.sampling.actions import check_case
from qiaomen.indicators.sampling.models import Mark
from qiaomen.indicators.sampling.results import report_files
from qiaomen.indicators.sampling.tests.test_check_case import CODES
from qiaomen.kernel.refusal import Forbidden
from qiaomen.matters.models import Matter

FEBRUARY = Period.month(date(2026, 2, 1))


@pytest.fixture
def checked(world, sample):
    """Two files of the water office: one without a fault, one without evidence."""
    for number, case in enumerate(sample.cases.order_by("pk")):
        marks = {**dict.fromkeys(CODES, Mark.YES), "evidence": Mark.NO if number else Mark.YES}
        remarks = {"evidence": "没有照片"} if number else {}
        check_case(case, by=world.actor("coordinator"), marks=marks, remarks=remarks)
    return sample


def test_files_and_faults_are_counted_by_unit(world, checked):
    (unit,) = report_files(by=world.actor("leader"), period=FEBRUARY).to_json()
    assert unit == {
        "code": "water",
        "name": "水务科",
        "drawn": 2,
        "checked": 2,
        "without_fault": 1,
        "findings": 1,
        "faults": {"evidence": 1},
    }


def test_the_lines_say_what_the_numbers_mean(world, checked):
    lines = report_files(by=world.console, period=FEBRUARY).lines()
    assert any("50.0% (1/2)" in line for line in lines)
    assert "somebody outside it checked their files" in lines[-1]


def test_what_was_drawn_and_not_checked_is_no_share(world, sample):
    assert any("– (0/0)" in line for line in report_files(by=world.console, period=FEBRUARY).lines())


def test_another_month_has_none_and_an_open_period_has_all(world, checked):
    assert report_files(by=world.console, period=Period.month(date(2026, 3, 1))).lines() == []
    assert report_files(by=world.console, period=Period.month(date(2026, 1, 1))).units == ()
    assert len(report_files(by=world.console, period=Period()).units) == 1


def test_confidential_files_are_counted_for_nobody(world, checked):
    Matter.objects.filter(pk__in=checked.cases.values("matter")).update(confidential=True)
    assert report_files(by=world.console, period=FEBRUARY).units == ()


def test_only_who_reads_reports_reads_this(world, checked):
    with pytest.raises(Forbidden):
        report_files(by=world.actor("clerk"), period=FEBRUARY)
