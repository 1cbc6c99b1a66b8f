"""Why a matter would go to one unit and not to another, and what would be promised."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qiaomen.catalogue.explaining import Explanation, explain
from qiaomen.catalogue.models import UNSORTED, Item, ItemVersion
from qiaomen.catalogue.promises import promise_of
from qiaomen.desk import choices
from qiaomen.desk.countdown import moment
from qiaomen.desk.fields import NamedField
from qiaomen.desk.forms import DeskForm
from qiaomen.desk.office.shelf import Listing, Row, url_of
from qiaomen.kernel import clock
from qiaomen.kernel.calendar import calendar_now
from qiaomen.kernel.forms import DayField
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.web import Asked, route
from qiaomen.territory.models import Place


class QuestionForm(DeskForm):
    item = NamedField(
        label=gettext_lazy("Item"), required=False, help_text=gettext_lazy("Left empty: any item.")
    )
    place = NamedField(label=gettext_lazy("Place"))
    day = DayField(label=gettext_lazy("Day"), required=False, help_text=gettext_lazy("Left empty: today."))

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked.GET if "place" in asked.GET else None)
        self.offer("item", choices.items())
        self.offer("place", choices.places(asked.actor))


@route(May.CATALOGUE_EDIT, "GET")
def explanation(request: Asked) -> HttpResponse:
    form = QuestionForm(request)
    if not form.is_valid():
        return render(
            request, "desk/office/explanation.html", {"form": form}, status=422 if form.errors else 200
        )
    said = form.cleaned_data
    item = Item.objects.filter(pk=said["item"]).first()
    told = explain(item, Place.objects.get(pk=said["place"]), said["day"] or clock.today())
    context = {"form": form, "told": told, "listing": _rules(told), "promise": _promise(item)}
    return render(request, "desk/office/explanation.html", context)


def _rules(told: Explanation) -> Listing:
    return Listing(
        (gettext_lazy("Rule"), gettext_lazy("What it says"), gettext_lazy("Why")),
        [
            Row(
                url_of("rules", each.rule.number),
                _("rule %d") % each.rule.number,
                (each.says, str(each.because)),
            )
            for each in told.considered
        ],
        nothing=gettext_lazy("There is no rule for this place. Add one, or a default unit."),
    )


def _promise(item: Item | None) -> Sequence[tuple[str, str]]:
    """What the item promises to who tells now."""
    rows = ItemVersion.objects.in_force(clock.today()).select_related("item")
    said = {
        row.item.code: row for row in rows.filter(item__code__in={UNSORTED, *([item.code] if item else [])})
    }
    promise = promise_of(said[item.code] if item else said[UNSORTED], said[UNSORTED])
    due = moment(calendar_now().due(localtime(clock.now()), promise.answer))
    return [
        (_("Accepted within"), promise.accept.in_words() if promise.accept else "–"),
        (_("Answered within"), promise.answer.in_words()),
        (_("Called back within"), promise.call_back.in_words() if promise.call_back else "–"),
        (_("The clock may stand"), _("yes") if promise.pausable else _("no")),
        (_("Told now, answered by"), due),
    ]
