"""What the maps of the desk ask for: outlines of places, and what lies at a point."""

from django.http import HttpResponse, JsonResponse

from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.web import Asked, route
from qiaomen.territory import maps


@route(May.MATTER_READ, "GET")
def outlines(request: Asked) -> HttpResponse:
    """The boundaries below the actor's posts."""
    tops = (grant.below for grant in request.actor.grants)
    return HttpResponse(maps.outlines(tops), content_type="application/geo+json")


@route(May.MATTER_READ, "GET")
def spot(request: Asked) -> HttpResponse:
    """The place at a point: `position` in WGS 84, or `map` as the tiles show it."""
    return JsonResponse(maps.spot_of(request.GET).told())
