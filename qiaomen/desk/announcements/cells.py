"""Announcements as strings for people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from qiaomen.catalogue.announcements.models import Announcement


@dataclass(frozen=True, slots=True)
class Line:
    title: str
    url: str
    place: str
    unit: str
    days: str
    standing: str


def lines(rows: Iterable[Announcement], today: date) -> list[Line]:
    return [
        Line(
            title=row.title,
            url=reverse("desk:announcement", args=[row.number]),
            place=row.place.name,
            unit=row.unit.name,
            days=_days(row),
            standing=_standing(row, today),
        )
        for row in rows
    ]


def _days(row: Announcement) -> str:
    first = date_format(row.from_day)
    return f"{first} – {date_format(row.to_day)}" if row.to_day else _("from %s") % first


def _standing(row: Announcement, today: date) -> str:
    if row.ended_on:
        return _("taken back on %s") % date_format(row.ended_on)
    if row.is_shown(today):
        return _("shown")
    return _("not yet shown") if row.from_day > today else _("over")
