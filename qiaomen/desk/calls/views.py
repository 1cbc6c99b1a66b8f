"""The list of call-backs: one resident after the other; nobody's number is shown before it is asked for."""

from collections.abc import Callable
from typing import Any, cast

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.calls.cells import answer_given, numbers_of_the_day
from qiaomen.desk.calls.forms import LaterForm, OfAVoice, ScriptForm, VerdictForm, voice_named
from qiaomen.desk.calls.script import own_of, spoken, texts_of
from qiaomen.desk.matters.purposes import Purpose
from qiaomen.desk.seen import require_seen
from qiaomen.desk.situation import Situation, situation
from qiaomen.desk.verbs.base import OVERTAKEN
from qiaomen.kernel import clock
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import lock
from qiaomen.kernel.web import Asked, done, route, status_of
from qiaomen.matters.actions.calling_list import call_later, enter_call, pass_over, take_call, write_script
from qiaomen.matters.actions.disclosing import Contact
from qiaomen.matters.calls import Due, next_call, to_call
from qiaomen.matters.models import CallScript, Matter, Telling
from qiaomen.matters.states import Ground
from qiaomen.people.models import Unit

CLOSED = {
    Ground.CONFIRMED: _("The call is entered, and %s is closed: confirmed by the resident."),
    Ground.UNREACHABLE: _("The call is entered, and %s is closed: not reached in three calls on two days."),
}


@route(May.MATTER_CALL_BACK, "GET")
def calls(request: Asked) -> HttpResponse:
    """Who is to be called next."""
    due = next_call(request.actor, clock.now())
    if due is None:
        return render(request, "desk/calls/nobody.html", {"numbers": _numbers(request)})
    matter = to_call(request.actor).select_related("place", "unit", "desk").get(pk=due.matter)
    return _show(request, matter, due)


@route(May.MATTER_CALL_BACK, "POST")
def telephone(request: Asked, number: str) -> HttpResponse:
    """The number of the voice, and what can be entered of the call."""
    matter = situation(request.actor, number).matter
    telling = voice_named(matter, request.POST.get("telling", ""))
    try:
        contact = take_call(matter, by=request.actor, telling=telling, purpose=Purpose.CALL_BACK)
    except Refusal as no:
        return _show(request, matter, _voice(matter, telling), refusal=no, status=status_of(no))
    return _show(request, matter, _voice(matter, telling), contact=contact)


@route(May.MATTER_CALL_BACK, "POST")
def verdict(request: Asked, number: str) -> HttpResponse:
    """The three answers."""
    now = situation(request.actor, number)
    form = VerdictForm(now.matter, request.POST)
    return _entered(request, now, form, lambda telling: _called(request, now, telling, form))


@route(May.MATTER_CALL_BACK, "POST")
def unreached(request: Asked, number: str) -> HttpResponse:
    """Nobody was there."""
    now = situation(request.actor, number)
    form = OfAVoice(now.matter, request.POST)
    return _entered(request, now, form, lambda telling: _called(request, now, telling, None))


@route(May.MATTER_CALL_BACK, "POST")
def postponement(request: Asked, number: str) -> HttpResponse:
    now = situation(request.actor, number)
    form = LaterForm(now.matter, request.POST)

    def act(telling: Telling) -> object:
        call_later(now.matter, by=request.actor, telling=telling, until=form.cleaned_data["until"])
        return _("Nobody calls before that.")

    return _entered(request, now, form, act)


@route(May.MATTER_CALL_BACK, "POST")
def skip(request: Asked, number: str) -> HttpResponse:
    now = situation(request.actor, number)

    def act(telling: Telling) -> object:
        pass_over(now.matter, by=request.actor, telling=telling)
        return _("Passed over: somebody else may call, or you tomorrow.")

    return _entered(request, now, OfAVoice(now.matter, request.POST), act)


def _called(request: Asked, now: Situation, telling: Telling, form: VerdictForm | None) -> object:
    heard = form.verdict() if form else None
    ground = enter_call(now.matter, by=request.actor, telling=telling, verdict=heard)
    return CLOSED[ground] % now.matter.number if ground else _("The call is entered.")


def _entered(
    request: Asked, now: Situation, form: OfAVoice, act: Callable[[Telling], object]
) -> HttpResponse:
    """What `act` did, and the next one; where it cannot be understood or is refused, the same call again."""
    telling = voice_named(now.matter, request.POST.get("telling", ""))
    if not form.is_valid():
        return _show(request, now.matter, _voice(now.matter, telling), form=form, status=422)
    try:
        with transaction.atomic():
            lock(now.matter)
            require_seen(now.matter, request.POST.get("seen"), OVERTAKEN)
            said = act(telling)
    except Refusal as no:
        return _show(
            request, now.matter, _voice(now.matter, telling), form=form, refusal=no, status=status_of(no)
        )
    return done(request, str(said), reverse("desk:calls"))


def _voice(matter: Matter, telling: Telling) -> Due:
    return Due(matter.pk, telling.pk, telling.language)


def _show(
    request: Asked,
    matter: Matter,
    due: Due,
    *,
    contact: Contact | None = None,
    form: OfAVoice | None = None,
    status: int = 200,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """One call; the forms stand open from the moment that the number was shown."""
    voice = {"initial": {"telling": due.telling}}
    context = {
        "matter": matter,
        "due": due,
        "contact": contact,
        "calling": contact is not None or form is not None,
        "verdict": form if isinstance(form, VerdictForm) else VerdictForm(matter, **voice),
        "later": form if isinstance(form, LaterForm) else LaterForm(matter, **voice),
        "script": spoken(matter, due.language),
        "answer": answer_given(matter),
        "numbers": _numbers(request),
        "may_write": bool(request.actor.holding(May.KNOWLEDGE_EDIT)),
        "refusal": refusal,
    }
    return render(request, "desk/calls/call.html", context, status=status)


def _numbers(request: Asked) -> list[tuple[Any, str]]:
    return numbers_of_the_day(request.actor, cast("int", request.user.pk), clock.now())


@route(May.KNOWLEDGE_EDIT, "GET", "POST")
def script(request: Asked) -> HttpResponse:
    """What the people of a desk say when they call back."""
    unit = Unit.objects.filter(pk__in=sorted(request.actor.units), kind=Unit.Kind.DESK).first()
    if unit is None:
        raise Refusal(_("Only a desk calls back. Your post is in none."))
    row = CallScript.objects.filter(unit=unit).first()
    if request.method == "GET":
        return _write(request, row, ScriptForm(initial=texts_of(unit)))
    form = ScriptForm(request.POST)
    try:
        if not form.is_valid():
            return _write(request, row, form, status=422)
        if row is not None:
            require_seen(row, request.POST.get("seen"), OVERTAKEN)
        write_script(unit, texts=own_of(form.cleaned_data), by=request.actor)
    except Refusal as no:
        return _write(request, row, form, refusal=no, status=status_of(no))
    return done(request, _("This is said from now on."), reverse("desk:calls"))


def _write(
    request: Asked, row: CallScript | None, form: ScriptForm, *, status: int = 200, refusal: object = None
) -> HttpResponse:
    context = {"form": form, "seen": row.ledger_seq if row else 0, "refusal": refusal}
    return render(request, "desk/calls/script.html", context, status=status)
