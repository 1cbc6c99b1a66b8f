"""The first page in large type, and reporting with one question a page."""

from uuid import uuid4

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Conflict, Refusal
from qiaomen.kernel.web import Asked, SeeOther, public, status_of
from qiaomen.portal.care.mode import COOKIE, LASTS, is_large, telephone
from qiaomen.portal.reporting.forms import ReportForm
from qiaomen.portal.reporting.views import SENT_ALREADY, report, take

QUESTIONS = {
    "body": _("What is the matter?"),
    "address": _("Where is it?"),
    "phone": _("On which number can we call you?"),
}
ASKED = [*QUESTIONS]


@public("GET", "POST")
def first_page(request: Asked) -> HttpResponse:
    """Three buttons for whoever reads large type; for all others the form itself."""
    if request.method != "POST" and is_large(request):
        return render(request, "portal/care/home.html", {"telephone": telephone()})
    return report(request)


@public("POST")
def large_type(request: Asked) -> HttpResponse:
    reply = SeeOther(resolve_url("portal:report"))
    if request.POST.get("on"):
        reply.set_cookie(
            COOKIE, "1", LASTS, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
        )
    else:
        reply.delete_cookie(COOKIE, samesite="Lax")
    return reply


@public("GET", "POST")
def one_by_one(request: Asked) -> HttpResponse:
    """Each answer travels with the next question; the last one sends the report."""
    if request.method != "POST":
        return _ask(request, ReportForm(initial={"key": uuid4()}), 0)
    form, at = ReportForm(request.POST), _answered(request)
    if "back" in request.POST:
        return _ask(request, form, max(at - 1, 0))
    wrong = [number for number, name in enumerate(ASKED[: at + 1]) if name in form.errors]
    if wrong:
        return _ask(request, form, wrong[0], status=422)
    return _ask(request, form, at + 1) if at + 1 < len(ASKED) else _send(request, form)


def _send(request: Asked, form: ReportForm) -> HttpResponse:
    last = len(ASKED) - 1
    try:
        return take(request, form)
    except Conflict as no:
        anew = request.POST.copy()
        anew["key"] = str(uuid4())
        return _ask(request, ReportForm(anew), last, SENT_ALREADY, status_of(no))
    except Refusal as no:
        return _ask(request, form, last, no, status_of(no))


def _answered(request: Asked) -> int:
    """Which question this is the answer to; the first one when nobody can tell."""
    asked = request.POST.get("asked", "")
    return ASKED.index(asked) if asked in ASKED else 0


def _ask(request: Asked, form: ReportForm, at: int, refusal: object = "", status: int = 200) -> HttpResponse:
    name = ASKED[at]
    context = {
        "field": form[name],
        "question": QUESTIONS[name],
        "carried": [form[other] for other in ("key", *ASKED) if other != name],
        "number": at + 1,
        "last": at + 1 == len(ASKED),
        "refusal": refusal,
        "telephone": telephone(),
    }
    return render(request, "portal/care/question.html", context, status=status)
