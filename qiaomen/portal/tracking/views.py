"""Following a matter: number and code, then how it stands and what its teller can do."""

from http import HTTPStatus

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from qiaomen.kernel import clock
from qiaomen.kernel.files import path_of
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, SeeOther, done, public, status_of
from qiaomen.matters.actions.closing import is_past_reopening
from qiaomen.matters.tracking import find
from qiaomen.portal.care.mode import beside, is_large
from qiaomen.portal.throttling import GUESSES, GUESSES_AT_ONE
from qiaomen.portal.tracking import hearing
from qiaomen.portal.tracking.access import Own, as_printed, forget, own_matters_only, remember
from qiaomen.portal.tracking.acts import ACTS, PRESSING, possible
from qiaomen.portal.tracking.forms import TrackForm
from qiaomen.portal.tracking.sheets import blank, fill_in
from qiaomen.portal.tracking.standing import standing
from qiaomen.portal.tracking.story import story

UNKNOWN = _("Number and code do not belong together. Check both: the code has no O, I, L, 0 or 1 in it.")


@public("GET", "POST")
@never_cache
def track(request: Asked) -> HttpResponse:
    if request.method != "POST":
        return _door(request, TrackForm(initial={"number": request.GET.get("number", "")}))
    form = TrackForm(request.POST)
    if not form.is_valid():
        return _door(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        number = _let_in(request, form)
    except Refusal as no:
        return _door(request, form, no, status_of(no))
    return SeeOther(resolve_url("portal:matter", number))


def _let_in(request: Asked, form: TrackForm) -> str:
    number = as_printed(form.cleaned_data["number"])
    GUESSES.require(request)
    GUESSES_AT_ONE.require(request, number.upper())
    telling = find(number, form.cleaned_data["code"])
    if telling is None:
        GUESSES.count(request)
        GUESSES_AT_ONE.count(request, number.upper())
        raise Refusal(UNKNOWN)
    remember(request, telling)
    return telling.matter.number


def _door(request: Asked, form: TrackForm, refusal: object = "", status: int = 200) -> HttpResponse:
    context = {"form": form, "refusal": refusal, **beside(request)}
    return render(request, "portal/tracking/door.html", context, status=status)


@public("POST")
def departure(request: Asked) -> HttpResponse:
    """For a computer that others use too."""
    forget(request)
    return done(request, _("This computer no longer shows your matter."), resolve_url("portal:track"))


@public("GET")
@never_cache
@own_matters_only
def matter(request: Asked, own: Own) -> HttpResponse:
    """In large type how it stands and what is asked of its teller; all the rest on a page of its own."""
    nouns, at = possible(own), clock.now()
    pressing = next((noun for noun in nouns if noun in PRESSING), "")
    first = {
        "own": own,
        "standing": standing(own, at),
        "sheet": blank(own, pressing) if pressing else None,
    }
    if is_large(request) and "all" not in request.GET:
        return render(request, "portal/care/matter.html", {**first, **beside(request)})
    shown = {
        **first,
        "further": [blank(own, noun) for noun in nouns if noun != pressing],
        "story": story(own),
        "anew": is_past_reopening(own.matter, at),
    }
    return render(request, "portal/tracking/matter.html", shown)


@public("GET", "POST")
@never_cache
@own_matters_only
def act(request: Asked, own: Own, noun: str) -> HttpResponse:
    if noun not in ACTS:
        raise Http404
    back = resolve_url("portal:matter", own.number)
    return fill_in(request, own, noun, "portal/tracking/act.html", back)


@public("GET")
@never_cache
@own_matters_only
def file(_request: Asked, own: Own, pk: int) -> FileResponse:
    """Always to be saved, never shown by the browser in our name."""
    kept = next((kept for kept in hearing.files(own) if kept.pk == pk), None)
    if kept is None or not path_of(kept.sha256).exists():
        raise Http404
    content = path_of(kept.sha256).open("rb")
    return FileResponse(content, as_attachment=True, filename=kept.name, content_type=kept.content_type)
