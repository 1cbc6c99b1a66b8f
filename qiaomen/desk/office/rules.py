"""Routing rules at the desk: which unit answers for what, where, from when to when."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qiaomen.catalogue.actions import add_rule, end_rule, replace_rule
from qiaomen.catalogue.models import Item, Rule
from qiaomen.desk import choices
from qiaomen.desk.fields import NamedField
from qiaomen.desk.office.deeds import Beginning, Deed
from qiaomen.desk.office.shelf import Row, Sheet, Shelf, url_of
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.forms import DayField
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.textsearch.folding import fold
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place

NOTE = gettext_lazy("Note")
LONGEST_NOTE = 200


class NewRule(Beginning[Rule]):
    title = gettext_lazy("Add a rule")
    done = gettext_lazy("The rule holds from its first day on.")
    advice = gettext_lazy(
        "The most exact rule wins: first by the item, then by the place, then by the later first day. "
        "Without an item the unit answers for all in the place that no other rule is for."
    )

    item = NamedField(
        label=gettext_lazy("Item"),
        required=False,
        help_text=gettext_lazy("With all items below it. Left empty: the place's default unit."),
    )
    place = NamedField(label=gettext_lazy("Place"), help_text=gettext_lazy("With all places in it."))
    unit = NamedField(label=gettext_lazy("Unit that answers"))
    from_day = DayField(label=gettext_lazy("First day"))
    to_day = DayField(
        label=gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Left empty: it stays open.")
    )
    note = forms.CharField(label=NOTE, required=False, max_length=LONGEST_NOTE)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"from_day": clock.today(), **kwargs.get("initial", {})}
        super().__init__(actor, *args, **kwargs)

    def fill_lists(self) -> None:
        self.offer("item", choices.items())
        self.offer("place", choices.places(self.actor))
        self.offer("unit", choices.unit_choices(Unit.objects.current(clock.today()).order_by("code")))

    def act(self) -> Rule:
        said = self.cleaned_data
        return add_rule(
            item=Item.objects.filter(pk=said["item"]).first(),
            place=Place.objects.get(pk=said["place"]),
            unit=Unit.objects.get(pk=said["unit"]),
            **{name: said[name] for name in ("from_day", "to_day", "note")},
            by=self.actor,
        )


class ReplaceRule(Deed[Rule]):
    noun = "change"
    title = gettext_lazy("Another unit answers")
    done = gettext_lazy("From that day on the other unit answers, by a new rule.")
    advice = gettext_lazy(
        "The rule itself is never rewritten, so that one can see who answered when: it ends, and a new one "
        "follows. Matters that are with a unit already stay there."
    )

    unit = NamedField(label=gettext_lazy("Unit that answers"))
    from_day = DayField(label=gettext_lazy("From this day on"))
    note = forms.CharField(label=NOTE, required=False, max_length=LONGEST_NOTE)

    @classmethod
    def is_open(cls, row: Rule) -> bool:
        return _goes_on(row)

    @classmethod
    def known(cls, _row: Rule, _as_of: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"from_day": clock.today()}

    def fill_lists(self) -> None:
        others = Unit.objects.current(clock.today()).exclude(pk=self.row.unit_id)
        self.offer("unit", choices.unit_choices(others.order_by("code")))

    def act(self) -> None:
        said = self.cleaned_data
        unit = Unit.objects.get(pk=said["unit"])
        replace_rule(self.row, unit=unit, from_day=said["from_day"], note=said["note"], by=self.actor)


class EndRule(Deed[Rule]):
    noun = "end"
    title = gettext_lazy("End it on a day")
    done = gettext_lazy("The rule ends on that day.")
    advice = gettext_lazy("Then the next best rule answers. Matters that are with a unit already stay there.")

    last_day = DayField(label=gettext_lazy("Last day"))

    @classmethod
    def is_open(cls, row: Rule) -> bool:
        return _goes_on(row)

    @classmethod
    def known(cls, _row: Rule, _as_of: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"last_day": clock.today()}

    def act(self) -> None:
        end_rule(self.row, last_day=self.cleaned_data["last_day"], by=self.actor)


class Rules(Shelf[Rule]):
    name = "rules"
    key = "rule"
    permission = Permission.CATALOGUE_EDIT
    files = "rules"
    title = gettext_lazy("Routing rules")
    advice = gettext_lazy(
        "Which unit answers for what, where. The default unit of a place is a rule without an item."
    )
    columns = (
        gettext_lazy("Place"),
        gettext_lazy("Item"),
        gettext_lazy("Unit that answers"),
        gettext_lazy("From"),
        gettext_lazy("To"),
        NOTE,
    )
    nothing = gettext_lazy("No rule fits these words. Without any, all matters wait at the desk: add one.")
    beginning = NewRule
    deeds = (ReplaceRule, EndRule)
    done = {"add": gettext_lazy("added"), "end": gettext_lazy("its end was set")}

    def rows(self, _actor: Actor, words: str, *, ended: bool) -> Sequence[Row]:
        rules = Rule.objects.order_by("place__path", "item__code", "-from_day", "-number")
        if not ended:
            rules = rules.exclude(to_day__lt=clock.today())
        columns = ("number", "place__name", "item__name", "unit__name", "from_day", "to_day", "note")
        wanted = fold(words)
        lines = map(_cells, rules.values(*columns))
        return [line for line in lines if wanted in fold("\n".join([line.name, *line.cells]))]

    def find(self, _actor: Actor, name: str) -> Rule:
        number = int(name) if name.isdecimal() else 0
        return get_object_or_404(Rule.objects.select_related("place", "item", "unit"), number=number)

    def name_of(self, row: Rule) -> str:
        return str(row.number)

    def sheet(self, row: Rule, _actor: Actor) -> Sheet:
        item = row.item.name if row.item else _("any item")
        asked = {"place": row.place.code, "item": row.item.code if row.item else ""}
        return Sheet(
            title=f"{item} · {row.place.name} → {row.unit.name}",
            code=_("rule %d") % row.number,
            note="" if _goes_on(row) else _("It is over."),
            facts=(
                (_("Item"), item),
                (_("Place"), row.place.full_name()),
                (_("Unit that answers"), row.unit.name),
                (_("First day"), date_format(row.from_day)),
                (_("Last day"), date_format(row.to_day) if row.to_day else _("open")),
                (_("Note"), row.note or "–"),
            ),
            links=(
                (_("Why it wins or not"), f"{reverse('desk:office-explanation')}?{urlencode(asked)}"),
                (row.unit.name, url_of("units", row.unit.code)),
            ),
        )


def _goes_on(rule: Rule) -> bool:
    return rule.to_day is None or rule.to_day >= clock.today()


def _cells(row: Mapping[str, Any]) -> Row:
    days = date_format(row["from_day"]), date_format(row["to_day"]) if row["to_day"] else "–"
    item = row["item__name"] or _("any item")
    return Row(
        url_of("rules", row["number"]), row["place__name"], (item, row["unit__name"], *days, row["note"])
    )
