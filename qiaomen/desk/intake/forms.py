"""What a clerk writes down while somebody is on the phone."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.models import Item
from qiaomen.desk import choices
from qiaomen.desk.fields import NamedField
from qiaomen.desk.forms import DeskForm, WordsField
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Permission
from qiaomen.matters.channels import Channel
from qiaomen.matters.intake import Told
from qiaomen.matters.states import Outcome
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place

SPOKEN = (Channel.PHONE, Channel.LETTER, Channel.OPEN_DAY, Channel.VISIT, Channel.COURIER, Channel.STAFF)


def key_of(form: UUID) -> str:
    """The idempotency key of whatever is sent with this form."""
    return f"desk:{form}"


class NewMatterForm(DeskForm):
    """Only the words are needed; what is left out is proposed when the matter is sorted."""

    body = WordsField(label=_("What it is about"), help_text=_("In the words of whoever tells it."))
    channel = forms.ChoiceField(label=_("Came in by"), choices=[(one, one.label) for one in SPOKEN])
    name = forms.CharField(label=_("Name"), required=False, max_length=80)
    phone = forms.CharField(
        label=_("Telephone"), required=False, max_length=80, widget=forms.TextInput(attrs={"type": "tel"})
    )
    hide_from_unit = forms.BooleanField(label=_("The unit must not learn who it is"), required=False)
    place = NamedField(
        label=_("Place"), required=False, help_text=_("Left empty, it is proposed from the words.")
    )
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    item = NamedField(
        label=_("Item"), required=False, help_text=_("Left empty, it is proposed from the words.")
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("as the item says")), *MatterKind.choices]
    )
    title = forms.CharField(
        label=_("Title"), required=False, max_length=200, help_text=_("Left empty: the first sentence.")
    )
    about_unit = NamedField(
        label=_("Complaint about this unit"), required=False, help_text=_("That unit never sees it.")
    )
    happened_at = forms.DateTimeField(
        label=_("Happened"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text=_("When it was not now."),
    )
    answer = WordsField(
        label=_("Answer given on the spot"), required=False, help_text=_("When nothing more has to be done.")
    )
    outcome = forms.ChoiceField(
        label=_("What has come of it"),
        required=False,
        choices=[(one, one.label) for one in (Outcome.SOLVED, Outcome.EXPLAINED)],
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.current(clock.today())
        self.actor = actor
        self.fields["place"].offer(choices.places(actor))  # type: ignore[attr-defined] # a NamedField
        self.fields["item"].offer(choices.items())  # type: ignore[attr-defined] # a NamedField
        self.fields["about_unit"].offer(choices.unit_choices(units))  # type: ignore[attr-defined] # a NamedField

    def told(self, form: UUID) -> Told:
        said = self.cleaned_data
        return Told(
            key=key_of(form),
            channel=Channel(said["channel"]),
            body=said["body"],
            title=said["title"],
            kind=said["kind"],
            item=Item.objects.filter(pk=said["item"]).first(),
            place=self._place(),
            about_unit=Unit.objects.filter(pk=said["about_unit"]).first(),
            happened_at=said["happened_at"],
            **{name: said[name] for name in ("address", "name", "phone", "hide_from_unit")},
        )

    def _place(self) -> Place | None:
        """The one that was named, else the one for which this person takes matters in."""
        if self.cleaned_data["place"]:
            return Place.objects.get(pk=self.cleaned_data["place"])
        own = [grant.below for grant in self.actor.holding(Permission.MATTER_RECEIVE)]
        return Place.objects.filter(path__in=own).order_by("path").first()
