"""What the office announces to residents: the list, a form, taking back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.announcements.actions import announce, revise_announcement, take_back
from qiaomen.catalogue.announcements.models import Announcement
from qiaomen.desk.announcements.cells import lines
from qiaomen.desk.announcements.forms import AnnouncementForm, known_of, new_for
from qiaomen.desk.seen import require_seen
from qiaomen.kernel import clock
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, done, route, status_of

SHOWN = 100
OVERTAKEN = _("Meanwhile somebody has changed this announcement. Look at it, then do it again.")


@route(May.ANNOUNCE, "GET")
def announcements(request: Asked) -> HttpResponse:
    rows = Announcement.objects.visible_to(request.actor).for_list()[:SHOWN]
    context = {"lines": lines(rows, clock.today())}
    return render(request, "desk/announcements/list.html", context)


@route(May.ANNOUNCE, "GET", "POST")
def new(request: Asked) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = AnnouncementForm(request.actor, sent, initial=new_for(request.actor))
    if form.is_valid():
        try:
            announce(form.notice(), by=request.actor)
        except Refusal as no:
            return _form(request, form, no)
        return done(request, _("Residents read it from its first day on."), reverse("desk:announcements"))
    return _form(request, form)


@route(May.ANNOUNCE, "GET", "POST")
def announcement(request: Asked, notice: int) -> HttpResponse:
    """What it says, to be revised while it is not taken back."""
    row = _own(request, notice)
    sent = request.POST if request.method == "POST" else None
    form = AnnouncementForm(request.actor, sent, initial=known_of(row))
    if form.is_valid():
        try:
            require_seen(row, request.POST.get("seen"), OVERTAKEN)
            revise_announcement(row, notice=form.notice(), by=request.actor)
        except Refusal as no:
            return _form(request, form, no, row)
        return done(request, _("It says so from now on."), reverse("desk:announcements"))
    return _form(request, form, row=row)


@route(May.ANNOUNCE, "POST")
def end(request: Asked, notice: int) -> HttpResponse:
    row = _own(request, notice)
    require_seen(row, request.POST.get("seen"), OVERTAKEN)
    take_back(row, by=request.actor)
    return done(request, _("It is taken back: residents read it no more."), reverse("desk:announcements"))


def _own(request: Asked, notice: int) -> Announcement:
    return get_object_or_404(Announcement.objects.visible_to(request.actor).for_list(), number=notice)


def _form(
    request: Asked, form: AnnouncementForm, no: Refusal | None = None, row: Announcement | None = None
) -> HttpResponse:
    status = status_of(no) if no else 422 if form.errors else 200
    context = {"form": form, "refusal": no, "row": row}
    return render(request, "desk/announcements/form.html", context, status=status)
