"""The phone desk: a matter taken down, and answered on the spot where that is possible."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.catalogue.stamps import held
from qiaomen.desk import choices
from qiaomen.desk.intake.beside import beside
from qiaomen.desk.intake.forms import NewMatterForm, key_of, known_of, reply_of
from qiaomen.desk.intake.hints import places_called
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
    form = named(request)
    if request.method == "POST":
        return _sent(request, form or uuid4())
    if form is None:
        return redirect(_address(uuid4(), again=request.GET.get("again", "")))
    empty = NewMatterForm(request.actor, initial=_known(request))
    empty.fields["body"].widget.attrs["autofocus"] = True
    return show(request, empty)


@route(May.MATTER_RECEIVE, "POST")
@held()
def answers(request: Asked) -> HttpResponse:
    """What fits what is typed so far; without scripts the form comes with it."""
    if request.headers.get("HX-Request"):
        found = beside(request.actor, named(request) or uuid4(), filled_in(request))
        return render(request, "desk/intake/answers.html", found)
    return show(request, NewMatterForm(request.actor, initial=filled_in(request)))


@route(May.MATTER_RECEIVE, "POST")
@held()
def places(request: Asked) -> HttpResponse:
    """The places that are called so, for the field's own list."""
    found = places_called(request.POST.get("place", ""), choices.places(request.actor))
    return render(request, "desk/intake/hints.html", {"hints": found, "name": named(request) or uuid4()})


@route(May.MATTER_RECEIVE, "POST")
@held()
def reply(request: Asked) -> HttpResponse:
    """The form again, with a short answer as the reply: its words can still be changed."""
    short = get_object_or_404(ShortAnswer.objects.current().for_list(), code=request.POST.get("take"))
    filled = filled_in(request)
    form = NewMatterForm(request.actor, initial={**filled, **reply_of(short, filled)})
    form.fields["answer"].widget.attrs["autofocus"] = True
    return show(request, form)


@route(May.MATTER_RECEIVE, "POST")
@held()
def filling(request: Asked) -> HttpResponse:
    """The form again, with what was proposed for one field in it."""
    field, _space, value = request.POST.get("fill", "").partition(" ")
    proposed = {field: value} if field in {"item", "place"} else {}
    return show(request, NewMatterForm(request.actor, initial={**filled_in(request), **proposed}))


def filled_in(request: Asked) -> Mapping[str, str]:
    """What stands in the form so far; nothing of it is judged yet."""
    return {name: request.POST[name] for name in NewMatterForm.base_fields if request.POST.get(name)}


def named(request: Asked) -> UUID | None:
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
    return sent(request, name, form, lambda: _receipt(request, _take_down(request, name, form)))


def sent(request: Asked, name: UUID, form: NewMatterForm, act: Callable[[], HttpResponse]) -> HttpResponse:
    """What `act` says of a form that can be understood; else, and when it refuses, the form again."""
    if not form.is_valid():
        return show(request, form, status=422)
    try:
        return act()
    except Conflict as no:
        return show(request, form, status=status_of(no), **{"refusal": no, **_another(request, name)})
    except Refusal as no:
        return show(request, form, refusal=no, status=status_of(no))


def _another(request: Asked, name: UUID) -> dict[str, Any]:
    """Where the form has made a matter already: which, and a new name for what stands in it now."""
    telling = Telling.objects.filter(key=key_of(name)).select_related("matter").first()
    if telling is None:
        return {}
    made = telling.matter.number
    return {"made": made, "open": landing(request.actor, made), "name": uuid4(), "refusal": None}


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


def show(request: Asked, form: NewMatterForm, status: int = 200, **context: Any) -> HttpResponse:
    filled = {name: form[name].value() or "" for name in ("body", "item", "place", "address")}
    found = beside(request.actor, named(request) or uuid4(), filled)
    return render(request, "desk/intake/new.html", {"form": form, **found, **context}, status=status)
