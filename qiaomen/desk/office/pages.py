"""The pages of every shelf: its list, one of it, a new one, and a page for each deed."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.forms import DeskForm
from qiaomen.desk.office.deeds import Beginning, Deed, R, told_then
from qiaomen.desk.office.shelf import Shelf
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, View, done, route, status_of


class FindForm(DeskForm):
    q = forms.CharField(label=_("Name or code"), required=False, max_length=60)
    ended = forms.BooleanField(label=_("Show ended ones too"), required=False)


def list_page(shelf: Shelf[R]) -> View:
    @route(shelf.permission, "GET")
    def page(request: Asked) -> HttpResponse:
        form = FindForm(request.GET)
        words = form.cleaned_data["q"] if form.is_valid() else ""
        listing = shelf.listing(request.actor, words, ended="ended" in request.GET)
        context = {"shelf": shelf, "form": form, "listing": listing, "adds": _adds(shelf)}
        return render(request, "desk/office/list.html", context)

    return page


def new_page(shelf: Shelf[R], beginning: type[Beginning[R]]) -> View:
    @route(shelf.permission, "GET", "POST")
    def page(request: Asked) -> HttpResponse:
        if request.method == "GET":
            return _show_new(request, shelf, beginning(request.actor, initial=_asked_for(request)))
        form = beginning(request.actor, request.POST)
        if not form.is_valid():
            return _show_new(request, shelf, form, status=422)
        try:
            row = form.act()
        except Refusal as no:
            return _show_new(request, shelf, form, status_of(no), no)
        return done(request, form.done, shelf.page_of(row))

    return page


def one_page(shelf: Shelf[R]) -> View:
    @route(shelf.permission, "GET")
    def page(request: Asked, **named: str) -> HttpResponse:
        row = shelf.find(request.actor, named[shelf.key])
        doing = _offered(shelf, row) if shelf.may(request.actor, row) else {}
        context = {
            "shelf": shelf,
            "sheet": shelf.sheet(row, request.actor),
            "doing": doing.values(),
            "again": doing.get(shelf.undoing, ("", ""))[1],
            "story": shelf.story(row),
        }
        return render(request, "desk/office/one.html", context)

    return page


def deed_page(shelf: Shelf[R], deed: type[Deed[R]]) -> View:
    @route(shelf.permission, "GET", "POST")
    def page(request: Asked, **named: str) -> HttpResponse:
        row = shelf.find(request.actor, named[shelf.key])
        if request.method == "GET":
            known = deed.known(row, told_then(row, request.GET.get("as", "")))
            return _show(request, shelf, deed(row, request.actor, initial={**known, **_asked_for(request)}))
        return _done(request, shelf, deed(row, request.actor, request.POST))

    return page


def _done(request: Asked, shelf: Shelf[R], form: Deed[R]) -> HttpResponse:
    if not form.is_valid():
        return _show(request, shelf, form, 422)
    try:
        form.carry_out(request.POST.get("seen"))
    except Refusal as no:
        form.row.refresh_from_db()
        return _show(request, shelf, form, status_of(no), no)
    if form.told:
        return _show(request, shelf, form)
    return done(request, form.done, shelf.page_of(form.row))


def _adds(shelf: Shelf[R]) -> str:
    """How the button for a new one is called, "" where they begin elsewhere."""
    return str(shelf.beginning.title) if shelf.beginning else ""


def _offered(shelf: Shelf[R], row: R) -> Mapping[str, tuple[str, str]]:
    """What can be done now, by noun: its name and its page."""
    here = shelf.page_of(row)
    return {deed.noun: (str(deed.title), f"{here}{deed.noun}/") for deed in shelf.deeds if deed.is_open(row)}


def _asked_for(request: HttpRequest) -> dict[str, Any]:
    """What an address fills in: ?place=grid."""
    return {name: value for name, value in request.GET.items() if name != "as"}


def _show_new(
    request: Asked, shelf: Shelf[R], form: Beginning[R], status: int = 200, no: Refusal | None = None
) -> HttpResponse:
    context = {"shelf": shelf, "form": form, "refusal": no, "back": shelf.url, "back_name": shelf.title}
    return render(request, "desk/office/form.html", context, status=status)


def _show(
    request: Asked, shelf: Shelf[R], form: Deed[R], status: int = 200, no: Refusal | None = None
) -> HttpResponse:
    context = {
        "shelf": shelf,
        "form": form,
        "refusal": no,
        "seen": form.row.ledger_seq,
        "back": shelf.page_of(form.row),
        "back_name": form.row,
        "uses": form.uses(),
    }
    return render(request, "desk/office/form.html", context, status=status)
