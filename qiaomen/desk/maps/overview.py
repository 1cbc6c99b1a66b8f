"""Open and overdue by place: a shaded map, its legend in words, and the same as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qiaomen.desk.forms import DeskForm
from qiaomen.desk.maps.shading import Range, ranges, step_of
from qiaomen.indicators.standing import Standing, report_standing
from qiaomen.kernel import clock
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.web import Asked, route
from qiaomen.territory.maps import Map, Shade, has_ground
from qiaomen.territory.models import PlaceKind

LEVELS = (PlaceKind.GRID, PlaceKind.COMMUNITY, PlaceKind.STREET)
OPEN, OVERDUE = "open", "overdue"


class OverviewForm(DeskForm):
    level = forms.ChoiceField(label=gettext_lazy("By"), choices=[(kind, kind.label) for kind in LEVELS])
    show = forms.ChoiceField(
        label=gettext_lazy("Shown"),
        choices=[(OPEN, gettext_lazy("what is open")), (OVERDUE, gettext_lazy("what is overdue"))],
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A place of the table; the numbers lead to the matters behind them."""

    name: str
    open: int
    open_url: str
    overdue: int
    overdue_url: str


@route(May.REPORT_READ, "GET")
def overview(request: Asked) -> HttpResponse:
    usual = {"level": PlaceKind.GRID.value, "show": OPEN}
    form = OverviewForm({**usual, **request.GET.dict()})
    chosen = form.cleaned_data if form.is_valid() else usual
    report = report_standing(by=request.actor, level=PlaceKind(chosen["level"]), at=clock.now())
    known = ranges(getattr(row, chosen["show"]) for row in report.rows)
    context = {
        "form": form,
        "lines": [line(row) for row in report.rows],
        "legend": known,
        "map": shaded(report.rows, known, chosen) if has_ground() else None,
    }
    return render(request, "desk/maps/overview.html", context)


def line(row: Standing) -> Line:
    return Line(row.name, row.open, _queue(row, state="open"), row.overdue, _queue(row, due="overdue"))


def shaded(rows: Sequence[Standing], known: Sequence[Range], chosen: dict[str, Any]) -> Map:
    return Map(
        label=_("Map of what is open; the table says the same"),
        outlines=f"{reverse('desk:map-outlines')}?{urlencode({'down_to': chosen['level']})}",
        shades={row.code: _shade(row, known, chosen["show"]) for row in rows},
    )


def _shade(row: Standing, known: Sequence[Range], show: str) -> Shade:
    told = _("%(place)s: %(open)d open, %(overdue)d of them overdue")
    text = told % {"place": row.name, "open": row.open, "overdue": row.overdue}
    return Shade(step_of(getattr(row, show), known), text, _queue(row, state="open"))


def _queue(row: Standing, **left: str) -> str:
    return f"{reverse('desk:queue', args=['all'])}?{urlencode({'place': row.code, **left})}"
