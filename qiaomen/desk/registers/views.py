"""Letters, open days and visits: place and day once, then one entry after the other."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.intake.forms import key_of
from qiaomen.desk.registers.entries import Book, lines, masked_names
from qiaomen.desk.registers.forms import EntryForm, PlaceAndDayForm, beginning
from qiaomen.desk.registers.kinds import REGISTERS, Register
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Conflict, Forbidden, Refusal
from qiaomen.kernel.web import Asked, done, route, status_of
from qiaomen.matters.actions.attaching import attach
from qiaomen.matters.actions.receiving import receive
from qiaomen.matters.intake import Fate, Receipt, Told
from qiaomen.matters.models import Audience, Matter

CONFLICT = _("This form has already made an entry, with other words. If this is another one, send it now.")


@route(May.MATTER_RECEIVE, "GET", "POST")
def page(request: Asked, noun: str) -> HttpResponse:
    """The address names place, day and form, so that going back finds the same form again."""
    register = REGISTERS[noun]
    book = _opened(request, register)
    if book is None:
        return _choose(request, register)
    name = _named(request)
    if name is None:
        return redirect(_address(book, form=uuid4()))
    if request.method == "POST":
        return _sent(request, book, name)
    return _show(request, book, register.form())


@route(May.MATTER_RECEIVE, "GET", "POST")
def sheet(request: Asked, noun: str) -> HttpResponse:
    """To be printed; sent as a form it has the names of the day, masked, and each look is recorded."""
    book = _opened(request, REGISTERS[noun])
    if book is None:
        return redirect(reverse(f"desk:{noun}"))
    may_see_names = bool(request.actor.holding(May.MATTER_DISCLOSE))
    if request.method == "POST" and not may_see_names:
        raise Forbidden(_("Your post does not include looking at names. Print the register without them."))
    names = masked_names(book, request.actor) if request.method == "POST" else {}
    context = {
        "book": book,
        "lines": lines(book, request.actor, names),
        "may_see_names": may_see_names and not names,
        "back": _address(book),
        "here": _address(book, "-sheet"),
    }
    return render(request, "desk/registers/sheet.html", context)


def _opened(request: Asked, register: Register) -> Book | None:
    form = PlaceAndDayForm(request.actor, register.day, request.GET)
    if not form.is_valid():
        return None
    return Book(register, form.cleaned_data["place"], form.cleaned_data["day"])


def _named(request: Asked) -> UUID | None:
    try:
        return UUID(request.GET.get("form", ""))
    except ValueError:
        return None


def _address(book: Book, page: str = "", **more: object) -> str:
    known = {"place": book.place.code, "day": book.day.isoformat(), **more}
    return f"{reverse(f'desk:{book.register.noun}{page}')}?{urlencode(known)}"


def _choose(request: Asked, register: Register) -> HttpResponse:
    """Place and day; what was wrong with them is said, once they have been sent."""
    sent = request.GET if "place" in request.GET else None
    form = PlaceAndDayForm(request.actor, register.day, sent, initial={"day": clock.today()})
    context = {"form": form, "register": register, "registers": _tabs(register)}
    return render(request, "desk/registers/choose.html", context, status=422 if sent else 200)


def _sent(request: Asked, book: Book, name: UUID) -> HttpResponse:
    form = book.register.form(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, book, form, status=422)
    try:
        receipt = _enter(request.actor, book, form, name)
    except Conflict as no:
        again = {"action": _address(book, form=uuid4()), "refusal": CONFLICT}
        return _show(request, book, form, status=status_of(no), **again)
    except Refusal as no:
        return _show(request, book, form, status=status_of(no), refusal=no)
    return done(request, _said(receipt), _address(book))


def _said(receipt: Receipt) -> str:
    sentence = _("Entered: number %(number)s, code %(code)s.")
    if receipt.fate == Fate.ALREADY:
        sentence = _("This was entered already: number %(number)s, code %(code)s.")
    return sentence % {"number": receipt.number, "code": receipt.code}


def _enter(actor: Actor, book: Book, form: EntryForm, name: UUID) -> Receipt:
    """The words and all pages, or nothing."""
    with transaction.atomic():
        receipt = receive(_told(book, form, name), by=actor)
        if receipt.fate == Fate.NEW:
            matter = Matter.objects.get(number=receipt.number)
            for file in form.cleaned_data["pages"]:
                attach(matter, by=actor, audience=_audience(actor, matter), file=file)
    return receipt


def _told(book: Book, form: EntryForm, name: UUID) -> Told:
    said = form.cleaned_data
    return Told(
        key=key_of(name),
        channel=book.register.channel,
        body=said["body"],
        place=book.place,
        address=said["address"],
        name=said["name"],
        phone=said["phone"],
        happened_at=form.happened_at,
        received_at=beginning(book.day) if book.day < clock.today() else None,
    )


def _audience(actor: Actor, matter: Matter) -> Audience:
    """The resident's own, where the actor may speak for them; else for the staff."""
    return Audience.VOICE if actor.may(May.MATTER_SPEAK, matter.scope) else Audience.INTERNAL


def _show(request: Asked, book: Book, form: EntryForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "book": book,
        "form": form,
        "registers": _tabs(book.register),
        "lines": lines(book, request.actor, {})[::-1],
        "sheet": _address(book, "-sheet"),
        "elsewhere": reverse(f"desk:{book.register.noun}"),
        **more,
    }
    return render(request, "desk/registers/entries.html", context, status=status)


def _tabs(current: Register) -> list[dict[str, Any]]:
    return [
        {"label": one.title, "url": reverse(f"desk:{noun}"), "current": one is current}
        for noun, one in REGISTERS.items()
    ]
