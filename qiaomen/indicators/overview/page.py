"""All that stands on the page of a place or a unit, counted in one go."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count
from django.utils import timezone

from qiaomen.catalogue.models import UNSORTED
from qiaomen.indicators.behind import workload
from qiaomen.indicators.definitions import in_force
from qiaomen.indicators.grouping import Grouping
from qiaomen.indicators.hot.report import HotIssues, hot_issues
from qiaomen.indicators.overview.flow import Flow, Recent, flow, weeks_until
from qiaomen.indicators.overview.subjects import Subject
from qiaomen.indicators.periods import Period
from qiaomen.indicators.report import RatesReport
from qiaomen.indicators.reports import count_rates
from qiaomen.indicators.standing import StandingReport, count_standing
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.territory.models import PlaceKind

SPANS = (4, 12, 26, 52)  # weeks that a page offers
USUAL = 12
HOTTEST = 5


@dataclass(frozen=True, slots=True)
class Topic:
    """The item of which most came in during the last seven days, and how much in the seven before."""

    code: str
    name: str
    last: int
    before: int


@dataclass(frozen=True, slots=True)
class Overview:
    """`period` are the days of the weeks; the rates are those of what was closed in them, by unit."""

    subject: Subject
    at: datetime
    period: Period
    flow: Flow
    topic: Topic | None
    rates: RatesReport
    grids: StandingReport
    hot: HotIssues

    def to_json(self) -> dict[str, Any]:
        subject, flow = self.subject, self.flow
        return {
            "about": {"kind": subject.kind.value, "code": subject.code, "name": subject.name},
            "at": self.at.isoformat(),
            "open": flow.open,
            "overdue": flow.overdue,
            "weeks": [
                {**_days(week.period), "received": week.received, "ended": week.ended, "open": week.open}
                for week in flow.weeks
            ],
            "ages": [{**_days(age.period), "open": age.open, "overdue": age.overdue} for age in flow.ages],
            "change": {
                "last_7_days": _recent(flow.last),
                "7_days_before": _recent(flow.before),
                "open_7_days_ago": flow.open_before,
                "newly_overdue": flow.newly_overdue,
                "topic": self.topic and _topic(self.topic),
            },
            "rates": self.rates.to_json(),
            "grids": self.grids.to_json()["places"],
            "hot": self.hot.to_json(),
        }


def overview(subject: Subject, *, weeks: int, at: datetime) -> Overview:
    """The last so many weeks, from a Monday to the day of `at`, which must be now."""
    today = timezone.localdate(at)
    spans = weeks_until(today, weeks)
    period = Period(spans[0].first, today)
    matters = workload(subject.matters, in_force(today))
    counted = flow(matters, spans, at)
    return Overview(
        subject=subject,
        at=at,
        period=period,
        flow=counted,
        topic=_most_told(matters, counted),
        rates=count_rates(subject.matters, Grouping.UNIT, period),
        grids=count_standing(matters, PlaceKind.GRID, at),
        hot=hot_issues(by=subject.reader, from_day=period.first, to_day=today, top=HOTTEST),
    )


def _most_told(matters: MatterQuerySet, counted: Flow) -> Topic | None:
    """One query."""
    last, before = (recent.period.holds("received_at") for recent in (counted.last, counted.before))
    sorted_ones = matters.filter(last | before).exclude(item__code=UNSORTED).order_by()
    rows = sorted_ones.values_list("item__code", "item__name").annotate(
        last=Count("pk", filter=last), before=Count("pk", filter=before)
    )
    found = max((Topic(*row) for row in rows), key=lambda topic: (topic.last, topic.code), default=None)
    return found if found and found.last else None


def _days(period: Period) -> dict[str, str | None]:
    return {"from": _day(period.first), "to": _day(period.last)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _recent(recent: Recent) -> dict[str, Any]:
    return {**_days(recent.period), "received": recent.received, "ended": recent.ended}


def _topic(topic: Topic) -> dict[str, Any]:
    return {"item": topic.code, "name": topic.name, "last_7_days": topic.last, "7_days_before": topic.before}
