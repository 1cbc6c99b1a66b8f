"""The desk's sorting."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.models import SUPERVISION, Item
from qiaomen.desk import choices
from qiaomen.desk.fields import MatterField, NamedField
from qiaomen.desk.forms import WordsField
from qiaomen.desk.maps.asking import agreed_place, show_map
from qiaomen.desk.offered import OfferLine, offer_lines
from qiaomen.desk.proposals import Proposal, proposal
from qiaomen.desk.situation import Situation
from qiaomen.desk.verbs.base import Group, VerbForm
from qiaomen.kernel.permissions import Permission
from qiaomen.matters.actions.assigning import assign
from qiaomen.matters.actions.dividing import detach_child, divide
from qiaomen.matters.actions.sorting import accuse, classify, locate, merge, prioritise, split_off
from qiaomen.matters.intake import BODY_LENGTH
from qiaomen.matters.models import Matter, Priority
from qiaomen.matters.states import State, Verb
from qiaomen.people.models import Unit
from qiaomen.territory.fields import PositionField
from qiaomen.territory.models import Place
from qiaomen.territory.positions import written


class SortingForm(VerbForm):
    """What, where and who at once; begins with what the machine proposes."""

    noun, verb, group = "sorting", Verb.CLASSIFY, Group.SORT
    title, done = _("Sort it"), _("It is sorted.")
    item = NamedField(label=_("Item"), help_text=_("Type a part of the name and choose from the list."))
    place = NamedField(label=_("Place"))
    unit = NamedField(
        label=_("Give it to"), required=False, help_text=_("Leave empty to sort only; the desk keeps it.")
    )
    about = NamedField(
        label=_("Is somebody accused? Their unit"),
        required=False,
        help_text=_("That unit never sees it. Only the desk sees it so far. Left empty: about no unit."),
    )

    def fill_lists(self) -> None:
        self.offer("item", choices.items())
        self.offer("place", choices.places(self.actor))
        self.offer("unit", choices.units_for(self.matter, self.actor))
        if self.matter.unsettled:
            self.offer("about", choices.unit_choices(choices.current_units()))
        else:
            del self.fields["about"]

    @classmethod
    def is_open(cls, now: Situation) -> bool:
        return super().is_open(now) and now.matter.state == State.RECEIVED

    @cached_property
    def proposal(self) -> Proposal:
        return proposal(self.matter)

    @property
    def offers(self) -> list[OfferLine]:
        """The likeliest items, to be taken by one press."""
        return offer_lines(self.proposal)

    def known(self) -> Mapping[str, Any]:
        return self.proposal.fields()

    def act(self) -> object:
        said, proposed = self.cleaned_data, self.proposal.proposed
        locate(self.matter, by=self.actor, place=Place.objects.get(pk=said["place"]))
        item = Item.objects.get(pk=said["item"])
        sorted_in = classify(self.matter, by=self.actor, item=item, proposed=proposed)
        if accused := Unit.objects.filter(pk=said.get("about") or 0).first():
            accuse(self.matter, by=self.actor, unit=accused)
        if said["unit"] is None or (accused and accused.pk in self.actor.units):
            return sorted_in  # what a desk is accused of, the one above it gives to somebody
        return assign(self.matter, by=self.actor, unit=Unit.objects.get(pk=said["unit"]))


class ClassificationForm(VerbForm):
    noun, verb, group = "classification", Verb.CLASSIFY, Group.SORT
    title, done = _("Change item or kind"), _("It is filed there now.")
    item = NamedField(
        label=_("Item"), help_text=_("Its promise counts from the day the matter was received.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=MatterKind.choices)

    def fill_lists(self) -> None:
        self.offer("item", choices.items())

    def known(self) -> Mapping[str, Any]:
        return {"item": self.matter.item.code, "kind": self.matter.kind}

    def act(self) -> object:
        item = Item.objects.get(pk=self.cleaned_data["item"])
        kind, proposed = MatterKind(self.cleaned_data["kind"]), proposal(self.matter).proposed
        return classify(self.matter, by=self.actor, item=item, kind=kind, proposed=proposed)


class LocationForm(VerbForm):
    noun, verb, group = "location", Verb.LOCATE, Group.SORT
    title, done = _("Change the place"), _("The place is set.")
    place = NamedField(
        label=_("Place"), required=False, help_text=_("Left empty, it is the one in which the point lies.")
    )
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    position = PositionField(
        label=_("Point"),
        required=False,
        help_text=_("Latitude and longitude; left empty, it stays as it is."),
    )

    def fill_lists(self) -> None:
        self.offer("place", choices.places(self.actor))
        show_map(self, focus=self.matter.place.code, point=self.matter.point)

    def known(self) -> Mapping[str, Any]:
        where = {"place": self.matter.place.code, "address": self.matter.address}
        return {**where, "position": written(self.matter.point)}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors:
            self._settle(said)
        return said

    def _settle(self, said: dict[str, Any]) -> None:
        said["place"] = agreed_place(self.field(NamedField, "place"), said["place"], said["position"])
        if said["place"] is None and said["position"]:
            unknown = _("The point lies outside all boundaries that are drawn. Name the place too.")
            self.add_error("position", unknown)
        elif said["place"] is None:
            self.add_error("place", _("Name the place, or show the point on the map."))

    def act(self) -> object:
        said = self.cleaned_data
        place = Place.objects.get(pk=said["place"])
        return locate(
            self.matter, by=self.actor, place=place, address=said["address"], point=said["position"]
        )


class AccusedForm(VerbForm):
    noun, verb, group = "accused", Verb.ACCUSE, Group.SORT
    title, done = _("Say which unit the complaint is about"), _("It is noted. That unit does not see it.")
    unit = NamedField(
        label=_("Complaint about this unit"), required=False, help_text=_("Left empty: about no unit.")
    )

    def fill_lists(self) -> None:
        self.offer("unit", choices.unit_choices(choices.current_units()))

    def known(self) -> Mapping[str, Any]:
        about = self.matter.about_unit
        return {"unit": about.name if about else ""}

    def act(self) -> object:
        unit = Unit.objects.filter(pk=self.cleaned_data["unit"]).first()
        return accuse(self.matter, by=self.actor, unit=unit)


class PriorityForm(VerbForm):
    noun, verb, group = "priority", Verb.PRIORITISE, Group.SORT
    title, done = _("Change the priority"), _("The priority is set.")
    priority = forms.TypedChoiceField(
        label=_("Priority"), choices=Priority.choices, coerce=int, widget=forms.RadioSelect
    )

    def known(self) -> Mapping[str, Any]:
        return {"priority": self.matter.priority}

    def act(self) -> object:
        return prioritise(self.matter, by=self.actor, priority=Priority(self.cleaned_data["priority"]))


class MergerForm(VerbForm):
    noun, verb, group = "merger", Verb.MERGE, Group.SORT
    title, done = _("Merge it into another"), _("They are one matter now; every voice is kept.")
    help_text = _("When it is the same concern told again. The other matter is worked on, for both.")
    into = MatterField(label=_("Number of the other matter"))

    def fill_lists(self) -> None:
        self.field(MatterField, "into").actor = self.actor

    def act(self) -> object:
        return merge(self.matter, by=self.actor, into=self.cleaned_data["into"])


class SplitOffForm(VerbForm):
    noun, verb, group = "split-off", Verb.SPLIT_OFF, Group.SORT
    title, done = _("Split it off"), _("It is a matter of its own again, to be sorted.")
    help_text = _("When it was another concern after all.")

    def act(self) -> object:
        return split_off(self.matter, by=self.actor)


class PartForm(VerbForm):
    noun, verb, group = "part", Verb.DIVIDE, Group.SORT
    title = _("Take out a part")
    done = _("The part is a matter of its own, with its own date. It is to be sorted.")
    help_text = _("When one message tells of several troubles. The resident is answered here, for all parts.")
    body = WordsField(label=_("What the part is about"), max_length=BODY_LENGTH)
    item = NamedField(label=_("Item"))
    place = NamedField(label=_("Place"))
    mandatory = forms.BooleanField(
        label=_("The answer waits until the part has ended"), required=False, initial=True
    )

    def fill_lists(self) -> None:
        self.offer("item", choices.items())
        self.offer("place", choices.places(self.actor))

    def known(self) -> Mapping[str, Any]:
        return {"item": self.matter.item.code, "place": self.matter.place.code}

    def act(self) -> object:
        said = self.cleaned_data
        return divide(
            self.matter,
            by=self.actor,
            body=said["body"],
            item=Item.objects.get(pk=said["item"]),
            place=Place.objects.get(pk=said["place"]),
            mandatory=said["mandatory"],
        )


class DetachmentForm(VerbForm):
    noun, verb, group = "detachment", Verb.DETACH_CHILD, Group.SORT
    title, done = _("Detach a matter that hangs below"), _("It goes its own way now.")
    child = forms.ModelChoiceField(Matter.objects.none(), label=_("Matter"), empty_label=None)

    def fill_lists(self) -> None:
        ids = [child.pk for child in _detachable(self.situation)]
        self.field(forms.ModelChoiceField, "child").queryset = Matter.objects.filter(pk__in=ids)

    @classmethod
    def is_open(cls, now: Situation) -> bool:
        return super().is_open(now) and bool(_detachable(now))

    def act(self) -> object:
        return detach_child(self.matter, by=self.actor, child=self.cleaned_data["child"])


def _detachable(now: Situation) -> list[Matter]:
    children = [child for child in now.matter.children.all() if child.is_open]
    if now.actor.may(Permission.MATTER_SUPERVISE, now.matter.scope):
        return children
    return [child for child in children if child.item.code != SUPERVISION]
