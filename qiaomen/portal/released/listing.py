"""What the neighbourhood asked and what was done: summaries in the desk's words, never a resident's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from qiaomen.matters.models import Matter
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.matters.states import OPEN, UNANSWERED, State
from qiaomen.territory import paths
from qiaomen.territory.models import Place

PAGE = 20
COLUMNS = ("pk", "number", "summary", "released_at", "place_id", "state", "answered_at")


@dataclass(frozen=True, slots=True)
class Entry:
    """One summary; `day` is when it was released, `open` says that others may join."""

    number: str
    summary: str
    place: str
    standing: str
    day: str
    released_at: datetime
    open: bool


def released(place: Place | None) -> MatterQuerySet:
    """The newest first; of a place and everything in it."""
    rows = Matter.objects.released()
    return rows.filter(paths.below(place.path, "place__path")) if place else rows


def before(rows: MatterQuerySet, number: str) -> MatterQuerySet:
    """What comes after the matter of this number in the list; all of it when that is no longer there."""
    last = Matter.objects.released().filter(number=number).values("released_at", "pk").first()
    if last is None:
        return rows
    return rows.filter(
        Q(released_at__lt=last["released_at"]) | Q(released_at=last["released_at"], pk__lt=last["pk"])
    )


def entries(rows: MatterQuerySet) -> list[Entry]:
    """Two queries for the names of places, however many rows there are."""
    values = list(rows.values(*COLUMNS))
    names = Place.objects.full_names(row["place_id"] for row in values)
    return cells(values, names)


def cells(rows: Iterable[Mapping[str, Any]], names: Mapping[int, str]) -> list[Entry]:
    return [
        Entry(
            number=row["number"],
            summary=row["summary"],
            place=names[row["place_id"]],
            standing=_standing(row["state"], row["answered_at"]),
            day=_day(row["released_at"]),
            released_at=row["released_at"],
            open=row["state"] in UNANSWERED,
        )
        for row in rows
    ]


def _standing(state: str, answered_at: datetime | None) -> str:
    if state == State.DECLINED:
        return _("not taken on")
    if answered_at and state not in UNANSWERED:
        return _("answered on %s") % _day(answered_at)
    return _("being worked on") if state in OPEN else _("closed")


def _day(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATE_FORMAT")
