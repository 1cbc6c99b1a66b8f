"""What the offices announce, as residents read it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from qiaomen.catalogue.announcements.models import Announcement
from qiaomen.kernel import clock
from qiaomen.territory.models import Place

MOST = 50
ON_FIRST_PAGE = 2  # a telephone shows no more above the form


@dataclass(frozen=True, slots=True)
class News:
    anchor: str
    title: str
    text: str
    source: str


def announced(place: Place | None, most: int = MOST) -> list[News]:
    """What is shown today, the newest first; of a place, also what is told to all around it."""
    rows = Announcement.objects.shown(clock.today()).for_list()
    return cells((rows.concerning(place) if place else rows)[:most])


def latest() -> list[News]:
    return announced(None, ON_FIRST_PAGE)


def cells(rows: Iterable[Announcement]) -> list[News]:
    return [
        News(
            anchor=f"news-{row.number}",
            title=row.title,
            text=row.text,
            source=f"{_days(row)} · {row.place.name} · {row.unit.name}",
        )
        for row in rows
    ]


def _days(row: Announcement) -> str:
    first = date_format(row.from_day)
    return f"{first} – {date_format(row.to_day)}" if row.to_day else _("from %s") % first
