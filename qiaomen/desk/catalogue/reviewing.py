"""Looking the catalogue over: differences, uses, quality, and the published list of duties."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from qiaomen.catalogue.history import compare
from qiaomen.catalogue.models import Item, ProcedureVersion
from qiaomen.catalogue.published import as_csv, headings, responsibilities
from qiaomen.desk.catalogue.forms import PeriodForm, VersionsForm
from qiaomen.indicators.catalogue.quality import cells, meaning, quality
from qiaomen.indicators.catalogue.uses import uses_of_item, uses_of_procedure
from qiaomen.kernel import clock
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.web import Asked, download, route


@route(May.CATALOGUE_EDIT, "GET")
def changes(request: Asked, code: str) -> HttpResponse:
    """What a version says otherwise than another, word by word."""
    item = get_object_or_404(Item, code=code)
    form = VersionsForm(item, request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    alone = item.versions.count() < 2
    comparison = None if alone else compare(item, said.get("from_day") or None, said.get("to_day") or None)
    if comparison:
        form = VersionsForm(item, initial=comparison.days)
    context = {"item": item, "form": form, "comparison": comparison}
    return render(request, "desk/catalogue/differences.html", context)


@route(May.CATALOGUE_EDIT, "GET")
def uses(request: Asked, code: str) -> HttpResponse:
    item = get_object_or_404(Item, code=code)
    context = {"item": item, "title": f"{item.code} {item.name}", "uses": uses_of_item(item)}
    return render(request, "desk/catalogue/uses.html", context)


@route(May.CATALOGUE_EDIT, "GET")
def procedure_uses(request: Asked, procedure: str) -> HttpResponse:
    newest = ProcedureVersion.objects.filter(code=procedure).order_by("version").last()
    if newest is None:
        raise Http404
    context = {"title": f"{newest.code} {newest.name}", "uses": uses_of_procedure(procedure)}
    return render(request, "desk/catalogue/uses.html", context)


@route(May.CATALOGUE_EDIT, "GET")
def looked_over(request: Asked) -> HttpResponse:
    form = PeriodForm(request.GET)
    if not form.is_valid():
        return render(request, "desk/catalogue/quality.html", {"form": form}, status=422)
    found = quality(by=request.actor, **form.cleaned_data)
    context = {"form": form, "quality": found, "rows": [*map(cells, found.rows)], "meaning": meaning()}
    return render(request, "desk/catalogue/quality.html", context)


@route(May.CATALOGUE_EDIT, "GET")
def duties(request: Asked) -> HttpResponse:
    rows = responsibilities(clock.today())
    context = {"rows": rows, "headings": headings(), "day": clock.today()}
    return render(request, "desk/catalogue/duties.html", context)


@route(May.CATALOGUE_EDIT, "GET")
def duties_csv(_request: Asked) -> HttpResponse:
    return download(as_csv(responsibilities(clock.today())), "responsibilities.csv")
