"""Procedures: their list, one of them, and its pictures."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.actions.procedures import use_procedure
from qiaomen.catalogue.models import ProcedureVersion
from qiaomen.catalogue.procedures.comparing import changes
from qiaomen.catalogue.procedures.drawing import picture
from qiaomen.catalogue.procedures.telling import head, particulars
from qiaomen.desk.procedures.addresses import page_of
from qiaomen.desk.procedures.forms import UseForm
from qiaomen.desk.procedures.listing import lines
from qiaomen.indicators.catalogue.uses import uses_of_procedure
from qiaomen.kernel.lists import listed
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, done, route, status_of


@route(May.CATALOGUE_EDIT, "GET")
def procedures(request: Asked) -> HttpResponse:
    return render(request, "desk/procedures/list.html", {"lines": lines()})


@route(May.CATALOGUE_EDIT, "GET")
def one_procedure(request: Asked, procedure: str) -> HttpResponse:
    """Its newest version, or the one that was asked for; what it changed, and who uses it."""
    versions = list(ProcedureVersion.objects.filter(code=procedure).order_by("-version"))
    row = get_object_or_404(ProcedureVersion, code=procedure, version=_number(request, versions))
    before = next((each for each in versions if each.version == row.version - 1), None)
    plan = row.plan
    context = {
        "row": row,
        "versions": versions,
        "newest": row == versions[0],
        "head": head(plan)[1:],
        "picture": picture(plan),
        "steps": [(step, particulars(plan, step)) for step in plan.steps],
        "told": changes(before.plan, plan) if before else None,
        "uses": uses_of_procedure(procedure),
    }
    return render(request, "desk/procedures/procedure.html", context)


def _number(request: Asked, versions: list[ProcedureVersion]) -> int:
    """The newest if none is asked for; 0, which no version has, for what is no number."""
    asked = request.GET.get("version", "")
    if not asked:
        return versions[0].version if versions else 0
    return int(asked) if asked.isdecimal() and len(asked) < 9 else 0


def newest_or_404(code: str) -> ProcedureVersion:
    """The version that is changed, copied and used."""
    number = ProcedureVersion.objects.newest().get(code, 0)
    return get_object_or_404(ProcedureVersion, code=code, version=number)


@route(May.CATALOGUE_EDIT, "GET", "POST")
def use(request: Asked, procedure: str) -> HttpResponse:
    """Items go by its newest version from today; matters keep the one that they began with."""
    row = newest_or_404(procedure)
    form = UseForm(row, request.POST if request.method == "POST" else None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            days = use_procedure(row, items=form.chosen(), by=request.actor)
        except Refusal as no:
            refusal = no
        else:
            told = listed(f"{item} ({day})" for item, day in days)
            return done(request, _("They go by it from these days on: %s") % told, page_of(row))
    context = {"row": row, "form": form, "refusal": refusal}
    status = 200 if request.method == "GET" else status_of(refusal) if refusal else 422
    return render(request, "desk/procedures/use.html", context, status=status)
