"""Rounds of inspection: which there are, how each was walked, a form, ending."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.rounds.cells import RHYTHMS, lap_line, round_line
from qiaomen.desk.rounds.forms import RoundForm, WordingForm, known_of, new_for
from qiaomen.desk.seen import require_seen
from qiaomen.kernel import clock
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, done, route, status_of
from qiaomen.matters.models import Matter, Round
from qiaomen.matters.rounds.actions import end_round, make_round, revise_round
from qiaomen.matters.rounds.reading import laps_of
from qiaomen.people.models import Person

SHOWN = 100
OVERTAKEN = _("Meanwhile somebody has changed this round. Look at it, then do it again.")


@route(May.ROUND_READ, "GET")
def rounds(request: Asked) -> HttpResponse:
    rows = list(Round.objects.visible_to(request.actor).for_list()[:SHOWN])
    laps, today = laps_of(rows), clock.today()
    context = {
        "lines": [round_line(row, laps[row.pk], today) for row in rows],
        "edits": bool(request.actor.holding(May.ROUND_EDIT)),
    }
    return render(request, "desk/rounds/list.html", context)


@route(May.ROUND_READ, "GET")
def one_round(request: Asked, round_no: int) -> HttpResponse:
    """How it was walked of late, lap by lap."""
    row = _own(request, round_no)
    laps, today = laps_of([row])[row.pk], clock.today()
    seen = [each for lap in laps for each in lap.seen]
    readable = Matter.objects.visible_to(request.actor).filter(
        pk__in={each.found for each in seen if each.found}
    )
    persons = Person.objects.names({each.by for each in seen})
    matters = dict(readable.values_list("pk", "number"))
    context = {
        "row": row,
        "rhythm": RHYTHMS[row.rhythm],
        "checkpoints": known_of(row)["checkpoints"].splitlines(),
        "lines": [lap_line(lap, today, persons, matters) for lap in laps],
        "edits": not row.ended_on and request.actor.may(May.ROUND_EDIT, row.scope),
    }
    return render(request, "desk/rounds/round.html", context)


@route(May.ROUND_EDIT, "GET", "POST")
def new(request: Asked) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = RoundForm(request.actor, sent, initial=new_for(request.actor))
    if form.is_valid():
        try:
            row = make_round(form.wording(), form.frame(), by=request.actor)
        except Refusal as no:
            return _form(request, form, no)
        told = _("It stands on the phones of those who walk it from its first day on.")
        return done(request, told, reverse("desk:round", args=[row.number]))
    return _form(request, form)


@route(May.ROUND_EDIT, "GET", "POST")
def revision(request: Asked, round_no: int) -> HttpResponse:
    row = _own(request, round_no)
    sent = request.POST if request.method == "POST" else None
    form = WordingForm(sent, initial=known_of(row))
    if form.is_valid():
        try:
            require_seen(row, request.POST.get("seen"), OVERTAKEN)
            revise_round(row, wording=form.wording(), by=request.actor)
        except Refusal as no:
            return _form(request, form, no, row)
        return done(request, _("Phones know it as soon as they have signal."), _address(row))
    return _form(request, form, row=row)


@route(May.ROUND_EDIT, "POST")
def end(request: Asked, round_no: int) -> HttpResponse:
    row = _own(request, round_no)
    require_seen(row, request.POST.get("seen"), OVERTAKEN)
    end_round(row, by=request.actor)
    return done(request, _("Nobody walks it any more. What was seen on it stays here."), _address(row))


def _own(request: Asked, number: int) -> Round:
    return get_object_or_404(Round.objects.visible_to(request.actor).for_list(), number=number)


def _address(row: Round) -> str:
    return reverse("desk:round", args=[row.number])


def _form(
    request: Asked, form: WordingForm, no: Refusal | None = None, row: Round | None = None
) -> HttpResponse:
    status = status_of(no) if no else 422 if form.errors else 200
    return render(request, "desk/rounds/form.html", {"form": form, "refusal": no, "row": row}, status=status)
