"""The bulletin of a month, taken at the desk: published once, and from then on the same for everybody."""

from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from qiaomen.indicators.actions import publish_bulletin, published_bulletin
from qiaomen.indicators.bulletins import document
from qiaomen.kernel import clock
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.printing import pdf
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, SeeOther, route
from qiaomen.territory.models import Place

OFFERED = 12  # months that have ended


def months_offered() -> list[str]:
    """The latest that has ended first, as 2026-10."""
    found, day = [], clock.today()
    for _month in range(OFFERED):
        day = day.replace(day=1) - timedelta(days=1)
        found.append(f"{day:%Y-%m}")
    return found


@route(May.REPORT_READ, "POST")
def publication(request: Asked, place: str) -> HttpResponse:
    """Publish the bulletin of a month, where nobody has yet, and show it."""
    one, text = get_object_or_404(Place, code=place), request.POST.get("month", "")
    month = _month(text)
    if month is None:
        raise Refusal(_("Choose a month that has ended."))
    publish_bulletin(month, one, by=request.actor)
    return SeeOther(reverse("desk:bulletin", args=[one.code, text]))


@route(May.REPORT_READ, "GET")
def bulletin(request: Asked, place: str, month: str) -> HttpResponse:
    """As it was published, in the reader's language."""
    one, first = get_object_or_404(Place, code=place), _month(month)
    made = published_bulletin(first, one, by=request.actor) if first else None
    if made is None:
        raise Http404
    return HttpResponse(pdf(document(made)), content_type="application/pdf")


def _month(text: str) -> date | None:
    """Its first day; None of what is no month."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
