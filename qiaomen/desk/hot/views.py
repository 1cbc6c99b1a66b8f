"""Hot issues: the list, one issue, and what people decide of it."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.hot.cells import days, lately, lines, members
from qiaomen.indicators.hot.actions import join_issue, name_issue, part_issue, pin_issue, unpin_issue
from qiaomen.indicators.hot.heat import formula
from qiaomen.indicators.hot.models import HotIssue
from qiaomen.indicators.hot.report import Hot, hot_issues, meaning, one_issue
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, done, route
from qiaomen.matters.models import Matter

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SHOWN = 100
MOST_MATTERS = 300
LONGEST_NAME = 120


@route(May.REPORT_READ, "GET")
def issues(request: Asked) -> HttpResponse:
    found = hot_issues(by=request.actor, top=SHOWN).issues
    said = {"lines": lines(found), "formula": formula(), "meaning": meaning()}
    return render(request, "desk/hot/list.html", said)


@route(May.REPORT_READ, "GET")
def issue(request: Asked, issue: int) -> HttpResponse:
    """An issue that was joined with another is shown as that one."""
    row = get_object_or_404(HotIssue.objects.select_related("into", "lead", "place"), number=issue)
    row = row.into or row
    hot = _standing(request, row)
    matters = Matter.objects.visible_to(request.actor).filter(pk__in=hot.matters[:MOST_MATTERS])
    told = list(matters.select_related("unit").order_by("-happened_at", "-pk"))
    said = {
        "issue": hot,
        "row": row,
        "days": days(hot),
        "lately": lately(hot),
        "members": members(told),
        "units": sorted({str(matter.unit) for matter in told}),
        "decides": request.actor.may(May.MATTER_SORT, row.scope),
        "formula": formula(),
    }
    return render(request, "desk/hot/issue.html", said)


@route(May.MATTER_SORT, "POST")
def naming(request: Asked, issue: int) -> HttpResponse:
    row, name = _row(request, issue), request.POST.get("name", "")
    if len(name) > LONGEST_NAME:
        raise Refusal(_("A name has at most %d characters. Write the place and the problem.") % LONGEST_NAME)
    name_issue(row, name=name, by=request.actor)
    return _back(request, row, _("It goes by this name from now on."))


@route(May.MATTER_SORT, "POST")
def pin(request: Asked, issue: int) -> HttpResponse:
    row = _row(request, issue)
    pin_issue(row, by=request.actor)
    return _back(request, row, _("It stands above the hotter ones now."))


@route(May.MATTER_SORT, "POST")
def unpin(request: Asked, issue: int) -> HttpResponse:
    row = _row(request, issue)
    unpin_issue(row, by=request.actor)
    return _back(request, row, _("It stands where its heat puts it again."))


@route(May.MATTER_SORT, "POST")
def joining(request: Asked, issue: int) -> HttpResponse:
    row, number = _row(request, issue), request.POST.get("into", "").strip()
    into = HotIssue.objects.filter(number=int(number)).first() if number.isdecimal() else None
    if into is None or one_issue(into, by=request.actor) is None:
        raise Refusal(_("There is no issue with this number. Look it up in the list of hot issues."))
    join_issue(row, into=into, by=request.actor)
    return _back(request, into, _("Both are one issue from now on."))


@route(May.MATTER_SORT, "POST")
def parting(request: Asked, issue: int) -> HttpResponse:
    row = _row(request, issue)
    chosen = [int(each) for each in request.POST.getlist("matter") if each.isdecimal()]
    matters = Matter.objects.visible_to(request.actor).filter(pk__in=chosen)
    parted = part_issue(row, matters=list(matters), by=request.actor)
    return _back(request, parted, _("The chosen matters are an issue of their own now."))


def _row(request: Asked, number: int) -> HotIssue:
    row = get_object_or_404(HotIssue.objects.select_related("place"), number=number)
    _standing(request, row.into or row)
    return row


def _standing(request: Asked, row: HotIssue) -> Hot:
    if hot := one_issue(row, by=request.actor):
        return hot
    raise Http404


def _back(request: Asked, row: HotIssue, sentence: "StrOrPromise") -> HttpResponse:
    return done(request, sentence, reverse("desk:hot-issue", args=[row.number]))
