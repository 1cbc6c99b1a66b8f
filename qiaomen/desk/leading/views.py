"""The overview of a place or a unit: one page for who answers for it."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qiaomen.desk.leading import charts, tables
from qiaomen.desk.leading.around import around
from qiaomen.desk.leading.bulletins import months_offered
from qiaomen.desk.leading.kept import counted
from qiaomen.desk.leading.links import Lists
from qiaomen.desk.leading.printing import document
from qiaomen.desk.maps.overview import OPEN, shaded
from qiaomen.desk.maps.shading import ranges
from qiaomen.indicators.overview.page import SPANS, USUAL, Overview
from qiaomen.indicators.overview.sentences import changes
from qiaomen.indicators.overview.subjects import Kind, about, own
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.printing import pdf
from qiaomen.kernel.refusal import Forbidden
from qiaomen.kernel.web import Asked, route
from qiaomen.people.models import Unit
from qiaomen.territory.maps import Map, has_ground
from qiaomen.territory.models import Place, PlaceKind


@route(May.REPORT_READ, "GET")
def mine(request: Asked) -> HttpResponse:
    """What one answers for oneself."""
    return _page(request, own(request.actor))


@route(May.REPORT_READ, "GET")
def of_place(request: Asked, place: str) -> HttpResponse:
    return _page(request, get_object_or_404(Place, code=place))


@route(May.REPORT_READ, "GET")
def of_unit(request: Asked, unit: str) -> HttpResponse:
    return _page(request, get_object_or_404(Unit.objects.select_related("place"), code=unit))


@route(May.REPORT_READ, "GET")
def print_place(request: Asked, place: str) -> HttpResponse:
    return _printed(request, get_object_or_404(Place, code=place))


@route(May.REPORT_READ, "GET")
def print_unit(request: Asked, unit: str) -> HttpResponse:
    return _printed(request, get_object_or_404(Unit.objects.select_related("place"), code=unit))


def _page(request: Asked, one: Place | Unit) -> HttpResponse:
    known, weeks = _counted(request, one), _weeks(request)
    context = {
        "overview": known,
        "around": around(one, request.actor),
        "spans": [(span, span == weeks) for span in SPANS],
        "weeks_shown": weeks,
        "pdf": reverse(f"desk:overview-{known.subject.kind}-pdf", args=[one.code]),
        "bulletin": _bulletin(one),
        "months": months_offered(),
        "changes": changes(known),
        "definition": known.rates.definition,
        "map": _map(known),
        **_figures(known),
    }
    return render(request, "desk/leading/page.html", context)


def _bulletin(one: Place | Unit) -> str:
    """Where the bulletin of a month is published; "" of a unit, which has none."""
    return reverse("desk:bulletin-publication", args=[one.code]) if isinstance(one, Place) else ""


def _printed(request: Asked, one: Place | Unit) -> HttpResponse:
    """The same as a PDF, without charts and map: their tables say the same."""
    made = pdf(document(_counted(request, one)))
    return HttpResponse(made, content_type="application/pdf")


def _counted(request: Asked, one: Place | Unit) -> Overview:
    try:
        subject = about(one, by=request.actor)
    except Forbidden:
        raise Http404 from None
    return counted(subject, _weeks(request))


def _weeks(request: Asked) -> int:
    return next((span for span in SPANS if request.GET.get("weeks") == str(span)), USUAL)


def _figures(known: Overview) -> dict[str, Any]:
    lists = Lists(known.subject)
    return {
        "tiles": tables.tiles(known.flow, lists),
        "weeks": tables.weeks(known.flow, lists),
        "weeks_chart": charts.of_weeks(known.flow),
        "ages": tables.ages(known.flow, lists),
        "ages_chart": charts.of_ages(known.flow),
        "rates": tables.rates(known, lists),
        "ranking": tables.ranking(known, lists),
        "grids": tables.grids(known, lists),
        "hot": tables.hot(known.hot.issues),
    }


def _map(known: Overview) -> Map | None:
    if not has_ground():
        return None
    rows = known.grids.rows
    whole = shaded(rows, ranges(row.open for row in rows), {"level": PlaceKind.GRID.value, "show": OPEN})
    return replace(whole, focus=known.subject.code if known.subject.kind == Kind.PLACE else "")
