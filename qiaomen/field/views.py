"""What a phone in the field gets, and what it sends: the same actions as everywhere, spoken as JSON."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext_lazy as _

from qiaomen.field.carrying import carried
from qiaomen.field.overtaken import Overtaken, theirs
from qiaomen.field.shell import release
from qiaomen.field.table import deed_of
from qiaomen.kernel import clock
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.kernel.sendings import Outcome, once, outcome_of
from qiaomen.kernel.web import Asked, route, status_of


@route(May.MATTER_NOTE, "GET")
def now(request: Asked) -> HttpResponse:
    """All that the phone carries until it asks again, and what the time is here."""
    known: dict[str, Any] = {
        "at": int(clock.now().timestamp() * 1000),
        "csrf": get_token(request),
        "release": release(),
        "name": request.user.get_username(),
        **carried(request.actor),
    }
    return JsonResponse(known)


@route(May.MATTER_NOTE, "POST")
def sendings(request: Asked) -> HttpResponse:
    """One thing that was done in the field: done here by the same action as at the desk, and once."""
    try:
        outcome = _done(request)
    except Overtaken as no:
        told = {"refusal": str(no), "theirs": theirs(no.matter, no.seen)}
        return JsonResponse(told, status=status_of(no))
    return JsonResponse(outcome)


def _done(request: Asked) -> Outcome:
    _require_own(request)
    key = _key(request)
    if told := outcome_of(key, by=request.actor):
        return told
    deed = deed_of(request.actor, request.POST, request.FILES)
    deed.require_whole()  # photos are looked at before the database is held
    return once(key, deed.carry_out, by=request.actor)


def _key(request: Asked) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        raise Refusal(_("This was sent without its key. Load the app anew, then send it again.")) from None


def _require_own(request: Asked) -> None:
    """Another person may have signed in on the same phone since."""
    if request.POST.get("by", request.actor.ref) != request.actor.ref:
        raise Forbidden(_("Somebody else has written this. It is sent when they sign in again."))
