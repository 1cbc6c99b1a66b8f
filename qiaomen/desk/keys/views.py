"""The page on which the keys are told, and switched off."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.keys.letters import EVERYWHERE, IN_A_LIST, of_a_call, of_a_matter
from qiaomen.desk.signing.views import signed_in
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.web import Asked, done, route
from qiaomen.people.actions import choose_shortcuts


@route(May.MATTER_READ, "GET")
def keys(request: Asked) -> HttpResponse:
    groups = (
        (_("Everywhere"), EVERYWHERE.items()),
        (_("In a list"), IN_A_LIST.items()),
        (_("On the page of a matter, where it is offered"), of_a_matter().items()),
        (_("On the page of a call-back"), of_a_call().items()),
    )
    return render(request, "desk/keys/page.html", {"groups": groups})


@route(May.MATTER_READ, "POST")
def switch(request: Asked) -> HttpResponse:
    wanted = request.POST.get("wanted") == "yes"
    choose_shortcuts(signed_in(request), wanted=wanted)
    said = _("The keys work again.") if wanted else _("The keys are switched off.")
    return done(request, said, reverse("desk:keys"))
