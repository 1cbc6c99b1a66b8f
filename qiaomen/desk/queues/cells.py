"""A line of a list as text. Pure; the template only places it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _

from qiaomen.desk.countdown import Countdown, Tone, countdown, day_and_time
from qiaomen.matters.models import Priority
from qiaomen.matters.states import STANDING_CLOCK, UNANSWERED, State
from qiaomen.territory.naming import chained

COLUMNS = (
    "number",
    "state",
    "title",
    "confidential",
    "priority",
    "item__name",
    "place__name",
    "place__parent__name",
    "unit__name",
    "officer__name",
    "due_at",
    "received_at",
)


@dataclass(frozen=True, slots=True)
class Cells:
    url: str
    number: str
    title: str
    urgency: str  # "" for an ordinary one
    item: str
    place: str
    holder: str
    state: str
    due: str
    tone: Tone
    received: str


def lines(rows: Iterable[dict[str, Any]], base: str, now: datetime) -> list[Cells]:
    """`base` is the address under which each matter stands by its number."""
    return [cells(row, base, now) for row in rows]


def cells(row: dict[str, Any], base: str, now: datetime) -> Cells:
    left = time_left(row, now)
    return Cells(
        url=f"{base}{quote(row['number'])}/",
        number=row["number"],
        title=_("(confidential)") if row["confidential"] else row["title"],
        urgency=str(Priority(row["priority"]).label) if row["priority"] else "",
        item=row["item__name"],
        place=chained(filter(None, (row["place__parent__name"], row["place__name"]))),
        holder=" · ".join(filter(None, (row["unit__name"], row["officer__name"]))),
        state=str(State(row["state"]).label),
        due=left.text,
        tone=left.tone,
        received=day_and_time(row["received_at"]),
    )


def time_left(row: dict[str, Any], now: datetime) -> Countdown:
    """Of an unanswered matter; a clock that stands says so, an ended one says nothing."""
    if row["state"] not in UNANSWERED or row["due_at"] is None:
        return Countdown("", Tone.CALM)
    if row["state"] in STANDING_CLOCK:
        return Countdown(_("clock stands"), Tone.CALM)
    return countdown(row["due_at"], now)
