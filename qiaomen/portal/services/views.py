"""What can be asked, for everybody to read."""

from django.http import HttpResponse
from django.shortcuts import render

from qiaomen.kernel.web import Asked, public
from qiaomen.portal.services.forms import PlaceForm
from qiaomen.portal.services.listing import listing
from qiaomen.territory.models import Place, PlaceKind


@public("GET")
def services(request: Asked) -> HttpResponse:
    form = PlaceForm(request.GET)
    code = form.cleaned_data["place"] if form.is_valid() else ""
    chosen = Place.objects.filter(code=code) if code else Place.objects.filter(kind=PlaceKind.ROOT)
    place = chosen.first()
    groups = listing(place) if place else []
    return render(request, "portal/services/services.html", {"form": form, "groups": groups})
