"""A trial run at the desk with invented people: nothing is stored, how far it is travels in the form."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.actions.procedures import role_codes
from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.procedures.choosing import kinds_of
from qiaomen.catalogue.procedures.forms import step_fields
from qiaomen.catalogue.procedures.language import Kind, Procedure, Step
from qiaomen.catalogue.procedures.library import checked
from qiaomen.catalogue.procedures.trial import LAPSED, PASSED_BY, Trial, seen_by_taker, story, ways
from qiaomen.desk.forms import DeskForm
from qiaomen.desk.procedures.views import newest_or_404
from qiaomen.kernel import clock
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, route, status_of

FILLED = "filled-"  # before the codes of fields, which an office chooses


class KindForm(DeskForm):
    """Which kind of matter is played; another one begins anew."""

    text = forms.CharField(strip=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind of matter"), choices=MatterKind.choices)


class TrialForm(DeskForm):
    """The step that is next, or without one the answer."""

    text = forms.CharField(strip=False, widget=forms.HiddenInput)
    state = forms.CharField(required=False, widget=forms.HiddenInput)
    way = forms.ChoiceField(label=_("What becomes of it"), widget=forms.RadioSelect, required=False)

    def __init__(self, trial: Trial, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = trial.open_steps()
        self.step = steps[0] if steps else None
        possible = ways(self.step) if self.step else []
        if len(possible) > 1:
            self.field(forms.ChoiceField, "way").choices = possible
            self.initial["way"] = possible[0][0]
        else:
            del self.fields["way"]
        self.add(_fields(self.step) if self.step else {})
        if self.data.get("way") in {PASSED_BY, LAPSED}:  # then nothing is filled in
            for field in self.fields.values():
                field.required = False

    def further(self, trial: Trial, said: Mapping[str, Any]) -> Trial:
        """The trial with what was sent; what is wrong with it is a `Refusal`."""
        if self.step is None:
            return trial.answer()
        given = {name.removeprefix(FILLED): str(value) for name, value in said.items() if FILLED in name}
        chosen = said.get("way")
        return trial.take(self.step.code, given, **({"way": chosen} if chosen else {}))


def _fields(step: Step) -> dict[str, forms.Field]:
    """Instead of a file its name."""
    fields = step_fields(step)
    for blank in step.fields:
        if blank.kind == Kind.FILE:
            fields[blank.code] = forms.CharField(label=blank.label, required=blank.required)
    return {FILLED + code: field for code, field in fields.items()}


@route(May.CATALOGUE_EDIT, "GET", "POST")
def trial_run(request: Asked) -> HttpResponse:
    """The procedure that was asked for, or the text that was sent, from where the form says it is."""
    if request.method == "GET":
        return _begun(request, newest_or_404(request.GET.get("procedure", "")).text)
    text = request.POST.get("text", "")
    if "state" not in request.POST:
        return _begun(request, text, request.POST.get("kind"))
    trial = restored(_plan(text), request.POST["state"])
    form = TrialForm(trial, request.POST)
    try:
        if not form.is_valid():
            return _page(request, trial, text, form=form, status=422)
        return _page(request, form.further(trial, form.cleaned_data), text)
    except Refusal as no:
        return _page(request, trial, text, form=form, refusal=no, status=status_of(no))


def _begun(request: Asked, text: str, kind: str | None = None) -> HttpResponse:
    """From the first step on, as the kind that was asked for or the first that its items are for."""
    plan = _plan(text)
    usual = kinds_of(plan, clock.today())[0]
    if kind is None:
        return _page(request, Trial(plan, usual), text)
    chosen = KindForm({"text": text, "kind": kind}, auto_id="begin-%s")
    if not chosen.is_valid():
        return _page(request, Trial(plan, usual), text, beginning=chosen, status=422)
    return _page(request, Trial(plan, kind), text)


def _plan(text: str) -> Procedure:
    return checked(text, role_codes())


def _page(
    request: Asked, trial: Trial, text: str, *, form: TrialForm | None = None, status: int = 200, **found: Any
) -> HttpResponse:
    form = form or TrialForm(trial, initial={"text": text, "state": stored(trial)})
    context = {
        "plan": trial.procedure,
        "trial": trial,
        "form": form,
        "beginning": KindForm(initial={"text": text, "kind": trial.kind}, auto_id="begin-%s"),
        "kind": MatterKind(trial.kind).label,
        "story": story(trial),
        "seen": seen_by_taker(form.step, trial) if form.step else [],
        **found,
    }
    return render(request, "desk/procedures/trial.html", context, status=status)


def stored(trial: Trial) -> str:
    """How far it is, as a form carries it."""
    taken = [[each.step, dict(each.filled), each.way] for each in trial.taken]
    return json.dumps([taken, trial.answered, trial.kind], ensure_ascii=False)


def restored(procedure: Procedure, state: str) -> Trial:
    """By doing it all again: what was tampered with is refused as if it were done now."""
    try:
        taken, answered, kind = json.loads(state)
        trial = Trial(procedure, MatterKind(kind))
        for code, filled, way in taken:
            trial = _up_to(trial, procedure.step(code)).take(code, filled, way=way)
    except (ValueError, TypeError, AttributeError):
        raise Refusal(_("This trial cannot be read any more. Begin a new one.")) from None
    return trial.answer() if answered and not trial.answered else trial


def _up_to(trial: Trial, step: Step | None) -> Trial:
    """Answered, if the step comes after that."""
    return trial.answer() if step and step.after_answer and not trial.answered else trial
