"""How long an office that is called to the spot has: four limits on one page, and how they came about."""

import json
from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from qiaomen.desk.catalogue.fields import LimitField
from qiaomen.desk.forms import DeskForm
from qiaomen.desk.office.deeds import OVERTAKEN
from qiaomen.desk.office.story import Told, lines
from qiaomen.desk.seen import require_seen
from qiaomen.kernel import ledger
from qiaomen.kernel.limits import Limit
from qiaomen.kernel.lists import labelled, strung
from qiaomen.kernel.models import Event
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, done, route, status_of
from qiaomen.matters.actions.whistle_limits import limit_whistles
from qiaomen.matters.models import OwnWhistleLimits
from qiaomen.matters.whistle_limits import NAMES, SHIPPED

LABELS: Mapping[str, StrOrPromise] = {
    "answer": gettext_lazy("To answer"),
    "answer_emergency": gettext_lazy("To answer in an emergency"),
    "come": gettext_lazy("To be there, where no hour is named"),
    "come_emergency": gettext_lazy("To be there in an emergency, where no hour is named"),
}


class LimitsForm(DeskForm):
    """Left empty, a limit is the program's own."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.add({name: LimitField(label=LABELS[name], help_text=_own(name)) for name in NAMES})


def _own(name: str) -> str:
    limit: Limit = getattr(SHIPPED, name)
    return _("Left empty: %s.") % limit.in_words()


@route(May.CATALOGUE_EDIT, "GET", "POST")
def whistle(request: Asked) -> HttpResponse:
    """What is called from then on goes by the new limits."""
    row = OwnWhistleLimits.objects.first() or OwnWhistleLimits()
    if request.method == "GET":
        return _show(request, row, LimitsForm(initial={name: getattr(row, name) for name in NAMES}))
    form = LimitsForm(request.POST)
    if not form.is_valid():
        return _show(request, row, form, 422)
    try:
        require_seen(row, request.POST.get("seen"), OVERTAKEN)
        limit_whistles(form.cleaned_data, by=request.actor)
    except Refusal as no:
        return _show(request, row, form, status_of(no), no)
    return done(request, _("Offices that are called from now on have so long."), reverse("desk:office"))


def _show(
    request: Asked, row: OwnWhistleLimits, form: LimitsForm, status: int = 200, no: Refusal | None = None
) -> HttpResponse:
    context = {"form": form, "refusal": no, "seen": row.ledger_seq, "story": _story(row)}
    return render(request, "desk/office/whistle.html", context, status=status)


def _story(row: OwnWhistleLimits) -> list[Told]:
    """Who laid down what, the newest first."""
    return lines(list(ledger.story(row.stream)), _laid_down)


def _laid_down(event: Event) -> str:
    said: Mapping[str, str] = json.loads(event.data)["set"]
    return strung(
        labelled(LABELS[name], Limit.parse(text or str(getattr(SHIPPED, name))).in_words())
        for name, text in said.items()
    )
