"""What the machine proposes: how often it was right, how sure it must be, and when it learns anew."""

from collections.abc import Mapping

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from qiaomen.catalogue.learning.actions import ITEMS, learner, order_learning, set_confidence
from qiaomen.catalogue.learning.models import THOUSAND, Learner
from qiaomen.catalogue.learning.samples import LEAST_IN_ALL
from qiaomen.desk.forms import DeskForm
from qiaomen.desk.office.deeds import OVERTAKEN
from qiaomen.desk.office.story import story
from qiaomen.desk.seen import require_seen
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, done, route, status_of
from qiaomen.matters.learning import decided, score

PERCENT = THOUSAND // 100
DONE: Mapping[str, StrOrPromise] = {
    "learn": gettext_lazy("a new model was learned"),
    "keep": gettext_lazy("learned anew, but no better: the model stays"),
    "tune": gettext_lazy("how sure it must be was changed"),
    "propose": gettext_lazy("learning anew was proposed"),
    "order": gettext_lazy("learning anew was asked for"),
    "drop": gettext_lazy("there was too little to learn from"),
}


class ConfidenceForm(DeskForm):
    percent = forms.IntegerField(
        label=gettext_lazy("How sure it must be, in percent"),
        min_value=1,
        max_value=100,
        help_text=gettext_lazy("A message of which it is less sure waits to be sorted by a person."),
    )


@route(May.CATALOGUE_EDIT, "GET", "POST")
def learning(request: Asked) -> HttpResponse:
    """GET shows it all, POST says how sure it must be."""
    row = _row()
    if request.method == "GET":
        return _show(request, row, ConfidenceForm(initial={"percent": round(row.confidence / PERCENT)}))
    form = ConfidenceForm(request.POST)
    if not form.is_valid():
        return _show(request, row, form, 422)
    try:
        require_seen(row, request.POST.get("seen"), OVERTAKEN)
        thousandths = form.cleaned_data["percent"] * PERCENT
        set_confidence(learner(by=request.actor), thousandths=thousandths, by=request.actor)
    except Refusal as no:
        return _show(request, row, form, status_of(no), no)
    return done(request, _("It holds from the next message on."), reverse("desk:office-learning"))


@route(May.CATALOGUE_EDIT, "POST")
def training(request: Asked) -> HttpResponse:
    """Have the machine learn from what the office has decided, in the background."""
    row = _row()
    require_seen(row, request.POST.get("seen"), OVERTAKEN)
    order_learning(learner(by=request.actor), by=request.actor)
    said = _("It learns now, which takes some minutes. What comes of it is said on this page.")
    return done(request, said, reverse("desk:office-learning"))


def _row() -> Learner:
    return Learner.objects.filter(code=ITEMS).first() or Learner(code=ITEMS)


def _show(
    request: Asked, row: Learner, form: ConfidenceForm, status: int = 200, no: Refusal | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "refusal": no,
        "seen": row.ledger_seq,
        "facts": _facts(row),
        "proposed": row.proposed_on,
        "decided": decided().count(),
        "least": LEAST_IN_ALL,
        "story": story(row, DONE),
    }
    return render(request, "desk/office/learning.html", context, status=status)


def _facts(row: Learner) -> list[tuple[StrOrPromise, str]]:
    return [(_("Model"), _model(row)), (_("Since it last learned"), _score(row))]


def _model(row: Learner) -> str:
    if not row.number:
        return _("None yet: proposals come from the keywords and names of the items.")
    facts = {
        "number": row.number,
        "day": date_format(row.learned_on) if row.learned_on else "–",
        "messages": row.messages,
        "labels": len(row.labels),
        "f1": f"{row.macro_f1 / THOUSAND:.3f}",
    }
    return (
        _(
            "Number %(number)d, learned on %(day)s from %(messages)d messages of %(labels)d items; "
            "macro-F1 %(f1)s."
        )
        % facts
    )


def _score(row: Learner) -> str:
    found = score(row)
    if not found.sorted:
        return _("Nobody has sorted a matter since then.")
    facts = {
        "sorted": found.sorted,
        "first": round(100 * found.first / found.sorted),
        "among": round(100 * found.among / found.sorted),
    }
    return (
        _(
            "People sorted %(sorted)d matters: the likeliest item was the one in %(first)d %%, "
            "one of the three in %(among)d %%."
        )
        % facts
    )
