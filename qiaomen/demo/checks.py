"""The auditor looks through the files that the lot has drawn."""

from collections.abc import Mapping

from qiaomen.demo import phrases
from qiaomen.demo.cast import Cast
from qiaomen.demo.hours import Script
from qiaomen.indicators.sampling.actions import check_case
from qiaomen.indicators.sampling.models import Mark, Sample, SampledCase

AUDITOR = "qiushili"
A_DAY = 4  # files that are checked on one workday
DAYS = 3


def checked(sample: Sample, cast: Cast) -> Script:
    """Some on each of the first workdays; the rest is left to whoever visits."""
    remarks = {"evidence": phrases.NO_EVIDENCE}  # of the first file: a finding
    for _day in range(DAYS):
        yield 1
        waiting = SampledCase.objects.checkable_by(cast.actor(AUDITOR)).waiting().filter(sample=sample)
        for case in waiting.for_list()[:A_DAY]:
            _check(case, cast, remarks)
            remarks = {}


def _check(case: SampledCase, cast: Cast, remarks: Mapping[str, str]) -> None:
    codes = [question.code for question in case.sample.questions.questions]
    marks = {code: Mark.NO if code in remarks else Mark.YES for code in codes}
    check_case(case, by=cast.actor(AUDITOR), marks=marks, remarks=remarks)
