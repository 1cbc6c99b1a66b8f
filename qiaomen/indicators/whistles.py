"""The count of the whistles: who was called to the spot, answered, came, and did not."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from qiaomen.indicators.grouping import Grouping, Groups, groups
from qiaomen.indicators.periods import Period
from qiaomen.indicators.rates import Share
from qiaomen.indicators.reading import readable
from qiaomen.indicators.whistle_report import Figure, Presence, WhistleFigures, WhistleReport, WhistleRow
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.matters.models import Turnout
from qiaomen.territory.models import PlaceKind


def report_whistles(
    *,
    by: Actor,
    group: Grouping = Grouping.UNIT,
    level: PlaceKind = PlaceKind.COMMUNITY,
    from_day: date | None = None,
    to_day: date | None = None,
) -> WhistleReport:
    """The calls whose meeting lay between two days, both included; by units it is the office that was called.

    Matters that are left out of the rates are in it: whether an office came is not about the answer. Raises
    Forbidden for who may read no report.
    """
    period, division, now = Period(from_day, to_day), groups(group, level), clock.now()
    rows = list(_calls(by, period).select_related("whistle", "matter"))
    sheets: dict[Any, list[Turnout]] = defaultdict(list)
    for row in rows:
        sheets[_group(row, division)].append(row)
    labels = division.labels(sheets)
    found = [WhistleRow(*labels[key], tally(part, now)) for key, part in sheets.items()]
    return WhistleReport(
        grouping=group,
        level=level.value if group == Grouping.PLACE else "",
        period=period,
        total=tally(rows, now),
        rows=tuple(sorted(found, key=lambda row: (-row.figures.count(Presence.ABSENT), row.code))),
    )


def calls_behind(
    *,
    by: Actor,
    figure: Figure,
    code: str = "",
    group: Grouping = Grouping.UNIT,
    level: PlaceKind = PlaceKind.COMMUNITY,
    from_day: date | None = None,
    to_day: date | None = None,
) -> list[Turnout]:
    """The calls that a figure of that report counts, of the group with this code or of all."""
    division, now = groups(group, level), clock.now()
    rows = (
        _calls(by, Period(from_day, to_day)).select_related("whistle", "matter", "unit").order_by("-meet_at")
    )
    found = [row for row in rows if counts(figure, row, now)]
    if not code:
        return found
    labels = division.labels({_group(row, division) for row in found})
    return [row for row in found if labels[_group(row, division)].code == code]


def _calls(by: Actor, period: Period) -> QuerySet[Turnout]:
    return Turnout.objects.filter(period.holds("meet_at"), mistaken=False, matter__in=readable(by))


def counts(figure: Figure, turnout: Turnout, now: datetime) -> bool:
    """Whether the figure counts this call; pure."""
    match figure:
        case Figure.CALLED:
            return True
        case Figure.ANSWERED:
            return _answered_in_time(turnout)
        case Figure.CAME:
            return turnout.arrived_at is not None
        case Figure.REPORTED:
            return turnout.reported_at is not None
        case Figure.ABSENT:
            return presence_of(turnout, now) == Presence.ABSENT
        case Figure.EXCUSED:
            return presence_of(turnout, now) == Presence.EXCUSED


def _group(turnout: Turnout, division: Groups) -> Any:
    owner = turnout if division.column == "unit_id" else turnout.matter
    return division.group_of(getattr(owner, division.column))


def tally(turnouts: Sequence[Turnout], now: datetime) -> WhistleFigures:
    """Pure: what these calls come to at the instant `now`."""
    presence = Counter(presence_of(turnout, now) for turnout in turnouts)
    there = presence[Presence.IN_TIME] + presence[Presence.LATE]
    due = [turnout for turnout in turnouts if _had_to_answer(turnout, now)]
    return WhistleFigures(
        called=len(turnouts),
        answered=Share(sum(map(_answered_in_time, due)), len(due)),
        came=Share(there, there + presence[Presence.ABSENT]),
        presence=presence,
        reported=Share(sum(turnout.reported_at is not None for turnout in turnouts), there),
    )


def presence_of(turnout: Turnout, now: datetime) -> Presence:
    if turnout.arrived_at:
        return Presence.LATE if turnout.late_by else Presence.IN_TIME
    if turnout.excused_at:
        return Presence.EXCUSED
    if turnout.is_missing(now):
        return Presence.ABSENT
    return Presence.AHEAD if turnout.had_to_come else Presence.CALLED_OFF


def _had_to_answer(turnout: Turnout, now: datetime) -> bool:
    """It has answered, or its time passed before anything released it."""
    released = min(filter(None, (now, turnout.whistle.ended_at, turnout.excused_at)))
    return turnout.answered_at is not None or turnout.answer_due_at < released


def _answered_in_time(turnout: Turnout) -> bool:
    return turnout.answered_at is not None and turnout.answered_at <= turnout.answer_due_at
