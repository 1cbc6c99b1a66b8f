"""Common questions, for everybody to read."""

from django.http import HttpResponse
from django.shortcuts import render

from qiaomen.kernel.web import Asked, public
from qiaomen.portal.questions.listing import questions as listed

LONGEST = 200


@public("GET")
def questions(request: Asked) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:LONGEST]
    return render(request, "portal/questions/questions.html", {"q": words, "answers": listed(words)})
