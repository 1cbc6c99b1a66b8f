"""A sheet: one act with its form, the words that it is about, and what comes of filling it in."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render, resolve_url

from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, done, status_of
from qiaomen.portal.throttling import ADDITIONS
from qiaomen.portal.tracking.access import Own
from qiaomen.portal.tracking.acts import ACTS, Act, possible
from qiaomen.portal.tracking.forms import MatterForm
from qiaomen.portal.tracking.hearing import question
from qiaomen.portal.tracking.stepping import agreed_words, step_words


@dataclass(frozen=True, slots=True)
class Sheet:
    noun: str
    act: Act
    form: MatterForm
    href: str
    words: str  # the question to reply to, the answer to judge


def blank(own: Own, noun: str) -> Sheet:
    """To be filled in on the act's own page."""
    return _sheet(own, noun, resolve_url("portal:act", own.number, noun))


def fill_in(request: Asked, own: Own, noun: str, template: str, back: str) -> HttpResponse:
    """The page of one act: shown, refused with the typed text kept, or done and on to `back`.

    What cannot be done any more, however often it is sent, has no button.
    """
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    sheet = _sheet(own, noun, request.path, *posted)
    shown = {"own": own, "sheet": sheet, "open": noun in possible(own)}
    if not posted:
        return render(request, template, shown)
    if not sheet.form.is_valid():
        return render(request, template, shown, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        ADDITIONS.require(request)
        sheet.act.carry_out(own, sheet.form)
    except Refusal as no:
        return render(request, template, {**shown, "refusal": no}, status=status_of(no))
    ADDITIONS.count(request)
    return done(request, sheet.act.done, back)


def _sheet(own: Own, noun: str, href: str, *posted: Any) -> Sheet:
    return Sheet(noun, ACTS[noun], ACTS[noun].form(own.matter, *posted), href, _words(own, noun))


def _words(own: Own, noun: str) -> str:
    match noun:
        case "reply":
            asked = question(own)
            return asked.text if asked else ""
        case "verdict":
            answer = own.matter.answers.filter(redone_at=None).last()
            return answer.text if answer else ""
        case "step":
            return step_words(own)
        case "signature":
            return agreed_words(own)
    return ""
