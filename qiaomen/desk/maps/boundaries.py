"""Boundaries of places: which are drawn, and one of them drawn or corrected."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import BooleanField, Count, ExpressionWrapper, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.forms import DeskForm
from qiaomen.desk.seen import require_seen
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.forms import refusals_shown
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, done, route, status_of
from qiaomen.territory import corners
from qiaomen.territory.actions import draw_place
from qiaomen.territory.maps import Map, on_map
from qiaomen.territory.models import Place, PlaceKind
from qiaomen.territory.neighbours import overlaps_of
from qiaomen.territory.querysets import PlaceQuerySet

ROWS = 14
OVERTAKEN = _("Meanwhile somebody has changed this place. Open its boundary anew and draw it there.")


class BoundaryForm(DeskForm):
    """The corners, and the state of the place that they were read from."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    corners = forms.CharField(
        label=_("Corners"),
        help_text=_(
            "One corner a line, latitude before longitude, in WGS 84. An empty line begins a further part, "
            "or a hole inside one."
        ),
        widget=forms.Textarea(attrs={"rows": ROWS, "spellcheck": "false"}),
    )

    def __init__(self, place: Place, *args: Any) -> None:
        known = {"corners": corners.written(place.polygon), "seen": place.ledger_seq}
        super().__init__(*args, initial=known)
        self.place = place
        shown = {
            corners.corner(point): on_map(*point) for ring in corners.rings(place.polygon) for point in ring
        }
        self.fields["corners"].widget.attrs |= {
            "data-corners": json.dumps(shown),
            "data-ask": reverse("desk:boundary-spot"),
            "data-further": gettext("Begin a further part"),
        }

    def clean_corners(self) -> Mapping[str, Any]:
        typed: str = self.cleaned_data["corners"]
        with refusals_shown():
            return corners.read(typed, of=self.place.name)

    def require_seen(self) -> None:
        require_seen(self.place, self.cleaned_data["seen"], OVERTAKEN)


@dataclass(frozen=True, slots=True)
class Line:
    """A place of the list."""

    name: str
    kind: str
    drawn: str
    url: str  # of its boundary
    within: str  # how many places lie in it, "" for none
    within_url: str


@route(May.TERRITORY_EDIT, "GET")
def boundaries(request: Asked) -> HttpResponse:
    """The places of one level, below `below` or at the top of what this person keeps."""
    above = _places(request.actor).filter(code=request.GET.get("below", "")).first()
    shown = Map(
        label=gettext("Map of the boundaries that are drawn"),
        outlines=reverse("desk:boundary-outlines"),
        focus=above.code if above else "",
    )
    context = {"above": above, "lines": _lines(request.actor, above), "map": shown}
    return render(request, "desk/maps/boundaries.html", context)


def _places(actor: Actor) -> PlaceQuerySet:
    return Place.objects.visible_to(actor).current(clock.today())


def _lines(actor: Actor, above: Place | None) -> list[Line]:
    places = _places(actor)
    level = places.filter(parent=above) if above else places.exclude(parent__in=places)
    inside = Count("children", filter=Q(children__ended_on=None))
    drawn = ExpressionWrapper(Q(polygon__isnull=False), BooleanField())
    rows = level.annotate(inside=inside, drawn=drawn).order_by("path")
    return [_line(**row) for row in rows.values("code", "name", "kind", "drawn", "inside")]


def _line(*, code: str, name: str, kind: str, drawn: bool, inside: int) -> Line:
    return Line(
        name=name,
        kind=str(PlaceKind(kind).label),
        drawn=gettext("drawn") if drawn else gettext("not drawn"),
        url=reverse("desk:boundary", args=[code]),
        within=ngettext("%d place within", "%d places within", inside) % inside if inside else "",
        within_url=f"{reverse('desk:boundaries')}?below={code}",
    )


@route(May.TERRITORY_EDIT, "GET", "POST")
def boundary(request: Asked, place: str) -> HttpResponse:
    row = get_object_or_404(_places(request.actor), code=place)
    if request.method != "POST":
        return _show(request, BoundaryForm(row))
    form = BoundaryForm(row, request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    try:
        form.require_seen()
        draw_place(row, geometry=form.cleaned_data["corners"], by=request.actor)
    except Refusal as no:
        return _show(request, form, no, status_of(no))
    for warning in overlaps_of(row):
        messages.warning(request, str(warning))
    return done(
        request, _("The boundary is drawn. Points in it belong to this place from now on."), request.path
    )


def _show(request: Asked, form: BoundaryForm, no: Refusal | None = None, status: int = 200) -> HttpResponse:
    around = form.place.parent.code if form.place.parent else ""
    shown = Map(
        label=gettext("Map on which you can draw the boundary"),
        outlines=reverse("desk:boundary-outlines"),
        focus=form.place.code if form.place.polygon else around,
    )
    context = {"form": form, "place": form.place, "map": shown, "refusal": no}
    return render(request, "desk/maps/boundary.html", context, status=status)
