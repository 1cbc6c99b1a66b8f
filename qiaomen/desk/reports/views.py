"""The report of the whistles as a page, and the calls behind each of its figures."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qiaomen.desk.matters.whistles import answered, arrived
from qiaomen.desk.reports.forms import WhistlesForm
from qiaomen.indicators.grouping import Grouping
from qiaomen.indicators.whistle_report import Figure, WhistleFigures, meaning
from qiaomen.indicators.whistles import calls_behind, report_whistles
from qiaomen.kernel import clock
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, route, status_of

FIGURES = tuple(Figure)


@route(May.REPORT_READ, "GET")
def whistles(request: Asked) -> HttpResponse:
    """Each figure opens the calls that it counts."""
    form = WhistlesForm(request.GET)
    context: dict[str, Any] = {"form": form, "figures": FIGURES, "meaning": meaning().values()}
    if not form.is_valid():
        return render(request, "desk/reports/whistles.html", context, status=422)
    try:
        report = report_whistles(by=request.actor, **_asked(form))
    except Refusal as no:
        return render(request, "desk/reports/whistles.html", {**context, "refusal": no}, status=status_of(no))
    said = {name: request.GET.get(name, "") for name in ("from_day", "to_day", "by")}
    rows = [(row.name, cells(row.figures, {**said, "group": row.code})) for row in report.rows]
    found = {"report": report, "rows": rows, "total": cells(report.total, said)}
    return render(request, "desk/reports/whistles.html", {**context, **found})


def cells(figures: WhistleFigures, said: dict[str, str]) -> list[dict[str, str]]:
    return [_cell(figure, figures, said) for figure in FIGURES]


def _cell(figure: Figure, figures: WhistleFigures, said: dict[str, str]) -> dict[str, str]:
    query = urlencode({name: value for name, value in {**said, "of": figure.value}.items() if value})
    return {
        "label": str(figure.label),
        "text": figures.told(figure),
        "url": f"{reverse('desk:report-whistles-calls')}?{query}" if figures.of(figure) else "",
    }


@route(May.REPORT_READ, "GET")
def calls(request: Asked) -> HttpResponse:
    """The calls that one figure counts, the latest meeting first."""
    form = WhistlesForm(request.GET)
    of = request.GET.get("of", Figure.CALLED.value)
    if not form.is_valid() or of not in Figure.values:
        raise Http404
    found = calls_behind(
        by=request.actor, figure=Figure(of), code=request.GET.get("group", ""), **_asked(form)
    )
    now = clock.now()
    lines = [(turnout, answered(turnout, now), arrived(turnout, now)) for turnout in found]
    back = urlencode(
        {name: request.GET[name] for name in ("from_day", "to_day", "by") if name in request.GET}
    )
    context = {"figure": Figure(of), "lines": lines, "back": back}
    return render(request, "desk/reports/calls.html", context)


def _asked(form: WhistlesForm) -> dict[str, Any]:
    said = form.cleaned_data
    group = Grouping(said["by"] or Grouping.UNIT)
    return {"group": group, "from_day": said["from_day"], "to_day": said["to_day"]}
