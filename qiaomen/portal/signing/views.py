"""All reports of one telephone number: the number, the code that is sent to it, then the list."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, SeeOther, done, public, status_of
from qiaomen.matters.signing_in import opens, send_code, who_has
from qiaomen.portal.care.mode import beside, is_large
from qiaomen.portal.signing.access import ask, asked, let_in, own_matters
from qiaomen.portal.signing.cells import cells
from qiaomen.portal.signing.forms import CodeForm, NumberForm
from qiaomen.portal.throttling import CODES
from qiaomen.portal.tracking.access import signed_in

SENT = _(
    "If anything was reported from this number, a code is on its way to it. It may take a minute, and it "
    "holds for ten."
)
WRONG = _("This is not the code, or it is too old. Check it, or ask for a new one.")


@public("GET")
@never_cache
def mine(request: Asked) -> HttpResponse:
    who = signed_in(request)
    if not who:
        return SeeOther(resolve_url("portal:sign-in"))
    page = "portal/care/mine.html" if is_large(request) else "portal/signing/mine.html"
    return render(request, page, {"reports": cells(own_matters(who)), **beside(request)})


@public("GET", "POST")
@never_cache
def sign_in(request: Asked) -> HttpResponse:
    """The same reply for every number: nobody learns here who has reported."""
    form = NumberForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, form, status=422 if form.is_bound else 200)
    try:
        CODES.require(request)
    except Refusal as no:
        return _page(request, form, no, status_of(no))
    CODES.count(request)
    who = who_has(form.cleaned_data["phone"])
    send_code(who)
    ask(request, who)
    return done(request, SENT, resolve_url("portal:sign-in-code"))


@public("GET", "POST")
@never_cache
def code(request: Asked) -> HttpResponse:
    who = asked(request)
    if not who:
        return SeeOther(resolve_url("portal:sign-in"))
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, form, status=422 if form.is_bound else 200)
    if not opens(who, form.cleaned_data["code"]):
        return _page(request, form, WRONG, HTTPStatus.UNPROCESSABLE_ENTITY)
    let_in(request, who)
    return SeeOther(resolve_url("portal:mine"))


def _page(
    request: Asked, form: NumberForm | CodeForm, refusal: object = "", status: int = 200
) -> HttpResponse:
    context = {"form": form, "refusal": refusal, "sent": isinstance(form, CodeForm), **beside(request)}
    return render(request, "portal/signing/door.html", context, status=status)
