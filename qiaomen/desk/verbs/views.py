"""One page for each verb: GET shows its form, POST calls its action."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qiaomen.desk.matters.meanwhile import meanwhile
from qiaomen.desk.matters.story import Line
from qiaomen.desk.situation import Situation, landing, situation, whole
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


def preview_page(form_class: type[VerbForm]) -> View:
    """What the resident would read of it; nothing is sent, and the words stay in the form."""

    @route(form_class.permission(), "POST")
    def preview(request: Asked, number: str) -> HttpResponse:
        now = situation(request.actor, number)
        require_open(form_class, now)
        form = form_class(now, request.POST, request.FILES)
        if not form.is_valid():
            return _show(request, form, 422)
        return _show(request, form, preview=form.for_resident(), remarks=form.remarks())

    return preview


def _act(request: Asked, now: Situation, form: VerbForm) -> HttpResponse:
    try:
        form.require_seen()
        if not form.is_valid():
            return _show(request, form, 422)
        form.carry_out()
    except Refusal as no:
        now.matter.refresh_from_db()
        return _show(request, form, status_of(no), refusal=no, meanwhile=_meanwhile(now, form))
    return done(request, form.done, landing(request.actor, now.matter.number))


def _meanwhile(now: Situation, form: VerbForm) -> list[Line]:
    """Beside the words that were refused what others have done since the form was loaded."""
    seen = form.data.get("seen", "")
    return meanwhile(whole(now.matter, now.actor), int(seen)) if seen.isdecimal() else []


def _show(request: HttpRequest, form: VerbForm, status: int = 200, **further: object) -> HttpResponse:
    """`further` is what the page says besides: a refusal, a preview, what happened meanwhile."""
    context = {"form": form, "matter": form.matter, **further}
    return render(request, "desk/verbs/page.html", context, status=status)
