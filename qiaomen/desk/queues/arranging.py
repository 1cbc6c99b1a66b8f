"""What somebody arranges about a queue for themselves: its columns, and keeping it under a name."""

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.queues import columns, tabs
from qiaomen.desk.queues.filters import FilterForm
from qiaomen.desk.queues.keeping import address
from qiaomen.desk.queues.views import asking
from qiaomen.desk.signing.views import signed_in
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, SeeOther, done, route
from qiaomen.people.actions import choose_columns, drop_list, keep_list, rename_list


@route(May.MATTER_READ, "POST")
def choose(request: Asked) -> HttpResponse:
    """Which columns the lists have from now on."""
    queue, query = where(request, request.POST)
    wanted = columns.shown(request.POST.getlist("column"))
    choose_columns(signed_in(request), columns=wanted)
    return SeeOther(address(queue, query))


@route(May.MATTER_READ, "POST")
def keep(request: Asked) -> HttpResponse:
    """Keep what stands in the address under a name."""
    queue, query = where(request, request.POST)
    keep_list(signed_in(request), name=request.POST.get("name", ""), queue=queue, query=query)
    return done(request, _("The list is kept. It stands beside the queues."), address(queue, query))


@route(May.MATTER_READ, "POST")
def rename(request: Asked) -> HttpResponse:
    queue, query = where(request, request.POST)
    rename_list(signed_in(request), number=_number(request), name=request.POST.get("name", ""))
    return done(request, _("The list has its new name."), address(queue, query))


@route(May.MATTER_READ, "POST")
def drop(request: Asked) -> HttpResponse:
    queue, query = where(request, request.POST)
    drop_list(signed_in(request), number=_number(request))
    return done(request, _("The list is deleted. Its matters are where they were."), address(queue, query))


def where(request: Asked, said: QueryDict) -> tuple[str, str]:
    """The queue that is looked at, as the page `said`, and its filters as far as there are such."""
    tab = tabs.named(asking(request), said.get("queue", "today"))
    if tab is None:
        raise Http404
    return tab.name, FilterForm(tab, QueryDict(said.get("query", ""))).query()


def _number(request: Asked) -> int:
    try:
        number: int = forms.IntegerField().clean(request.POST.get("list", ""))
    except forms.ValidationError:
        raise Refusal(_("Choose one of your lists.")) from None
    return number
