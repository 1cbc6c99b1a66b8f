"""What was done to a matter while somebody reads its page or writes into one of its forms."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from qiaomen.desk.matters.material import authors, names_for
from qiaomen.desk.matters.story import Line, story
from qiaomen.desk.situation import Situation, situation
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.web import Asked, route
from qiaomen.matters.models import Matter


@route(May.MATTER_READ, "GET")
def since(request: Asked, number: str, seen: int) -> HttpResponse:
    """A fragment; nothing where nothing is new, which one query tells: every page that stands open asks."""
    visible = Matter.objects.visible_to(request.actor).filter(number=number)
    latest = visible.values_list("ledger_seq", flat=True).first()
    if latest is None:
        raise Http404
    if latest <= seen:
        return HttpResponse(status=204)
    now = situation(request.actor, number)
    context = {"matter": now.matter, "meanwhile": meanwhile(now, seen)}
    return render(request, "desk/matters/meanwhile.html", context)


def meanwhile(now: Situation, seen: int) -> list[Line]:
    """The lines of the story after the one numbered `seen`, the newest first."""
    later = [event for event in now.read.events if event.seq > seen]
    return story(later, names_for(now, authors(now)))
