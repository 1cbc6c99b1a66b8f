"""Reporting: one form, and the number and code that come of it."""

from collections.abc import Sequence
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from qiaomen.kernel.refusal import Conflict, Refusal
from qiaomen.kernel.web import Asked, SeeOther, public, status_of
from qiaomen.matters.models import Matter
from qiaomen.matters.particulars import particulars
from qiaomen.portal.announcements.listing import latest
from qiaomen.portal.maps.showing import map_for
from qiaomen.portal.released.listing import Entry
from qiaomen.portal.reporting.cards import picture
from qiaomen.portal.reporting.forms import ReportForm
from qiaomen.portal.reporting.similar import similar_to
from qiaomen.portal.reporting.taking import take_in
from qiaomen.portal.throttling import REPORTS
from qiaomen.portal.tracking.access import Own, own_matters_only, remember, sent_lately, tracked
from qiaomen.portal.tracking.acts import possible
from qiaomen.portal.tracking.adding import enclose
from qiaomen.portal.tracking.sheets import blank

SENT_ALREADY = _("This form has already been sent, with other words. If this is another matter, send it now.")


def report(request: Asked) -> HttpResponse:
    """The form, and what comes of it."""
    if request.method != "POST":
        return _page(request, _blank(request))
    form = ReportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    if found := similar_to(form):
        shown = request.POST.copy()
        shown["seen"] = "on"
        return _page(request, ReportForm(shown), similar=found)
    try:
        return take(request, form)
    except Conflict as no:
        posted = request.POST.copy()
        posted["key"] = str(uuid4())
        return _page(request, ReportForm(posted), SENT_ALREADY, status_of(no))
    except Refusal as no:
        return _page(request, form, no, status_of(no))


def _blank(request: Asked) -> ReportForm:
    """A new form; `again` names a matter of the teller's that it takes up anew."""
    number = request.GET.get("again", "")
    return ReportForm(initial={"key": uuid4(), "again": number if _ended(request, number) else ""})


def _ended(request: Asked, number: str) -> Matter | None:
    """Where the teller's own matter of this number was closed; None while somebody works on it."""
    own = tracked(request, number)
    return own.matter if own and not own.matter.is_open else None


def take(request: Asked, form: ReportForm) -> HttpResponse:
    """Keep the report and lead to its number and code."""
    REPORTS.require(request)
    said = form.cleaned_data
    again_of = _ended(request, said["again"])
    sent = sent_lately(request).none() if form.is_wordless else sent_lately(request)
    telling = take_in(said, by=request.actor, again_of=again_of, sent=sent)
    REPORTS.count(request)
    remember(request, telling)
    try:
        enclose(Own(telling), said["photos"])
    except Refusal as no:
        messages.warning(request, str(no))
    return SeeOther(resolve_url("portal:thanks", telling.matter.number))


def _page(
    request: Asked,
    form: ReportForm,
    refusal: object = "",
    status: int = 200,
    similar: Sequence[Entry] = (),
) -> HttpResponse:
    context = {
        "form": form,
        "refusal": refusal,
        "entries": similar,
        "news": latest(),
        "map": map_for(form),
    }
    return render(request, "portal/reporting/form.html", context, status=status)


@public("POST")
def similar(request: Asked) -> HttpResponse:
    """What others have told of nearby, as a piece of the page: asked for before anything is sent."""
    form = ReportForm(request.POST)
    form.full_clean()
    return render(request, "portal/reporting/similar.html", {"entries": similar_to(form)})


@public("GET")
@never_cache
@own_matters_only
def card(_request: Asked, own: Own) -> HttpResponse:
    """Number and code as a picture to keep, with the way back to them."""
    return HttpResponse(picture(own.telling), content_type="image/png")


@public("GET")
@never_cache
@own_matters_only
def thanks(request: Asked, own: Own) -> HttpResponse:
    """Number and code, for as long as the browser is remembered."""
    asking = blank(own, "particulars") if "particulars" in possible(own) else None
    context = {"telling": own.telling, "asking": asking, "elsewhere": particulars(own.matter).elsewhere}
    return render(request, "portal/reporting/thanks.html", context)
