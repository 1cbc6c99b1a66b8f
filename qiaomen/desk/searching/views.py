"""Finding a matter: by number, words, place; by telephone only as a recorded look."""

from django.db.models.functions import Left
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.queues import columns
from qiaomen.desk.queues.cells import COLUMNS, lines
from qiaomen.desk.queues.counting import counts
from qiaomen.desk.queues.paging import NEWEST, Order, Page, page
from qiaomen.desk.searching.cells import found_lines
from qiaomen.desk.searching.finding import by_contact, by_number
from qiaomen.desk.searching.forms import LONGEST, CallerForm, SearchForm, SenderForm
from qiaomen.desk.searching.paging import titles_first
from qiaomen.desk.searching.suggesting import suggestions
from qiaomen.desk.signing.views import signed_in
from qiaomen.kernel import clock, emails, phones
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Forbidden
from qiaomen.kernel.web import Asked, SeeOther, route
from qiaomen.matters.index import Sought, sought
from qiaomen.matters.models import Matter
from qiaomen.matters.querysets import MatterQuerySet

READ = 2_000  # characters of a body in which the passage to show is looked for
FOUND = "caller"  # in the session: ids of the matters, not whose they are
NOTHING = _("Nothing was found. Try fewer or other words.")
NOTHING_TOLD = _("Nothing that you may see was told from this number and is open or of the last 90 days.")


@route(May.MATTER_READ, "GET")
def matters(request: Asked) -> HttpResponse:
    form = SearchForm(request.actor, request.GET)
    if not form.is_valid():
        return _show(request, form, status=422)
    if not form.asked():
        return _show(request, form)
    now, words = clock.now(), sought(form.words) if form.words.strip() else None
    rows = form.narrowed(Matter.objects.visible_to(request.actor), now)
    names = columns.shown(signed_in(request).columns)
    found = _page(rows.annotate(said=Left("body", READ)), words, form.order, request.GET.get("after", ""))
    shown = lines(found.rows, reverse("desk:matters"), now, names)
    return _show(
        request,
        form,
        heads=columns.heads(names),
        lines=found_lines(shown, [row["said"] for row in found.rows], form.words),
        next=found.next,
        query=form.query(),
        number=_number(request, rows.filter(words.said) if words else rows),
        nothing=NOTHING,
    )


def _page(rows: MatterQuerySet, words: Sought | None, order: Order, after: str) -> Page:
    wanted = (*COLUMNS, "said")
    if words is None:
        return page(rows, order, wanted, after)
    if order is NEWEST:
        return titles_first(rows, words, wanted, after)
    return page(rows.filter(words.said), order, wanted, after)


def _number(request: Asked, rows: MatterQuerySet) -> str:
    """How many are found altogether; a list that goes on for ever is not counted to its end."""
    person: int = signed_in(request).pk
    return counts(person, {"found": rows.order_by(*NEWEST.columns)})["found"]


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
    return SeeOther(f"{reverse('desk:matters')}?{form.query()}")


@route(May.MATTER_READ, "POST")
def suggested(request: Asked) -> HttpResponse:
    """What may be meant by what is typed so far; it is sent as a search is, in no address."""
    found = suggestions(request.actor, request.POST.get("q", "")[:LONGEST], reverse("desk:matters"))
    return render(request, "desk/searching/suggestions.html", {"suggestions": found})


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
    heads = columns.heads(columns.USUAL)
    return _show(request, SearchForm(request.actor, {}), heads=heads, lines=told, nothing=NOTHING_TOLD)


def _show(request: Asked, form: SearchForm, status: int = 200, **found: object) -> HttpResponse:
    context = {"form": form, "chips": form.chips(), "notes": form.notes(), **found}
    return render(request, "desk/searching/search.html", context, status=status)
