"""Case files that were drawn by lot: which are to be checked, the check, and what the checks have shown."""

from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.matters.facts import facts
from qiaomen.desk.sampling.forms import CheckForm
from qiaomen.indicators.periods import Period
from qiaomen.indicators.sampling.actions import check_case
from qiaomen.indicators.sampling.models import Mark, Sample, SampledCase
from qiaomen.indicators.sampling.results import UnitFiles, meaning, report_files
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, done, route, status_of


@route(May.CASE_CHECK, "GET")
def case_files(request: Asked) -> HttpResponse:
    """What is left to check for this person, and the results of the month that was drawn last."""
    last = Sample.objects.last()
    waiting = SampledCase.objects.checkable_by(request.actor).waiting().for_list()
    context = {
        "cases": waiting,
        "last": last,
        "units": _results(request, last) if last else [],
        "meaning": meaning(),
    }
    return render(request, "desk/sampling/list.html", context)


def _results(request: Asked, sample: Sample) -> list[list[str]]:
    """A row for each unit, for who reads reports."""
    if not request.actor.holding(May.REPORT_READ):
        return []
    return [_cells(unit) for unit in report_files(by=request.actor, period=Period.month(sample.month)).units]


def _cells(unit: UnitFiles) -> list[str]:
    """Each says what it counts: on a phone no heading stands above it."""
    return [
        unit.name,
        gettext("%(checked)d of %(drawn)d checked") % {"checked": unit.checked, "drawn": unit.drawn},
        ngettext("%d without a fault", "%d without a fault", unit.faultless) % unit.faultless,
        ngettext("%d to be put right", "%d to be put right", unit.findings) % unit.findings,
    ]


@route(May.CASE_CHECK, "GET", "POST")
def case_check(request: Asked, number: str) -> HttpResponse:
    case = _case(request, number)
    form = CheckForm(case.sample.questions, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            check_case(case, by=request.actor, marks=form.marks(), remarks=form.remarks())
        except Refusal as no:
            return _show(request, case, form, no)
        told = _("Checked. What has to be put right is ordered from the unit.")
        return done(request, told if case.finding_id else _("Checked."), reverse("desk:case-files"))
    return _show(request, case, form)


def _case(request: Asked, number: str) -> SampledCase:
    """The oldest one of the matter that waits, else the one that was checked last."""
    cases = SampledCase.objects.checkable_by(request.actor).filter(matter__number=number)
    ordered = cases.for_list().order_by(F("checked_at").desc(nulls_first=True), "sample__month")
    if case := ordered.first():
        return case
    raise Http404


def _show(request: Asked, case: SampledCase, form: CheckForm, no: Refusal | None = None) -> HttpResponse:
    asked = case.sample.questions.questions if case.checked_at else ()
    said = [(str(each), Mark(case.marks[each.code]).label) for each in asked]
    context = {"case": case, "matter": case.matter, "form": form, "refusal": no, "said": said}
    status = status_of(no) if no else 422 if form.errors else 200
    return render(
        request, "desk/sampling/check.html", {**context, "facts": facts(case.matter)}, status=status
    )
