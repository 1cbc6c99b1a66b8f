"""Rounds and their laps as strings for people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qiaomen.kernel.limits import Rhythm
from qiaomen.kernel.lists import listed
from qiaomen.matters.models import Round
from qiaomen.matters.rounds.laps import Lap
from qiaomen.people.authors import author

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

RHYTHMS: Mapping[str, "StrOrPromise"] = MappingProxyType(
    {
        Rhythm.DAY.value: gettext_lazy("every day"),
        Rhythm.WEEK.value: gettext_lazy("every week"),
        Rhythm.MONTH.value: gettext_lazy("every month"),
    }
)


@dataclass(frozen=True, slots=True)
class RoundLine:
    name: str
    url: str
    place: str
    unit: str
    rhythm: str
    now: str
    missed: str
    wanting: bool  # whether something was missed


@dataclass(frozen=True, slots=True)
class LapLine:
    when: str
    standing: str
    missed: bool
    walked_by: str
    open: str  # what nobody has looked at
    found: Sequence[tuple[str, str]]  # number and address of each matter that came of it


def round_line(row: Round, laps: Sequence[Lap], today: date) -> RoundLine:
    ended = [lap for lap in laps if lap.last < today]
    missed = sum(lap.is_missed(today) for lap in ended)
    return RoundLine(
        name=row.name,
        url=reverse("desk:round", args=[row.number]),
        place=row.place.name,
        unit=row.unit.name,
        rhythm=str(RHYTHMS[row.rhythm]),
        now=_now(row, laps, today),
        missed=_("%(missed)d of %(laps)d") % {"missed": missed, "laps": len(ended)} if ended else "",
        wanting=missed > 0,
    )


def _now(row: Round, laps: Sequence[Lap], today: date) -> str:
    if row.ended_on:
        return _("ended on %s") % date_format(row.ended_on)
    if row.from_day > today:
        return _("from %s") % date_format(row.from_day)
    if not laps or laps[0].last < today:
        return _("not due today")
    return _far(laps[0])


def lap_line(lap: Lap, today: date, persons: Mapping[str, str], matters: Mapping[int, str]) -> LapLine:
    """`persons` are the names by ref, `matters` the numbers of what the reader may see."""
    found = [matters[each.found] for each in lap.seen if each.found and each.found in matters]
    return LapLine(
        when=_days(lap),
        standing=_standing(lap, today),
        missed=lap.is_missed(today),
        walked_by=listed(_unique(author(each.by, persons) for each in lap.seen)),
        open=listed(lap.open),
        found=[(number, reverse("desk:matter", args=[number])) for number in _unique(found)],
    )


def _days(lap: Lap) -> str:
    first = date_format(lap.first)
    return first if lap.first == lap.last else f"{first} – {date_format(lap.last)}"


def _standing(lap: Lap, today: date) -> str:
    if lap.is_missed(today) and not lap.done:
        return _("not walked")
    return _far(lap)


def _far(lap: Lap) -> str:
    if not lap.open:
        return _("walked")
    return _("%(done)d of %(asked)d checkpoints") % {"done": lap.done, "asked": len(lap.asked)}


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
