"""The catalogue: its list, one item, and the writes that an office makes itself."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.actions import add_item, end_item, resume_item, revise_item
from qiaomen.catalogue.differing import differences
from qiaomen.catalogue.history import Comparison
from qiaomen.catalogue.models import Item, ItemVersion
from qiaomen.catalogue.terms import Terms
from qiaomen.catalogue.wording import sheet
from qiaomen.desk.catalogue.forms import (
    EndForm,
    NewItemForm,
    RevisionForm,
    SearchForm,
    day_of_revision,
    known,
)
from qiaomen.desk.catalogue.listing import lines
from qiaomen.desk.catalogue.reading import procedure_shown, questions_shown
from qiaomen.desk.seen import require_seen
from qiaomen.indicators.catalogue.uses import uses_of_item
from qiaomen.kernel import clock
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, done, route, status_of

OVERTAKEN = _("Meanwhile somebody changed this item. Look at what it says now, then begin again.")


@route(May.CATALOGUE_EDIT, "GET")
def items(request: Asked) -> HttpResponse:
    form = SearchForm(request.GET)
    found = lines(form.cleaned_data["q"], ended=form.cleaned_data["ended"]) if form.is_valid() else []
    return render(request, "desk/catalogue/items.html", {"form": form, "lines": found})


@route(May.CATALOGUE_EDIT, "GET")
def item(request: Asked, code: str) -> HttpResponse:
    """What it says today, since when and until when it said something else, and who uses it."""
    entry = _entry(code)
    version = entry.version_on(clock.today())
    context = {
        "item": entry,
        "version": version,
        "sheet": sheet(replace(version.terms, procedure="", questions=())),
        "procedure": procedure_shown(version.terms),
        "questions": questions_shown(version.terms),
        "versions": _versions(entry, version),
        "uses": uses_of_item(entry),
    }
    return render(request, "desk/catalogue/item.html", context)


def _entry(code: str) -> Item:
    return get_object_or_404(Item.objects.select_related("parent"), code=code)


def _versions(entry: Item, today: ItemVersion) -> list[dict[str, Any]]:
    """The newest first, each with the way to what it says otherwise than the one before."""
    rows = list(entry.versions.all())
    found = []
    for before, row in zip([None, *rows], rows, strict=False):
        query = f"?{urlencode(Comparison(before, row).days)}" if before else ""
        found.append({"row": row, "now": row.pk == today.pk, "query": query})
    return found[::-1]


@route(May.CATALOGUE_EDIT, "GET", "POST")
def revision(request: Asked, code: str) -> HttpResponse:
    """All terms from a day on. The first sending shows the difference; the same again saves it."""
    entry = _entry(code)
    if request.method == "POST":
        return _revised(request, entry, RevisionForm(code, request.POST, initial=known(_last(entry))))
    first = {"from_day": day_of_revision(entry), "seen": entry.ledger_seq}
    return _form_page(request, entry, RevisionForm(code, initial=known(_last(entry)) | first))


def _last(entry: Item) -> Terms:
    """What is revised is the last that was said, be it of a day to come."""
    return entry.versions.reverse()[0].terms


def _revised(request: Asked, entry: Item, form: RevisionForm) -> HttpResponse:
    if not form.is_valid():
        return _form_page(request, entry, form, status=422)
    terms = form.terms()
    if form.cleaned_data["shown"] != (spelled := form.digest()):
        told = differences(_last(entry), terms)
        posted = request.POST.copy()
        posted["shown"] = spelled
        shown = RevisionForm(entry.code, posted, initial=form.initial)
        return _form_page(request, entry, shown, told=told, looked=True)
    try:
        require_seen(entry, form.cleaned_data["seen"], OVERTAKEN)
        revise_item(entry, terms=terms, from_day=form.cleaned_data["from_day"], by=request.actor)
    except Refusal as no:
        return _form_page(request, entry, form, refusal=no, status=status_of(no))
    return done(request, _("It says so from that day on."), _url(entry))


def _form_page(
    request: Asked, entry: Item, form: RevisionForm, status: int = 200, **found: Any
) -> HttpResponse:
    context = {"item": entry, "form": form, **found}
    return render(request, "desk/catalogue/revision.html", context, status=status)


def _url(entry: Item) -> str:
    return reverse("desk:catalogue-item", args=[entry.code])


@route(May.CATALOGUE_EDIT, "GET", "POST")
def new(request: Asked) -> HttpResponse:
    if request.method == "POST":
        return _added(request, NewItemForm(request.POST))
    first = {"from_day": clock.today(), "parent": request.GET.get("below", "")}
    return render(request, "desk/catalogue/new.html", {"form": NewItemForm(initial=first)})


def _added(request: Asked, form: NewItemForm) -> HttpResponse:
    refusal: Refusal | None = None
    if form.is_valid():
        said = form.cleaned_data
        parent = Item.objects.filter(pk=said["parent"]).first()
        try:
            entry = add_item(
                code=said["code"],
                terms=form.terms(),
                parent=parent,
                from_day=said["from_day"],
                by=request.actor,
            )
            return done(request, _("The item is in the catalogue."), _url(entry))
        except Refusal as no:
            refusal = no
    context = {"form": form, "refusal": refusal}
    return render(request, "desk/catalogue/new.html", context, status=422)


@route(May.CATALOGUE_EDIT, "GET", "POST")
def ending(request: Asked, code: str) -> HttpResponse:
    """Nothing is deleted: what is in use ends on a day, and its matters stay."""
    entry = _entry(code)
    if request.method == "POST":
        return _ended(request, entry, EndForm(request.POST))
    first = {"on": clock.today(), "seen": entry.ledger_seq}
    return _end_page(request, entry, EndForm(initial=first))


def _ended(request: Asked, entry: Item, form: EndForm) -> HttpResponse:
    if not form.is_valid():
        return _end_page(request, entry, form, status=422)
    try:
        require_seen(entry, form.cleaned_data["seen"], OVERTAKEN)
        end_item(entry, on=form.cleaned_data["on"], by=request.actor)
    except Refusal as no:
        return _end_page(request, entry, form, refusal=no, status=status_of(no))
    return done(request, _("It ends on that day. Its matters stay as they are."), _url(entry))


@route(May.CATALOGUE_EDIT, "POST")
def resumption(request: Asked, code: str) -> HttpResponse:
    """The end was a mistake."""
    entry = _entry(code)
    require_seen(entry, request.POST.get("seen"), OVERTAKEN)
    resume_item(entry, by=request.actor)
    return done(request, _("It goes on from today."), _url(entry))


def _end_page(
    request: Asked, entry: Item, form: EndForm, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    context = {"item": entry, "form": form, "refusal": refusal, "uses": uses_of_item(entry)}
    return render(request, "desk/catalogue/ending.html", context, status=status)
