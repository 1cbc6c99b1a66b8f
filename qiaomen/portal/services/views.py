"""What can be asked, for everybody to read."""

from django.http import HttpResponse
from django.shortcuts import render

from qiaomen.catalogue.published import as_csv, headings, responsibilities
from qiaomen.kernel import clock
from qiaomen.kernel.web import Asked, download, public
from qiaomen.portal.services.forms import ServicesForm
from qiaomen.portal.services.listing import listing
from qiaomen.territory.models import Place, PlaceKind


@public("GET")
def services(request: Asked) -> HttpResponse:
    form = ServicesForm(request.GET)
    place = form.chosen or Place.objects.filter(kind=PlaceKind.ROOT).first()
    groups = listing(place) if place else []
    return render(request, "portal/services/services.html", {"form": form, "groups": groups})


@public("GET")
def duties(request: Asked) -> HttpResponse:
    """Who answers for what and who helps, as it is published; made to be printed."""
    rows = responsibilities(clock.today())
    context = {"rows": rows, "headings": headings(), "day": clock.today()}
    return render(request, "portal/services/duties.html", context)


@public("GET")
def duties_csv(_request: Asked) -> HttpResponse:
    return download(as_csv(responsibilities(clock.today())), "responsibilities.csv")
