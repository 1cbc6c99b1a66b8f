"""The calendar of the office: a year at a glance, and days that differ from the State's calendar."""

from calendar import Calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from os.path import commonprefix

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qiaomen.desk.forms import DeskForm
from qiaomen.desk.office.deeds import OVERTAKEN
from qiaomen.desk.office.shelf import Listing, Row
from qiaomen.desk.office.story import story
from qiaomen.kernel import clock
from qiaomen.kernel.calendar import SATURDAY, WorkCalendar, calendar_now
from qiaomen.kernel.calendar_actions import correct_day
from qiaomen.kernel.forms import DayField
from qiaomen.kernel.models.calendar import SpecialDay
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Conflict, Refusal
from qiaomen.kernel.web import Asked, done, route, status_of

FIRST_YEAR, LAST_YEAR = 2014, 2040
RULES = {"works": gettext_lazy("a workday"), "rests": gettext_lazy("a day of rest")}
DONE = {"correct": gettext_lazy("corrected")}


class CorrectionForm(DeskForm):
    day = DayField(label=gettext_lazy("Day"))
    rule = forms.ChoiceField(label=gettext_lazy("It is"), choices=[*RULES.items()])
    name = forms.CharField(
        label=gettext_lazy("What the day is called"),
        max_length=100,
        help_text=gettext_lazy("Such as National Day, or work for the Friday before it."),
    )
    source = forms.CharField(
        label=gettext_lazy("Notice"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Its number, so that others can check it."),
    )


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month; `mark` (班, 休) where it is not as the weekday says, `own`: the office said so."""

    number: int
    mark: str = ""
    said: str = ""
    own: bool = False
    url: str = ""


@route(May.CALENDAR_EDIT, "GET")
def calendar(request: Asked) -> HttpResponse:
    year = _year(request.GET.get("year", ""))
    known, own = calendar_now(), {day.day: day for day in SpecialDay.objects.filter(day__year=year)}
    context = {
        "year": year,
        "before": year - 1 if year > FIRST_YEAR else 0,
        "after": year + 1 if year < LAST_YEAR else 0,
        "known": known.known(year),
        "weekdays": list(zip(_short(map(str, WEEKDAYS_ABBR.values())), WEEKDAYS.values(), strict=True)),
        "months": [(MONTHS[month], _weeks(year, month, known, own)) for month in MONTHS],
        "listing": _listing(own),
    }
    return render(request, "desk/office/calendar.html", context)


def _year(text: str) -> int:
    year = int(text) if text.isdecimal() and len(text) == len("2026") else clock.today().year
    return min(max(year, FIRST_YEAR), LAST_YEAR)


def _weeks(
    year: int, month: int, known: WorkCalendar, own: Mapping[date, SpecialDay]
) -> list[list[Day | None]]:
    """Monday first; None for days of the neighbouring months."""
    return [
        [_day(day, known, own.get(day)) if day.month == month else None for day in week]
        for week in Calendar().monthdatescalendar(year, month)
    ]


def _day(day: date, known: WorkCalendar, own: SpecialDay | None) -> Day:
    works, weekend = known.is_workday(day), day.weekday() >= SATURDAY
    if works != weekend and not own:
        return Day(day.day)
    mark = _("W") if works else _("R")
    said = str(RULES["works"] if works else RULES["rests"])
    return Day(day.day, mark, f"{own.name}: {said}" if own else said, own is not None, _url(day))


def _url(day: date) -> str:
    return f"{reverse('desk:office-correction')}?day={day}"


def _listing(own: Mapping[date, SpecialDay]) -> Listing:
    return Listing(
        (
            gettext_lazy("Day"),
            gettext_lazy("What the day is called"),
            gettext_lazy("It is"),
            gettext_lazy("Notice"),
        ),
        [
            Row(
                _url(day),
                date_format(day),
                (row.name, str(RULES["works"] if row.works else RULES["rests"]), row.source or "–"),
            )
            for day, row in own.items()
        ],
        nothing=gettext_lazy("The office has corrected no day of this year: the State's calendar holds."),
    )


@route(May.CALENDAR_EDIT, "GET", "POST")
def correction(request: Asked) -> HttpResponse:
    """Say that a day is worked or is not; the dates of open matters follow."""
    if request.method == "GET":
        return _show(request, CorrectionForm(initial=_known(request.GET.get("day", ""))))
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _show(request, form, 422)
    said = form.cleaned_data
    try:
        _require_seen(said["day"], request.POST.get("seen", ""))
        correct_day(
            said["day"],
            works=said["rule"] == "works",
            name=said["name"],
            source=said["source"],
            by=request.actor,
        )
    except Refusal as no:
        return _show(request, form, status_of(no), no)
    page = f"{reverse('desk:office-calendar')}?year={said['day'].year}"
    return done(request, _("The day is corrected. The dates of open matters follow within minutes."), page)


def _known(day: str) -> dict[str, object]:
    """What stands there of the day already."""
    row = _row(day)
    if row is None:
        return {"day": day}
    rule = "works" if row.works else "rests"
    return {"day": row.day, "rule": rule, "name": row.name, "source": row.source}


def _row(day: str) -> SpecialDay | None:
    try:
        return SpecialDay.objects.filter(day=date.fromisoformat(day)).first()
    except ValueError:
        return None


def _require_seen(day: date, seen: str) -> None:
    """Of a day that was looked at; another one may be typed, which then was not looked at."""
    looked_at, _space, line = seen.partition(" ")
    row = _row(looked_at)
    if looked_at == f"{day}" and str(row.ledger_seq if row else 0) != line:
        raise Conflict(OVERTAKEN)


def _show(request: Asked, form: CorrectionForm, status: int = 200, no: Refusal | None = None) -> HttpResponse:
    row = _row(f"{form['day'].value()}")
    context = {
        "form": form,
        "refusal": no,
        "seen": f"{form['day'].value()} {row.ledger_seq if row else 0}",
        "story": story(row, DONE) if row else (),
    }
    return render(request, "desk/office/correction.html", context, status=status)


def _short(names: Iterable[str]) -> list[str]:
    """Without what all of them begin or end with, so that a heading is no wider than its days."""
    known = list(names)
    begin = len(commonprefix(known))  # noqa: RUF071 - letters are meant, no paths
    end = len(commonprefix([name[:begin:-1] for name in known]))  # noqa: RUF071 - as above
    return [name[begin : len(name) - end] for name in known]
