"""Finding a matter: by number, words, place; by telephone only as a recorded look."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.queues import columns
from qiaomen.desk.queues.cells import COLUMNS, lines
from qiaomen.desk.queues.paging import NEWEST, page
from qiaomen.desk.searching.finding import by_contact, by_number, by_words
from qiaomen.desk.searching.forms import CallerForm, SearchForm, SenderForm
from qiaomen.kernel import clock, emails, phones
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Forbidden
from qiaomen.kernel.web import Asked, SeeOther, route
from qiaomen.matters.models import Matter

FOUND = "caller"  # in the session: ids of the matters, not whose they are
NOTHING = _("Nothing was found. Try fewer or other words.")
NOTHING_TOLD = _("Nothing that you may see was told from this number and is open or of the last 90 days.")


@route(May.MATTER_READ, "GET")
def matters(request: Asked) -> HttpResponse:
    form = SearchForm(request.actor, request.GET)
    if not form.is_valid():
        return _show(request, form, status=422)
    words, place = form.cleaned_data["q"], form.cleaned_data["place"]
    if not words and not place:
        return _show(request, form)
    found = page(by_words(request.actor, words, place), NEWEST, COLUMNS, request.GET.get("after", ""))
    return _show(
        request,
        form,
        lines=lines(found.rows, reverse("desk:matters"), clock.now()),
        next=found.next,
        query=urlencode({"q": words, "place": place}),
        nothing=NOTHING,
    )


@route(May.MATTER_READ, "POST")
def search(request: Asked) -> HttpResponse:
    """Where to find what was typed. Of a telephone number nothing stands in that address."""
    form = SearchForm(request.actor, request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    words = form.cleaned_data["q"]
    numbers = by_number(request.actor, words)
    if len(numbers) == 1:
        return SeeOther(reverse("desk:matter", args=numbers))
    if not numbers and phones.is_meant(words):
        return _look_up(request, "phone", CallerForm(request.actor, request.POST))
    if not numbers and emails.is_meant(words):
        return _look_up(request, "email", SenderForm(request.actor, request.POST))
    return SeeOther(f"{reverse('desk:matters')}?{urlencode(form.cleaned_data)}")


def _look_up(request: Asked, kind: str, form: SearchForm) -> HttpResponse:
    """Find what a caller, or the sender of a mail, has told, once; each matter is recorded as looked at."""
    if not request.actor.holding(May.MATTER_DISCLOSE):
        raise Forbidden(_("Your post does not include looking for a caller. Search by number or words."))
    if not form.is_valid():
        return _show(request, form, status=422)
    request.session[FOUND] = by_contact(request.actor, kind, form.cleaned_data["q"])
    return SeeOther(reverse("desk:caller"))


@route(May.MATTER_DISCLOSE, "GET")
def caller(request: Asked) -> HttpResponse:
    """What the caller who was looked up last has told: a page to come back to from one of these matters."""
    found = Matter.objects.visible_to(request.actor).filter(pk__in=request.session.get(FOUND, ()))
    rows = found.order_by("-received_at", "-pk").values("pk", *COLUMNS)
    told = lines(rows, reverse("desk:matters"), clock.now())
    return _show(request, SearchForm(request.actor), lines=told, nothing=NOTHING_TOLD)


def _show(request: Asked, form: SearchForm, status: int = 200, **found: object) -> HttpResponse:
    context = {"form": form, "heads": columns.heads(columns.USUAL), **found}
    return render(request, "desk/searching/search.html", context, status=status)
