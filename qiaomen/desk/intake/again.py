"""When it has been told before: a caller becomes one more voice, or adds to what they told themselves."""

from uuid import uuid4

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.intake.beside import rights
from qiaomen.desk.intake.cells import of_caller
from qiaomen.desk.intake.forms import CallerForm, NewMatterForm
from qiaomen.desk.intake.views import filled_in, named, sent, show
from qiaomen.desk.searching.finding import by_contact
from qiaomen.desk.seen import require_seen
from qiaomen.desk.situation import landing
from qiaomen.desk.verbs.base import OVERTAKEN
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import lock
from qiaomen.kernel.web import Asked, done, route
from qiaomen.matters.actions.joining import tell_again
from qiaomen.matters.actions.speaking import supplement
from qiaomen.matters.models import Matter


@route(May.MATTER_SORT, "POST")
def voice(request: Asked) -> HttpResponse:
    """What stands in the form, as one more voice of the matter that is named `into`."""
    name, form = named(request) or uuid4(), NewMatterForm(request.actor, request.POST)
    visible = Matter.objects.visible_to(request.actor)
    into = get_object_or_404(visible, number=request.POST.get("into"))

    def act() -> HttpResponse:
        _require_unanswered(form)
        receipt = tell_again(form.told(name), into=into, by=request.actor)
        sentence = _("Tell the caller: number %(number)s, code %(code)s. It is worked on with %(into)s.")
        told = sentence % {"number": receipt.number, "code": receipt.code, "into": into.number}
        return done(request, told, landing(request.actor, into.number))

    return sent(request, name, form, act)


def _require_unanswered(form: NewMatterForm) -> None:
    if form.cleaned_data["answer"]:
        raise Refusal(
            _("An answer stands in the form. Take it out: a further voice gets the answer of that matter.")
        )


@route(May.MATTER_SPEAK, "POST")
def addition(request: Asked) -> HttpResponse:
    """The words of the form, added to a matter that the caller told earlier."""
    number, _space, seen = request.POST.get("to", "").partition(" ")
    earlier = get_object_or_404(Matter.objects.visible_to(request.actor), number=number)
    form = NewMatterForm(request.actor, request.POST)

    def act() -> HttpResponse:
        with transaction.atomic():
            lock(earlier)
            require_seen(earlier, seen, OVERTAKEN)
            supplement(earlier, by=request.actor, text=form.cleaned_data["body"])
        sentence = _("The words stand in %s now. Whoever has it sees them.") % earlier.number
        return done(request, sentence, landing(request.actor, earlier.number))

    return sent(request, named(request) or uuid4(), form, act)


@route(May.MATTER_DISCLOSE, "POST")
def caller(request: Asked) -> HttpResponse:
    """What was told from the number in the form, once; each matter is recorded as looked at."""
    asked, looked = CallerForm(request.POST), {}
    if asked.is_valid():
        ids = by_contact(request.actor, "phone", asked.cleaned_data["phone"])
        rows = Matter.objects.filter(pk__in=ids).select_related("place").order_by("-received_at", "-pk")
        looked = {"told": of_caller(rows), "looked": True}
    context = {"name": named(request) or uuid4(), "asked": asked, **rights(request.actor), **looked}
    if request.headers.get("HX-Request"):
        return render(request, "desk/intake/caller.html", context)
    form = NewMatterForm(request.actor, initial=filled_in(request))
    return show(request, form, status=200 if asked.is_valid() else 422, **context)
