"""A line of a list as text. Pure; the template only places it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _

from qiaomen.desk.countdown import Countdown, Tone, countdown
from qiaomen.desk.queues import columns
from qiaomen.desk.queues.columns import Cell
from qiaomen.matters.models import Priority
from qiaomen.matters.states import STANDING_CLOCK, UNANSWERED

COLUMNS = (
    *("number", "state", "title", "confidential", "priority", "item__name", "due_at", "ledger_seq"),
    *sorted({needed for column in columns.COLUMNS.values() for needed in column.needs} - {"state"}),
)
SEEN = "following__seen"  # how far its story was when it was looked at last, in a list of what is followed


@dataclass(frozen=True, slots=True)
class Cells:
    url: str
    number: str
    title: str
    urgency: str  # "" for an ordinary one
    item: str
    place: str
    due: str
    tone: Tone
    fresh: bool  # something is new to who follows it
    rest: Sequence[Cell]
    said: str = ""  # the passage in which words were found


def lines(
    rows: Iterable[dict[str, Any]], base: str, now: datetime, names: Sequence[str] = columns.USUAL
) -> list[Cells]:
    """`base` is the address under which each matter stands by its number, `names` are the further columns."""
    return [cells(row, base, now, names) for row in rows]


def cells(row: dict[str, Any], base: str, now: datetime, names: Sequence[str] = ()) -> Cells:
    left = time_left(row, now)
    return Cells(
        url=f"{base}{quote(row['number'])}/",
        number=row["number"],
        title=_("(confidential)") if row["confidential"] else row["title"],
        urgency=str(Priority(row["priority"]).label) if row["priority"] else "",
        item=row["item__name"],
        place=columns.where(row),
        due=left.text,
        tone=left.tone,
        fresh=row["ledger_seq"] > row.get(SEEN, row["ledger_seq"]),
        rest=columns.filled(row, names),
    )


def time_left(row: dict[str, Any], now: datetime) -> Countdown:
    """Of an unanswered matter; a clock that stands says so, an ended one says nothing."""
    if row["state"] not in UNANSWERED or row["due_at"] is None:
        return Countdown("", Tone.CALM)
    if row["state"] in STANDING_CLOCK:
        return Countdown(_("clock stands"), Tone.CALM)
    return countdown(row["due_at"], now)
