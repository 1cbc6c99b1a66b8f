"""Writing a procedure: every way of changing it ends at its text, which is looked at before it is adopted."""

from hashlib import sha256
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.actions import adopt_procedure
from qiaomen.catalogue.actions.procedures import newest_of, role_codes
from qiaomen.catalogue.models import ProcedureVersion
from qiaomen.catalogue.procedures.advising import warnings
from qiaomen.catalogue.procedures.choosing import held_roles
from qiaomen.catalogue.procedures.comparing import changes
from qiaomen.catalogue.procedures.drawing import picture
from qiaomen.catalogue.procedures.editing import copied, with_change, with_step, without_step
from qiaomen.catalogue.procedures.language import Procedure, Step
from qiaomen.catalogue.procedures.library import checked
from qiaomen.desk.procedures.addresses import page_of
from qiaomen.desk.procedures.forms import CopyForm, TextForm
from qiaomen.desk.procedures.step_forms import NewStepForm, StepForm, known_step
from qiaomen.desk.procedures.views import newest_or_404
from qiaomen.kernel import clock
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Conflict, Refusal
from qiaomen.kernel.web import Asked, done, route, status_of

BEGINNING = """code = ""
name = ""

[[step]]
code = "look"
name = ""
limit = "2 workdays"
"""


@route(May.CATALOGUE_EDIT, "GET", "POST")
def draft(request: Asked) -> HttpResponse:
    """The text of a procedure. First sent it is shown, with what changes; the same again is adopted."""
    if request.method == "GET":
        row = ProcedureVersion.objects.filter(pk=newest_pk(request.GET.get("procedure", ""))).first()
        first = {"text": row.text if row else BEGINNING, "seen": str(row or "")}
        return _page(request, TextForm(initial=first))
    form = TextForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    said = form.cleaned_data
    try:
        plan = checked(said["text"], role_codes())
        newest = newest_of(plan.code)
        _require_seen(newest, said["seen"])
        if said["shown"] != digest(said["text"]):
            return looked_at(request, said["text"], said["seen"])
        row = adopt_procedure(said["text"], by=request.actor)
    except Refusal as no:
        return _page(request, form, refusal=no, status=status_of(no))
    return done(request, _("Adopted. Items go by it when you say so: “Use it for items”."), page_of(row))


def newest_pk(code: str) -> int:
    row = newest_of(code)
    return row.pk if row else 0


def digest(text: str) -> str:
    """Browsers send lines with their own ends."""
    return sha256(text.replace("\r\n", "\n").encode()).hexdigest()


def _require_seen(newest: ProcedureVersion | None, seen: str) -> None:
    """Nobody overwrites what they have not seen, nor another procedure by its code."""
    if newest is not None and str(newest) != seen:
        sentence = _("“%s” was adopted meanwhile or has this code already. Look at it, then begin again.")
        raise Conflict(sentence % newest)


def looked_at(request: Asked, text: str, seen: str) -> HttpResponse:
    """The draft with its picture and what it changes, ready to be adopted; mistakes with their line."""
    form = TextForm({"text": text, "seen": seen, "shown": digest(text)})
    form.is_valid()
    try:
        plan = checked(text, role_codes())
    except Refusal as no:
        return _page(request, form, refusal=no, status=status_of(no))
    before = newest_of(plan.code)
    found: dict[str, Any] = {
        "plan": plan,
        "picture": picture(plan),
        "told": changes(before.plan, plan) if before else None,
        "before": before,
        "warnings": list(warnings(plan, held_roles(clock.today()))),
    }
    return _page(request, form, **found)


def _page(request: Asked, form: TextForm, status: int = 200, **found: Any) -> HttpResponse:
    return render(request, "desk/procedures/draft.html", {"form": form, **found}, status=status)


@route(May.CATALOGUE_EDIT, "GET", "POST")
def copy(request: Asked, procedure: str) -> HttpResponse:
    """Under a code and a name of its own."""
    row = newest_or_404(procedure)
    form = CopyForm(request.POST if request.method == "POST" else None, initial={"name": row.name})
    if form.is_valid():
        return looked_at(request, copied(row.text, **form.cleaned_data), seen="")
    return _form_page(request, row, form, _("Copy it"))


@route(May.CATALOGUE_EDIT, "GET", "POST")
def step_new(request: Asked, procedure: str) -> HttpResponse:
    row = newest_or_404(procedure)
    steps = [step for step in row.plan.steps if not step.after_answer]
    first = {"after": steps[-1].code if steps else "", "actor": "unit"}
    form = NewStepForm(row.plan.steps, request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        return _changed(
            request, row, form, with_step(row.text, form.draft(), after=form.cleaned_data["after"])
        )
    return _form_page(request, row, form, _("Add a step"))


@route(May.CATALOGUE_EDIT, "GET", "POST")
def step_change(request: Asked, procedure: str, step: str) -> HttpResponse:
    row = newest_or_404(procedure)
    known = _step_or_404(row.plan, step)
    before = row.plan.steps[: row.plan.steps.index(known)]
    form = StepForm(before, request.POST if request.method == "POST" else None, initial=known_step(known))
    if form.is_valid():
        return _changed(request, row, form, with_change(row.text, step, form.draft()), known)
    return _form_page(request, row, form, _("Change a step"), known)


@route(May.CATALOGUE_EDIT, "POST")
def step_removal(request: Asked, procedure: str, step: str) -> HttpResponse:
    row = newest_or_404(procedure)
    _step_or_404(row.plan, step)
    return looked_at(request, without_step(row.text, step), seen=str(row))


def _step_or_404(plan: Procedure, code: str) -> Step:
    if found := plan.step(code):
        return found
    raise Http404


def _changed(
    request: Asked, row: ProcedureVersion, form: StepForm, text: str, known: Step | None = None
) -> HttpResponse:
    """On to the text; a mistake is told where it was made."""
    try:
        checked(text, role_codes())
    except Refusal as no:
        title = _("Change a step") if known else _("Add a step")
        return _form_page(request, row, form, title, known, refusal=no)
    return looked_at(request, text, seen=str(row))


def _form_page(
    request: Asked, row: ProcedureVersion, form: Any, title: Any, known: Step | None = None, **found: Any
) -> HttpResponse:
    context = {"row": row, "form": form, "title": title, "known": known, **found}
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/procedures/form.html", context, status=status)
