"""Finding a matter: by number, words, place; by telephone only as a recorded look."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from qiaomen.desk.queues.cells import COLUMNS, lines
from qiaomen.desk.queues.paging import NEWEST, page
from qiaomen.desk.searching.finding import by_number, by_phone, by_words
from qiaomen.desk.searching.forms import PhoneForm, SearchForm
from qiaomen.kernel import clock
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.web import Asked, route
from qiaomen.matters.models import Matter


@route(May.MATTER_READ, "GET")
def matters(request: Asked) -> HttpResponse:
    form = SearchForm(request.GET)
    if not form.is_valid():
        return _show(request, {"form": form}, status=422)
    words, place = form.cleaned_data["q"], form.cleaned_data["place"]
    if number := by_number(request.actor, words) if words else None:
        return redirect("desk:matter", number)
    if not words and not place:
        return _show(request, {"form": form})
    found = page(by_words(request.actor, words, place), NEWEST, COLUMNS, request.GET.get("after", ""))
    results = {
        "form": form,
        "searched": True,
        "lines": lines(found.rows, reverse("desk:matters"), clock.now()),
        "next": found.next,
        "query": urlencode({"q": words, "place": place}),
    }
    return _show(request, results)


@route(May.MATTER_DISCLOSE, "POST")
def by_caller(request: Asked) -> HttpResponse:
    """A POST, since each look is recorded."""
    phone = PhoneForm(request.POST)
    if not phone.is_valid():
        return _show(request, {"form": SearchForm(), "phone": phone}, status=422)
    found = Matter.objects.filter(pk__in=by_phone(request.actor, phone.cleaned_data["phone"]))
    rows = found.order_by("-received_at", "-pk").values("pk", *COLUMNS)
    results = {
        "form": SearchForm(),
        "searched": True,
        "lines": lines(rows, reverse("desk:matters"), clock.now()),
    }
    return _show(request, results)


def _show(request: Asked, context: dict[str, object], status: int = 200) -> HttpResponse:
    may_look = bool(request.actor.holding(May.MATTER_DISCLOSE))
    given = {"phone": PhoneForm() if may_look else None, **context}
    return render(request, "desk/searching/search.html", given, status=status)
