"""Verbs that are done to many matters at once: the same form, filled in once and held to each matter."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.models import Item
from qiaomen.desk import choices
from qiaomen.desk.fields import Choice, NamedField
from qiaomen.desk.situation import Situation
from qiaomen.desk.verbs.assigning import AssignmentForm
from qiaomen.desk.verbs.base import VerbForm
from qiaomen.desk.verbs.sorting import ClassificationForm, LocationForm, PriorityForm
from qiaomen.desk.verbs.supervising import ReminderForm
from qiaomen.kernel.actors import Actor
from qiaomen.matters.actions.sorting import classify, locate
from qiaomen.territory.models import Place


@dataclass
class Lists:
    """What can be named in these forms, asked of the database once for all matters."""

    actor: Actor

    @cached_property
    def items(self) -> list[Choice]:
        return choices.items()

    @cached_property
    def places(self) -> list[Choice]:
        return choices.places(self.actor)


@dataclass
class OneOfMany(Situation):
    lists: Lists


class Blank:
    """Nothing is filled in beforehand: what one matter has is not what all are to have."""

    def known(self) -> Mapping[str, Any]:
        return {}


class ManyClassificationForm(Blank, ClassificationForm):
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("as the item says")), *MatterKind.choices]
    )

    def fill_lists(self) -> None:
        self.offer("item", cast("OneOfMany", self.situation).lists.items)

    def act(self) -> object:
        item, kind = Item.objects.get(pk=self.cleaned_data["item"]), self.cleaned_data["kind"]
        return classify(self.matter, by=self.actor, item=item, kind=MatterKind(kind) if kind else None)


class ManyLocationForm(VerbForm):
    """The place only: no two have the same address or point."""

    noun, verb, group = LocationForm.noun, LocationForm.verb, LocationForm.group
    title, done = LocationForm.title, LocationForm.done
    place = NamedField(label=_("Place"))

    def fill_lists(self) -> None:
        self.offer("place", cast("OneOfMany", self.situation).lists.places)

    def act(self) -> object:
        return locate(self.matter, by=self.actor, place=Place.objects.get(pk=self.cleaned_data["place"]))


class ManyPriorityForm(Blank, PriorityForm):
    pass


FORMS: tuple[type[VerbForm], ...] = (
    AssignmentForm,
    ReminderForm,
    ManyClassificationForm,
    ManyLocationForm,
    ManyPriorityForm,
)
BY_NOUN: Mapping[str, type[VerbForm]] = MappingProxyType({form.noun: form for form in FORMS})


def offered_to(actor: Actor) -> list[type[VerbForm]]:
    return [form for form in FORMS if actor.holding(form.permission())]
