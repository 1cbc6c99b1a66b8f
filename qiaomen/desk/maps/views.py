"""What the maps of the desk ask for: outlines of places, and what lies at a point."""

from django.http import HttpResponse, JsonResponse

from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.web import Asked, View, route
from qiaomen.territory import maps
from qiaomen.territory.models import PlaceKind

WITHIN = {
    # what lies in places of a kind, and is not drawn on a map that goes down to these only
    PlaceKind.STREET.value: {PlaceKind.COMMUNITY, PlaceKind.GRID, PlaceKind.BUILDING},
    PlaceKind.COMMUNITY.value: {PlaceKind.GRID, PlaceKind.BUILDING},
    PlaceKind.GRID.value: {PlaceKind.BUILDING},
}


def outlines(permission: Permission) -> View:
    """The boundaries below the actor's posts, down to the kind `down_to`."""

    @route(permission, "GET")
    def page(request: Asked) -> HttpResponse:
        tops = (grant.below for grant in request.actor.grants)
        kinds = maps.ALL_KINDS - WITHIN.get(request.GET.get("down_to", ""), set())
        return HttpResponse(maps.outlines(tops, kinds), content_type="application/geo+json")

    return page


def spot(permission: Permission) -> View:
    """The place at a point: `position` in WGS 84, or `map` as the tiles show it."""

    @route(permission, "GET")
    def page(request: Asked) -> HttpResponse:
        return JsonResponse(maps.spot_of(request.GET).told())

    return page
