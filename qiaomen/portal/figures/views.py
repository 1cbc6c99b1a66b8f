"""Open figures: what was closed, how fast and how well, month by month, for everybody."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render

from qiaomen.indicators.open_figures import FEWEST, OpenFigures, as_csv, headings, months, open_figures
from qiaomen.kernel.web import Asked, download, public


@public("GET")
def figures(request: Asked) -> HttpResponse:
    """The latest published month, or the one that is asked for."""
    published = months()
    if not published:
        return render(request, "portal/figures/figures.html", {"fewest": FEWEST})
    shown = _of(request.GET.get("month") or f"{published[0]:%Y-%m}")
    context = {"figures": shown, "months": published, "headings": headings(), "fewest": FEWEST}
    return render(request, "portal/figures/figures.html", context)


@public("GET")
def figures_csv(_request: Asked, month: str) -> HttpResponse:
    return download(as_csv(_of(month)), f"figures-{month}.csv")


def _of(month: str) -> OpenFigures:
    try:
        found = open_figures(date.fromisoformat(f"{month}-01"))
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found
