"""The figures of two tables once more, for a chart beside each. Pure."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from qiaomen.desk.leading.tables import CAME_IN, ENDED, OPEN, OVERDUE, age_names, week_of
from qiaomen.indicators.overview.flow import Flow


@dataclass(frozen=True, slots=True)
class Series:
    """`kind` is line or bar."""

    name: str
    kind: str
    values: Sequence[int]


@dataclass(frozen=True, slots=True)
class Chart:
    label: str
    names: Sequence[str]
    series: Sequence[Series]

    def data(self) -> str:
        """For the script, as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def of_weeks(flow: Flow) -> Chart:
    weeks = flow.weeks
    series = (
        Series(str(CAME_IN), "bar", [week.received for week in weeks]),
        Series(str(ENDED), "bar", [week.ended for week in weeks]),
        Series(str(OPEN), "line", [week.open for week in weeks]),
    )
    return Chart(
        _("What came in, ended and was open; the table says the same"), [*map(week_of, weeks)], series
    )


def of_ages(flow: Flow) -> Chart:
    series = (
        Series(str(OPEN), "bar", [age.open for age in flow.ages]),
        Series(str(OVERDUE), "bar", [age.overdue for age in flow.ages]),
    )
    return Chart(_("How long the open ones have been; the table says the same"), age_names(), series)
