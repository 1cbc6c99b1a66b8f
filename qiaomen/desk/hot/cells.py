"""What the lists say of hot issues and their matters, as text."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from qiaomen.indicators.hot.report import Hot
from qiaomen.matters.models import Matter


class Line(NamedTuple):
    url: str
    title: str
    place: str
    days: str
    residents: str
    heat: str
    lately: str
    pinned: bool


class Member(NamedTuple):
    pk: int
    url: str
    title: str
    number: str
    unit: str
    state: str
    day: str


def lines(issues: Sequence[Hot]) -> list[Line]:
    """The pinned first, each part the hottest first."""
    return [_line(issue) for issue in sorted(issues, key=lambda issue: not issue.pinned)]


def _line(issue: Hot) -> Line:
    return Line(
        url=reverse("desk:hot-issue", args=[issue.number]),
        title=issue.issue,
        place=issue.place,
        days=days(issue),
        residents=str(issue.residents),
        heat=str(issue.heat.index),
        lately=lately(issue),
        pinned=issue.pinned,
    )


def days(issue: Hot) -> str:
    return f"{date_format(issue.first)} – {date_format(issue.last)}"


def lately(issue: Hot) -> str:
    week, month = issue.heat.lately
    return _("%(week)d in 7 days, %(month)d in 30") % {"week": week, "month": month}


def members(matters: Iterable[Matter]) -> list[Member]:
    return [
        Member(
            matter.pk,
            reverse("desk:matter", args=[matter.number]),
            matter.title or matter.number,
            matter.number,
            str(matter.unit),
            matter.get_state_display(),
            date_format(matter.happened_at),
        )
        for matter in matters
    ]
