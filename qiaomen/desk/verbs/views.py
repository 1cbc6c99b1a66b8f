"""One page for each verb: GET shows its form, POST calls its action."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qiaomen.desk.situation import Situation, landing, situation
from qiaomen.desk.verbs.base import VerbForm, require_open
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, View, done, route, status_of


def verb_page(form_class: type[VerbForm]) -> View:
    """The view of a verb, with the permission that the verb itself needs."""

    @route(form_class.permission(), "GET", "POST")
    def page(request: Asked, number: str) -> HttpResponse:
        now = situation(request.actor, number)
        if request.method == "POST":
            return _act(request, now, form_class(now, request.POST, request.FILES))
        require_open(form_class, now)
        return _show(request, form_class(now, initial=request.GET.dict()))

    return page


def _act(request: Asked, now: Situation, form: VerbForm) -> HttpResponse:
    try:
        form.require_seen()
        if not form.is_valid():
            return _show(request, form, status=422)
        form.carry_out()
    except Refusal as no:
        now.matter.refresh_from_db()
        return _show(request, form, no, status_of(no))
    return done(request, form.done, landing(request.actor, now.matter.number))


def _show(request: HttpRequest, form: VerbForm, no: Refusal | None = None, status: int = 200) -> HttpResponse:
    context = {"form": form, "matter": form.matter, "refusal": no}
    return render(request, "desk/verbs/page.html", context, status=status)
