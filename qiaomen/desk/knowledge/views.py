"""The short answers: found, read, and kept true."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.checks import UnfitTerm
from qiaomen.catalogue.knowledge.actions import (
    add_short_answer,
    confirm_short_answer,
    end_short_answer,
    resume_short_answer,
    revise_short_answer,
)
from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.catalogue.knowledge.shelf import answers_to
from qiaomen.desk.knowledge.cells import facts, history, lines, outdated_since
from qiaomen.desk.knowledge.forms import NewShortAnswerForm, ShortAnswerForm, known_of
from qiaomen.desk.seen import require_seen
from qiaomen.kernel import clock
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, done, route, status_of

MOST_FOUND = 20
OVERTAKEN = _("Meanwhile somebody has changed this answer. Look at it, then do it again.")


@route(May.MATTER_READ, "GET")
def short_answers(request: Asked) -> HttpResponse:
    """All in use, those that fit some words, or the outdated ones."""
    words = request.GET.get("q", "").strip()
    rows = answers_to(words, most=MOST_FOUND) if words else ShortAnswer.objects.current().for_list()
    late = ShortAnswer.objects.outdated(clock.today()).for_list()
    context = {
        "q": words,
        "lines": lines(late if "late" in request.GET else rows),
        "late": late.count(),
        "only_late": "late" in request.GET,
        "may_add": bool(request.actor.holding(May.KNOWLEDGE_EDIT)),
    }
    return render(request, "desk/knowledge/list.html", context)


@route(May.KNOWLEDGE_EDIT, "GET", "POST")
def new(request: Asked) -> HttpResponse:
    form = NewShortAnswerForm(request.actor, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            row = add_short_answer(code=form.cleaned_data["code"], wording=form.wording(), by=request.actor)
        except UnfitTerm as unfit:
            form.blame(unfit)
        except Refusal as no:
            return _form(request, form, no)
        else:
            return done(request, _("The phone desk finds it from now on."), _page_of(row))
    return _form(request, form)


@route(May.MATTER_READ, "GET")
def short_answer(request: Asked, name: str) -> HttpResponse:
    row = _named(name)
    context = {
        "row": row,
        "outdated": outdated_since(row),
        "facts": facts(row),
        "history": history(row),
        "may_edit": request.actor.may(May.KNOWLEDGE_EDIT, row.scope),
    }
    return render(request, "desk/knowledge/answer.html", context)


@route(May.KNOWLEDGE_EDIT, "GET", "POST")
def revision(request: Asked, name: str) -> HttpResponse:
    row = _named(name)
    request.actor.require(May.KNOWLEDGE_EDIT, row.scope)
    sent = request.POST if request.method == "POST" else None
    form = ShortAnswerForm(request.actor, sent, initial=known_of(row))
    if form.is_valid():
        try:
            require_seen(row, request.POST.get("seen"), OVERTAKEN)
            revise_short_answer(row, wording=form.wording(), by=request.actor)
        except UnfitTerm as unfit:
            form.blame(unfit)
        except Refusal as no:
            return _form(request, form, no, row)
        else:
            return done(request, _("It says so from now on."), _page_of(row))
    return _form(request, form, row=row)


@route(May.KNOWLEDGE_EDIT, "POST")
def confirmation(request: Asked, name: str) -> HttpResponse:
    """Somebody has looked at it, and it still holds."""
    row = _named(name)
    require_seen(row, request.POST.get("seen"), OVERTAKEN)
    confirm_short_answer(row, by=request.actor)
    return done(request, _("It holds for as many days again."), _page_of(row))


@route(May.KNOWLEDGE_EDIT, "POST")
def end(request: Asked, name: str) -> HttpResponse:
    row = _named(name)
    require_seen(row, request.POST.get("seen"), OVERTAKEN)
    end_short_answer(row, by=request.actor)
    return done(request, _("It is given no more."), _page_of(row))


@route(May.KNOWLEDGE_EDIT, "POST")
def resumption(request: Asked, name: str) -> HttpResponse:
    """The end was a mistake."""
    row = _named(name)
    require_seen(row, request.POST.get("seen"), OVERTAKEN)
    resume_short_answer(row, by=request.actor)
    return done(request, _("It is given again."), _page_of(row))


def _named(code: str) -> ShortAnswer:
    return get_object_or_404(ShortAnswer.objects.for_list(), code=code)


def _page_of(row: ShortAnswer) -> str:
    return reverse("desk:short-answer", args=[row.code])


def _form(
    request: Asked, form: ShortAnswerForm, no: Refusal | None = None, row: ShortAnswer | None = None
) -> HttpResponse:
    status = status_of(no) if no else 422 if form.errors else 200
    context = {"form": form, "refusal": no, "row": row}
    return render(request, "desk/knowledge/form.html", context, status=status)
