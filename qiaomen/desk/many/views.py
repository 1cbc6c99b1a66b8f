"""Doing the same to many matters: choose lines of a list, fill in once, see what will happen, do it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.many.trying import MOST, Carry, Chosen, End, Result, done, forms_of, result, tried
from qiaomen.desk.queues.arranging import where
from qiaomen.desk.queues.keeping import address
from qiaomen.desk.situation import within_sight
from qiaomen.desk.verbs.base import VerbForm
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, View, route


def filling_in(form: type[VerbForm]) -> View:
    """GET: the form for the chosen lines. POST: what would happen to each of them, with nothing written."""

    @route(form.permission(), "GET", "POST")
    def page(request: Asked) -> HttpResponse:
        if request.method == "GET":
            return _ask(request, form)
        filled, results = _each(request, form, tried)
        if filled and not any(one.is_valid() for one in filled):
            return _show(request, form, [one.chosen for one in results], filled[0], 422)
        return _tell(request, form, results, "desk/many/preview.html")

    return page


def doing(form: type[VerbForm]) -> View:
    """What was looked at is done to each; sent again, it says that it was done before."""

    @route(form.permission(), "POST")
    def page(request: Asked) -> HttpResponse:
        _filled, results = _each(request, form, done)
        return _tell(request, form, results, "desk/many/result.html")

    return page


def _ask(request: Asked, form: type[VerbForm]) -> HttpResponse:
    numbers = _few(request.GET.getlist("number"))
    there = within_sight(request.actor).filter(number__in=numbers).values_list("ledger_seq", "number")
    chosen = sorted((Chosen(*one) for one in there), key=lambda one: numbers.index(one.number))
    blank = next((blank for _one, blank in forms_of(form, request.actor, chosen[:1], None)), None)
    return _show(request, form, chosen, blank, 200)


def _each(request: Asked, form: type[VerbForm], carry: Carry) -> tuple[list[VerbForm], list[Result]]:
    filled = {name: request.POST.get(name, "") for name in form.base_fields}
    pairs = list(forms_of(form, request.actor, _chosen(request), filled))
    if not pairs:
        raise Refusal(_("Nothing is chosen. Go back to the list and choose lines."))
    results = [result(one, each, carry) for one, each in pairs]
    return [each for _one, each in pairs if each], results


def _chosen(request: Asked) -> list[Chosen]:
    """As the page before has written them; each once."""
    found = []
    for text in dict.fromkeys(_few(request.POST.getlist("chosen"))):
        seen, _space, number = text.partition(" ")
        if not seen.isdecimal():
            raise Refusal(_("This page is damaged. Go back to the list and choose lines anew."))
        found.append(Chosen(int(seen), number))
    return found


def _few(chosen: list[str]) -> list[str]:
    if len(chosen) > MOST:
        raise Refusal(_("At most %d matters can be chosen at once.") % MOST)
    return chosen


def _show(
    request: Asked, form: type[VerbForm], chosen: list[Chosen], blank: VerbForm | None, status: int
) -> HttpResponse:
    context = {**_around(request, form), "chosen": chosen, "form": blank}
    return render(request, "desk/many/form.html", context, status=status)


def _tell(request: Asked, form: type[VerbForm], results: list[Result], template: str) -> HttpResponse:
    refused = [one for one in results if one.end is End.REFUSED]
    context = {
        **_around(request, form),
        "refused": refused,
        "done": [one for one in results if one.end is End.DONE],
        "before": [one for one in results if one.end is End.BEFORE],
        "filled": [(name, request.POST.get(name, "")) for name in form.base_fields],
    }
    return render(request, template, context)


def _around(request: Asked, form: type[VerbForm]) -> dict[str, Any]:
    """What it is called, and the list from which it came."""
    queue, query = where(request, request.POST if request.method == "POST" else request.GET)
    return {
        "title": form.title,
        "noun": form.noun,
        "queue": queue,
        "query": query,
        "back": address(queue, query),
    }
