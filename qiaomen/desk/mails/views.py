"""Mails that came in and became nothing, for who runs the office."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.countdown import moment
from qiaomen.kernel.inbox import want
from qiaomen.kernel.models import PutAside
from qiaomen.kernel.permissions import HOUSE
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, done, route, status_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SHOWN = 200
RETURNED = "returned"
FATES: Mapping[str, "StrOrPromise"] = {
    "refused": _("not taken in"),
    "ignored": _("ignored"),
    RETURNED: _("ours that came back"),
}


@route(May.TASK_RUN, "GET")
def mails(request: Asked) -> HttpResponse:
    return _show(request)


@route(May.TASK_RUN, "POST")
def again(request: Asked, mail: int) -> HttpResponse:
    """Have one taken in after all."""
    try:
        want(mail, by=request.actor)
    except Refusal as no:
        return _show(request, no)
    return done(request, _("It is taken in the next time that mails are fetched."), reverse("desk:mails"))


def _show(request: Asked, refusal: Refusal | None = None) -> HttpResponse:
    request.actor.require(May.TASK_RUN, HOUSE)
    counted = dict(PutAside.objects.order_by().values_list("fate").annotate(Count("pk")))
    context = {
        "counts": [(label, counted.get(fate, 0)) for fate, label in FATES.items()],
        "lines": [_line(mail) for mail in PutAside.objects.order_by("-at", "-pk")[:SHOWN]],
        "refusal": refusal,
    }
    return render(request, "desk/mails/list.html", context, status=status_of(refusal) if refusal else 200)


def _line(mail: PutAside) -> Mapping[str, object]:
    return {
        "at": moment(mail.at),
        "box": mail.box,
        "sender": mail.sender or "–",
        "fate": FATES[mail.fate],
        "reason": mail.reason,
        "wanted": bool(mail.wanted_by),
        "url": "" if mail.fate == RETURNED else reverse("desk:mail-again", args=[mail.pk]),
    }
