"""What the checks of case files have shown: beside the rates, since a good rate may hide a poor file."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from qiaomen.indicators.periods import Period
from qiaomen.indicators.rates import Share
from qiaomen.indicators.reading import readable
from qiaomen.indicators.sampling.models import Mark, Sample, SampledCase
from qiaomen.indicators.wording import aligned, percent
from qiaomen.kernel.actors import Actor


@dataclass(slots=True)
class UnitFiles:
    """The files of one unit: `faults` counts each question that was answered with no."""

    code: str
    name: str
    drawn: int = 0
    checked: int = 0
    faultless: int = 0
    findings: int = 0
    faults: Counter[str] = field(default_factory=Counter)

    @property
    def share(self) -> Share:
        return Share(self.faultless, self.checked)

    def add(self, case: SampledCase) -> None:
        self.drawn += 1
        if case.checked_at:
            faults = [code for code, mark in case.marks.items() if mark == Mark.NO]
            self.checked += 1
            self.faultless += not faults
            self.findings += case.finding_id is not None
            self.faults.update(faults)


@dataclass(frozen=True, slots=True)
class FilesReport:
    """By unit, in the order of their codes."""

    units: tuple[UnitFiles, ...]

    def lines(self) -> list[str]:
        if not self.units:
            return []
        heads = [_("unit"), _("drawn"), _("checked"), _("without a fault"), _("to be put right")]
        return ["", _("Case files checked"), *aligned([heads, *map(_cells, self.units)]), meaning()]

    def to_json(self) -> list[dict[str, Any]]:
        return [
            {
                "code": unit.code,
                "name": unit.name,
                "drawn": unit.drawn,
                "checked": unit.checked,
                "without_fault": unit.faultless,
                "findings": unit.findings,
                "faults": dict(sorted(unit.faults.items())),
            }
            for unit in self.units
        ]


def meaning() -> str:
    return _(
        "Of the matters that each unit had closed in a month a few were drawn by lot, and somebody outside "
        "it checked their files. Without a fault: no question was answered with no. So few say little of one "
        "unit in one month; confidential matters are checked and not counted here."
    )


def report_files(*, by: Actor, period: Period) -> FilesReport:
    """Of the months whose first day lies in the period. Raises Forbidden for who may read no report."""
    cases = SampledCase.objects.filter(matter__in=readable(by)).select_related("unit")
    if period.first:
        cases = cases.filter(sample__month__gte=period.first)
    if period.last:
        cases = cases.filter(sample__month__lte=period.last)
    return FilesReport(tuple(_by_unit(cases.order_by("unit__code", "pk"))))


def sample_lines(sample: Sample) -> list[str]:
    """How it was drawn, so that anybody can draw it again, and what: unit, number, how far it is."""
    head = _("%(month)s: %(per_unit)d of each unit, by the lots of %(seed)s (%(source)s), from %(pool)s")
    told = {name: getattr(sample, name) for name in ("per_unit", "seed", "source", "pool")}
    rows = [
        [case.unit.code, case.unit.name, case.matter.number, case.standing_label]
        for case in sample.cases.for_list()
    ]
    return [head % {"month": sample, **told}, *aligned(rows)]


def _by_unit(cases: Iterable[SampledCase]) -> Iterable[UnitFiles]:
    units: dict[int, UnitFiles] = {}
    for case in cases:
        units.setdefault(case.unit_id, UnitFiles(case.unit.code, case.unit.name)).add(case)
    return units.values()


def _cells(unit: UnitFiles) -> list[str]:
    share = unit.share
    return [
        unit.name,
        str(unit.drawn),
        str(unit.checked),
        f"{percent(share.rate)} ({share.numerator}/{share.denominator})",
        str(unit.findings),
    ]
