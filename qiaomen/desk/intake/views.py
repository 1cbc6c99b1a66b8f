"""The phone desk: a matter taken down, and answered on the spot where that is possible."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.desk.intake.about import about
from qiaomen.desk.intake.forms import NewMatterForm, key_of, known_of, reply_of
from qiaomen.desk.knowledge.cells import short_answers
from qiaomen.desk.situation import landing
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Conflict, Refusal
from qiaomen.kernel.web import Asked, done, route, status_of
from qiaomen.matters.actions.handling import answer
from qiaomen.matters.actions.receiving import receive
from qiaomen.matters.actions.settling import settle_on_the_spot
from qiaomen.matters.intake import Fate, Receipt
from qiaomen.matters.models import Matter, Telling
from qiaomen.matters.states import Outcome, State


@route(May.MATTER_RECEIVE, "GET", "POST")
def new(request: Asked) -> HttpResponse:
    """One form, one matter: the address names the form, so that it is the same after going back to it."""
    form = _named(request)
    if request.method == "POST":
        return _sent(request, form or uuid4())
    if form is None:
        return redirect(_address(uuid4(), again=request.GET.get("again", "")))
    return _show(request, NewMatterForm(request.actor, initial=_known(request)))


@route(May.MATTER_RECEIVE, "POST")
def answers(request: Asked) -> HttpResponse:
    """The short answers that fit the words typed so far; without scripts the form comes with them."""
    if request.headers.get("HX-Request"):
        return render(request, "desk/intake/answers.html", _beside(request, _filled(request)))
    return _show(request, NewMatterForm(request.actor, initial=_filled(request)))


@route(May.MATTER_RECEIVE, "POST")
def reply(request: Asked) -> HttpResponse:
    """The form again, with a short answer as the reply: its words can still be changed."""
    short = get_object_or_404(ShortAnswer.objects.current().for_list(), code=request.POST.get("take"))
    filled = _filled(request)
    form = NewMatterForm(request.actor, initial={**filled, **reply_of(short, filled)})
    form.fields["answer"].widget.attrs["autofocus"] = True
    return _show(request, form)


def _filled(request: Asked) -> Mapping[str, str]:
    """What stands in the form so far; nothing of it is judged yet."""
    return {name: request.POST[name] for name in NewMatterForm.base_fields if request.POST.get(name)}


def _named(request: Asked) -> UUID | None:
    try:
        return UUID(request.GET.get("form", ""))
    except ValueError:
        return None


def _address(form: UUID, *, again: str = "") -> str:
    known = {"again": again} if again else {}
    return f"{reverse('desk:new')}?{urlencode({'form': form, **known})}"


def _known(request: Asked) -> Mapping[str, str]:
    """From the matter that this one takes up again, where the address names one."""
    visible = Matter.objects.visible_to(request.actor).select_related("item", "place")
    earlier = visible.filter(number=request.GET.get("again", "")).first()
    return known_of(earlier) if earlier else {}


def _sent(request: Asked, name: UUID) -> HttpResponse:
    form = NewMatterForm(request.actor, request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    try:
        receipt = _take_down(request, name, form)
    except Conflict as no:
        made = Telling.objects.get(key=key_of(name)).matter.number
        another = {"made": made, "open": landing(request.actor, made), "name": uuid4()}
        return _show(request, form, status=status_of(no), **another)
    except Refusal as no:
        return _show(request, form, refusal=no, status=status_of(no))
    return _receipt(request, receipt)


def _take_down(request: Asked, name: UUID, form: NewMatterForm) -> Receipt:
    """Received and, if there is an answer, answered: both or nothing."""
    said = form.cleaned_data
    with transaction.atomic():
        receipt = receive(form.told(name), by=request.actor)
        matter = Matter.objects.get(number=receipt.number)
        if said["answer"] and matter.state == State.RECEIVED:
            answer(
                matter,
                by=request.actor,
                outcome=Outcome(said["outcome"] or Outcome.SOLVED),
                text=said["answer"],
                short=said["short"],
            )
            if said["satisfaction"]:
                settle_on_the_spot(matter, by=request.actor, satisfaction=said["satisfaction"])
    return receipt


def _receipt(request: Asked, receipt: Receipt) -> HttpResponse:
    """What to tell the caller; who took it in may not be who may read it."""
    sentence = _("Tell the caller: number %(number)s, code %(code)s.")
    if receipt.fate == Fate.ALREADY:
        sentence = _(
            "This was taken down already: number %(number)s, code %(code)s. If you have changed place, item "
            "or anything else beside the words, change it here."
        )
    told = sentence % {"number": receipt.number, "code": receipt.code}
    return done(request, told, landing(request.actor, receipt.number))


def _show(request: Asked, form: NewMatterForm, status: int = 200, **context: Any) -> HttpResponse:
    beside = _beside(request, {name: form[name].value() or "" for name in ("body", "item")})
    return render(request, "desk/intake/new.html", {"form": form, **beside, **context}, status=status)


def _beside(request: Asked, filled: Mapping[str, str]) -> Mapping[str, Any]:
    """What stands beside the form: what to ask, and the short answers for whoever may answer to take."""
    words = filled.get("body", "")
    return {
        "about": about(words, filled.get("item", "")),
        "name": _named(request) or uuid4(),
        "found": short_answers(words),
        "may_reply": bool(request.actor.holding(May.MATTER_HANDLE)),
    }
