"""What the offices announce, for everybody to read."""

from django.http import HttpResponse
from django.shortcuts import render

from qiaomen.kernel.web import Asked, public
from qiaomen.portal.announcements.listing import announced
from qiaomen.portal.forms import PlaceForm


@public("GET")
def announcements(request: Asked) -> HttpResponse:
    form = PlaceForm(request.GET)
    context = {"form": form, "news": announced(form.chosen)}
    return render(request, "portal/announcements/list.html", context)
