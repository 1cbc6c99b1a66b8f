"""The phone desk: a matter taken down, and answered on the spot where that is possible."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.intake.forms import NewMatterForm
from qiaomen.desk.situation import landing
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, done, route, status_of
from qiaomen.matters.actions.handling import answer
from qiaomen.matters.actions.receiving import receive
from qiaomen.matters.intake import Fate, Receipt
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Outcome


@route(May.MATTER_RECEIVE, "GET", "POST")
def new(request: Asked) -> HttpResponse:
    if request.method != "POST":
        return _show(request, NewMatterForm(request.actor))
    form = NewMatterForm(request.actor, request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    try:
        receipt = _take_down(request, form)
    except Refusal as no:
        return _show(request, form, no, status_of(no))
    return _receipt(request, receipt)


def _take_down(request: Asked, form: NewMatterForm) -> Receipt:
    """Received and, if there is an answer, answered: both or nothing."""
    with transaction.atomic():
        receipt = receive(form.told(), by=request.actor)
        if form.cleaned_data["answer"] and receipt.fate == Fate.NEW:
            matter = Matter.objects.get(number=receipt.number)
            outcome = Outcome(form.cleaned_data["outcome"] or Outcome.SOLVED)
            answer(matter, by=request.actor, outcome=outcome, text=form.cleaned_data["answer"])
    return receipt


def _receipt(request: Asked, receipt: Receipt) -> HttpResponse:
    """What to tell the caller; who took it in may not be who may read it."""
    sentence = _("Tell the caller: number %(number)s, code %(code)s.")
    if receipt.fate == Fate.ALREADY:
        sentence = _("This was taken down already: number %(number)s, code %(code)s.")
    told = sentence % {"number": receipt.number, "code": receipt.code}
    return done(request, told, landing(request.actor, receipt.number))


def _show(request: Asked, form: NewMatterForm, no: Refusal | None = None, status: int = 200) -> HttpResponse:
    return render(request, "desk/intake/new.html", {"form": form, "refusal": no}, status=status)
