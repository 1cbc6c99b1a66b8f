"""Following a matter from its page."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.signing.views import signed_in
from qiaomen.desk.situation import situation
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.web import Asked, done, route
from qiaomen.matters.actions.following import follow, stop_following


@route(May.MATTER_READ, "POST")
def begin(request: Asked, number: str) -> HttpResponse:
    matter = situation(request.actor, number).matter
    follow(matter, person=signed_in(request), by=request.actor)
    return done(
        request,
        _("You follow it. “What I follow” shows when it has changed."),
        reverse("desk:matter", args=[number]),
    )


@route(May.MATTER_READ, "POST")
def end(request: Asked, number: str) -> HttpResponse:
    matter = situation(request.actor, number).matter
    stop_following(matter, person=signed_in(request))
    return done(request, _("You do not follow it any more."), reverse("desk:matter", args=[number]))
