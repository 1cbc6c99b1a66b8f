"""What is done to a place: it is added, changed, named, merged, ended."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from qiaomen.desk import choices
from qiaomen.desk.fields import NamedField
from qiaomen.desk.forms import DeskForm
from qiaomen.desk.office.deeds import NOTHING_NEW, Beginning, Deed
from qiaomen.indicators.catalogue.uses import Uses
from qiaomen.indicators.uses import uses_of_place
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.actions.dissolving import dissolve_place
from qiaomen.territory.actions import (
    add_place,
    amend_place,
    merge_places,
    name_place,
    resume_place,
    unname_place,
)
from qiaomen.territory.models import Place, PlaceKind, PlaceName

LONGEST_NAME = 100


class PlaceDeed(Deed[Place]):
    """Of a place that is in use."""

    @classmethod
    def is_open(cls, row: Place) -> bool:
        return row.ended_on is None


class OfBranch(PlaceDeed):
    """Of any but the root, which stands for the whole house."""

    @classmethod
    def is_open(cls, row: Place) -> bool:
        return row.ended_on is None and row.parent_id is not None


class PlaceFields(DeskForm):
    name = forms.CharField(label=pgettext_lazy("of a place or unit", "Name"), max_length=LONGEST_NAME)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=PlaceKind.choices[1:])
    official_code = forms.CharField(
        label=gettext_lazy("Official code"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Of the statistics office, if there is one."),
    )
    parent = NamedField(label=gettext_lazy("Lies in"))

    def entry(self) -> dict[str, Any]:
        said = self.cleaned_data
        kept = {name: said[name] for name in ("name", "kind", "official_code")}
        return {**kept, "parent": Place.objects.get(pk=said["parent"])}


class NewPlace(PlaceFields, Beginning[Place]):
    title = gettext_lazy("Add a place")
    done = gettext_lazy(
        "The place is there. Draw its boundary, and give it a default unit if it needs its own."
    )
    field_order = ("parent", "code")

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        help_text=gettext_lazy("Short, in letters and digits. It stays for ever."),
    )

    def fill_lists(self) -> None:
        self.offer("parent", choices.places(self.actor))

    def act(self) -> Place:
        return add_place(code=self.cleaned_data["code"], **self.entry(), by=self.actor)


class ChangePlace(PlaceFields, OfBranch):
    noun = "change"
    title = gettext_lazy("Change it")
    done = gettext_lazy("It is changed. Its old name is still understood.")

    @classmethod
    def known(cls, row: Place, as_of: Mapping[str, Any]) -> Mapping[str, Any]:
        then = {name: as_of.get(name, getattr(row, name)) for name in ("name", "kind", "official_code")}
        above = Place.objects.filter(pk=as_of["parent"]).first() if as_of else row.parent
        return {**then, "parent": above.code if above else ""}

    def fill_lists(self) -> None:
        self.offer("parent", choices.places(self.actor))

    def uses(self) -> Uses:
        return uses_of_place(self.row)

    def act(self) -> None:
        if not amend_place(self.row, **self.entry(), by=self.actor):
            raise Refusal(NOTHING_NEW)


class AliasPlace(PlaceDeed):
    noun = "name"
    title = gettext_lazy("Add what people call it")
    done = gettext_lazy("The place is found by this name from now on.")
    advice = gettext_lazy(
        "An estate, a road, a school, a market in it: whatever people say when they mean this place."
    )

    text = forms.CharField(label=pgettext_lazy("of a place or unit", "Name"), max_length=LONGEST_NAME)

    def act(self) -> None:
        name_place(self.row, text=self.cleaned_data["text"], by=self.actor)


class UnaliasPlace(PlaceDeed):
    noun = "name-removal"
    title = gettext_lazy("Take a name away")
    done = gettext_lazy("The place is found by this name no more.")

    text = forms.ChoiceField(label=pgettext_lazy("of a place or unit", "Name"))

    def fill_lists(self) -> None:
        names = self.row.names.filter(kind=PlaceName.Kind.ALIAS, to_day=None).order_by("number")
        self.field(forms.ChoiceField, "text").choices = [
            (name, name) for name in names.values_list("text", flat=True)
        ]

    def act(self) -> None:
        unname_place(self.row, text=self.cleaned_data["text"], by=self.actor)


class MergePlace(OfBranch):
    noun = "merger"
    title = gettext_lazy("Merge it into another place")
    done = gettext_lazy("It is merged: its names, its places and its story count there.")
    advice = gettext_lazy(
        "The place ends today. What lies in it, its names and its matters go on in the other one."
    )

    into = NamedField(label=gettext_lazy("Into"))

    def fill_lists(self) -> None:
        others = [one for one in choices.places(self.actor) if one.pk != self.row.pk]
        self.offer("into", others)

    def uses(self) -> Uses:
        return uses_of_place(self.row)

    def act(self) -> None:
        into = Place.objects.get(pk=self.cleaned_data["into"])
        merge_places([self.row], into=into, by=self.actor)


class EndPlace(OfBranch):
    noun = "end"
    title = gettext_lazy("End it today")
    done = gettext_lazy("It has ended. Its story stays.")
    advice = gettext_lazy(
        "Only a place where nothing goes on any more can end. If another takes over, merge it into that one."
    )

    def uses(self) -> Uses:
        return uses_of_place(self.row)

    def act(self) -> None:
        dissolve_place(self.row, by=self.actor)


class ResumePlace(Deed[Place]):
    noun = "resumption"
    title = gettext_lazy("Take the end back")
    done = gettext_lazy("It goes on.")

    @classmethod
    def is_open(cls, row: Place) -> bool:
        return row.ended_on is not None and row.merged_into_id is None

    def act(self) -> None:
        resume_place(self.row, by=self.actor)
