"""My work, and the other queues."""

from typing import TYPE_CHECKING, Any, cast

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qiaomen.desk.many.forms import offered_to
from qiaomen.desk.queues import columns, tabs
from qiaomen.desk.queues.cells import COLUMNS, lines
from qiaomen.desk.queues.counting import counts
from qiaomen.desk.queues.deputies import stands_for
from qiaomen.desk.queues.filters import FilterForm
from qiaomen.desk.queues.keeping import kept_lists
from qiaomen.desk.queues.paging import SIZE, Page, page
from qiaomen.desk.queues.sorting import SORTED_AT_ONCE, sorting_lines
from qiaomen.desk.queues.tabs import Asker, Tab
from qiaomen.desk.queues.whistles import called_to, whistle_lines
from qiaomen.desk.queues.wishes import open_wishes, wish_lines
from qiaomen.kernel import clock
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.web import Asked, route

if TYPE_CHECKING:
    from qiaomen.people.models import Person


@route(None, "GET")
def today(request: Asked) -> HttpResponse:
    """Where everybody lands; who has no post with matters is told so."""
    return _queue(request, asking(request), tabs.BY_NAME["today"])


@route(May.MATTER_READ, "GET")
def queue(request: Asked, name: str) -> HttpResponse:
    asker = asking(request)
    tab = tabs.named(asker, name)
    if tab is None:
        raise Http404
    return _queue(request, asker, tab)


def _queue(request: Asked, asker: Asker, tab: Tab) -> HttpResponse:
    form = FilterForm(tab, request.GET)
    found = _filtered(request, asker, form, SIZE)
    names = columns.shown(cast("Person", request.user).columns)
    context = {
        **_around(request, asker, form),
        "heads": columns.heads(names),
        "choice": columns.choice(names),
        "many": [(form.noun, form.title) for form in offered_to(request.actor)],
        "lines": lines(found.rows, reverse("desk:matters"), asker.now, names),
        "next": found.next,
    }
    return render(request, "desk/queues/queue.html", context, status=status(form))


def _filtered(request: Asked, asker: Asker, form: FilterForm, size: int) -> Page:
    """A page of what the filters leave of the queue; nothing where they cannot be understood."""
    if not form.is_valid():
        return Page([], "")
    rows = form.narrowed(form.tab.pick(asker), asker.now)
    wanted = (*COLUMNS, *form.tab.columns)
    return page(rows, form.order, wanted, request.GET.get("after", ""), size=size)


def _around(request: Asked, asker: Asker, form: FilterForm) -> dict[str, Any]:
    """What stands beside and above the lines of a queue."""
    lists = kept_lists(cast("Person", request.user).lists, form)
    current = next((one for one in lists if one.current), None)
    return {
        "tab": form.tab,
        "tabs": tab_strip(asker, "" if current else form.tab.name),
        "lists": lists,
        "list": current,
        "form": form,
        "chips": form.chips(),
        "notes": form.notes(),
        "query": form.query(),
    }


def status(form: FilterForm) -> int:
    return 200 if form.is_valid() else 422


@route(May.MATTER_SORT, "GET")
def sorting(request: Asked) -> HttpResponse:
    """The sorting queue, with what the machine proposes for each matter."""
    asker, form = asking(request), FilterForm(tabs.BY_NAME["sorting"], request.GET)
    found = _filtered(request, asker, form, SORTED_AT_ONCE)
    context = {
        **_around(request, asker, form),
        "lines": sorting_lines(found.rows, reverse("desk:matters"), asker.now),
        "next": found.next,
    }
    return render(request, "desk/queues/sorting.html", context, status=status(form))


@route(May.MATTER_DECIDE, "GET")
def requests(request: Asked) -> HttpResponse:
    """What others have asked for and this person may decide."""
    asker = asking(request)
    context = {"tabs": tab_strip(asker, "requests"), "lines": wish_lines(asker, reverse("desk:matters"))}
    return render(request, "desk/queues/requests.html", context)


@route(May.MATTER_HANDLE, "GET")
def whistles(request: Asked) -> HttpResponse:
    """Where the asker's units are called to."""
    asker = asking(request)
    context = {
        "tabs": tab_strip(asker, "whistles"),
        "lines": whistle_lines(asker, reverse("desk:matters")),
    }
    return render(request, "desk/queues/whistles.html", context)


def asking(request: Asked) -> Asker:
    person = cast("int", request.user.pk)
    return Asker(request.actor, person, clock.now(), stands_for(person, clock.today()))


def tab_strip(asker: Asker, current: str) -> list[dict[str, Any]]:
    """The queues with how many stand in each; one query."""
    shown = tabs.shown_to(asker)
    lists: dict[str, Any] = {
        tab.name: (tab.counts or tab.pick)(asker).order_by(*tab.order.columns) for tab in shown if tab.counted
    }
    labels = [(tab.name, tab.label, reverse("desk:queue", args=[tab.name])) for tab in shown]
    if asker.actor.holding(May.MATTER_HANDLE):
        lists["whistles"] = called_to(asker).order_by("meet_at", "pk")
        labels.insert(-1, ("whistles", tabs.WHISTLES, reverse("desk:whistles")))
    if asker.actor.holding(May.MATTER_DECIDE):
        lists["requests"] = open_wishes(asker)
        labels.insert(-1, ("requests", tabs.REQUESTS, reverse("desk:requests")))
    numbers = counts(asker.person, lists) if lists else {}
    return [
        {"label": label, "url": url, "count": numbers.get(name, ""), "current": name == current}
        for name, label, url in labels
    ]
