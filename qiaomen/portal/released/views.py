"""The released summaries: a page, and the same as a feed that others can subscribe to."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from qiaomen.kernel.web import Asked, public
from qiaomen.portal.forms import PlaceForm
from qiaomen.portal.released.listing import PAGE, before, entries, released
from qiaomen.territory.models import Place


@public("GET")
def neighbourhood(request: Asked) -> HttpResponse:
    form = PlaceForm(request.GET)
    place = form.chosen
    found = entries(before(released(place), request.GET.get("before", ""))[: PAGE + 1])
    shown = found[:PAGE]
    older = {**_filter(place), "before": shown[-1].number} if len(found) > PAGE else {}
    context = {
        "form": form,
        "entries": shown,
        "older": urlencode(older),
        "filter": urlencode(_filter(place)),
        "place": place,
    }
    return render(request, "portal/released/list.html", context)


@public("GET")
def feed(request: Asked) -> HttpResponse:
    """RSS 2.0 of the newest ones; a place chosen on the page is kept in its address."""
    place = PlaceForm(request.GET).chosen
    page = f"{settings.QIAOMEN_ADDRESS}{reverse('portal:neighbourhood')}"
    title = _("What the neighbourhood asked and what was done")
    rss = Rss201rev2Feed(
        title=f"{title} · {place.name}" if place else title,
        link=page,
        description=_("Summaries by the service desk."),
        language=get_language(),
    )
    for entry in entries(released(place)[:PAGE]):
        rss.add_item(
            title=f"{entry.place} · {entry.standing}",
            link=f"{page}#{entry.number}",
            description=entry.summary,
            pubdate=entry.released_at,
            unique_id=entry.number,
            unique_id_is_permalink=False,
        )
    return HttpResponse(rss.writeString("utf-8"), content_type=rss.content_type)


def _filter(place: Place | None) -> dict[str, str]:
    return {"place": place.code} if place else {}
