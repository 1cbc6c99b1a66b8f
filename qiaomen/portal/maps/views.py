"""What the map of the portal asks for: outlines of the places that can be chosen, and which holds a point."""

from django.http import HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control

from qiaomen.kernel.web import Asked, public
from qiaomen.portal.places import around, readable_kinds
from qiaomen.territory import maps

EVERYTHING = ("",)
KEPT = 60 * 60  # seconds for which a telephone need not ask again


@public("GET")
def outlines(request: Asked) -> HttpResponse:  # noqa: ARG001 - everybody sees the same
    drawn = maps.outlines(EVERYTHING, frozenset(readable_kinds()))
    response = HttpResponse(drawn, content_type="application/geo+json")
    patch_cache_control(response, public=True, max_age=KEPT)
    return response


@public("GET")
def spot(request: Asked) -> HttpResponse:
    """Where a point lies, by a place that can be chosen: the list of the form takes its code."""
    found = maps.spot_of(request.GET)
    place = around(found.place) if found.place else None
    shown = maps.Spot(found.lon, found.lat, place or found.place)
    return JsonResponse({**shown.told(), "place": place.code if place else ""})
