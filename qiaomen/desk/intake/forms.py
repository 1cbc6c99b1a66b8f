"""What a clerk writes down while somebody is on the phone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.catalogue.models import UNSORTED, Item
from qiaomen.desk import choices
from qiaomen.desk.fields import MatterField, NamedField
from qiaomen.desk.forms import DeskForm, WordsField
from qiaomen.desk.maps.asking import agreed_place, show_map
from qiaomen.desk.verbs.calling import GRADES
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.forms import PhoneField, refusals_shown
from qiaomen.kernel.permissions import Permission
from qiaomen.matters.channels import Channel
from qiaomen.matters.intake import BODY_LENGTH, Told, clean_words, require_ended, require_past
from qiaomen.matters.models import Matter
from qiaomen.matters.procedure import answers_at_once
from qiaomen.matters.states import Outcome
from qiaomen.people.models import Unit
from qiaomen.territory.fields import PositionField
from qiaomen.territory.models import Place
from qiaomen.territory.positions import as_text

SPOKEN = (Channel.PHONE, Channel.LETTER, Channel.OPEN_DAY, Channel.VISIT, Channel.COURIER, Channel.STAFF)

AT_HAND = (*("body", "phone", "name", "place", "address", "item", "answer", "outcome", "satisfaction"),)
"""What an ordinary call needs, in its order; everything else is unfolded."""
AS_SAID = ("address", "name", "phone", "hide_from_unit", "happened_at", "again_of")


def key_of(form: UUID) -> str:
    """The idempotency key of whatever is sent with this form."""
    return f"desk:{form}"


def known_of(earlier: Matter) -> dict[str, str]:
    """What need not be asked again of trouble that has come back."""
    item = "" if earlier.item.code == UNSORTED else earlier.item.code
    where = {"place": earlier.place.code, "address": earlier.address}
    return {"again_of": earlier.number, "item": item, **where}


def reply_of(short: ShortAnswer, filled: Mapping[str, str]) -> dict[str, str]:
    """What taking a short answer fills in; kind and item stay what somebody has chosen already."""
    kind = filled.get("kind") or MatterKind.CONSULTATION
    tied = _answered_under(short.item, kind)
    item = {"item": tied.code} if tied and not filled.get("item") else {}
    said = {"answer": short.answer, "short": short.code, "outcome": Outcome.EXPLAINED}
    return {**said, "kind": kind, **item}


def _answered_under(item: Item | None, kind: str) -> Item | None:
    """The item, or the next one above it, whose procedure lets a question be answered at once."""
    today = clock.today()
    while item and not (item.current_on(today) and answers_at_once(item.version_on(today).procedure, kind)):
        item = item.parent
    return item


class CallerForm(DeskForm):
    """Whose earlier matters are asked for."""

    phone = PhoneField(label=_("Telephone"))


class NewMatterForm(DeskForm):
    """Only the words are needed; what is left out is proposed when the matter is sorted."""

    body = WordsField(
        label=_("What it is about"),
        help_text=_("In the words of whoever tells it."),
        max_length=BODY_LENGTH,
    )
    channel = forms.ChoiceField(label=_("Came in by"), choices=[(one, one.label) for one in SPOKEN])
    name = forms.CharField(label=_("Name"), required=False, max_length=80)
    phone = PhoneField(label=_("Telephone"), required=False)
    hide_from_unit = forms.BooleanField(label=_("The unit must not learn who it is"), required=False)
    place = NamedField(
        label=_("Place"), required=False, help_text=_("Left empty, it is proposed from the words.")
    )
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    position = PositionField(
        label=_("Point"), required=False, help_text=_("Latitude and longitude, as told or from the map.")
    )
    item = NamedField(
        label=_("Item"), required=False, help_text=_("Left empty, it is proposed from the words.")
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("as the item says")), *MatterKind.choices]
    )
    title = forms.CharField(
        label=_("Title"), required=False, max_length=200, help_text=_("Left empty: the first sentence.")
    )
    again_of = MatterField(
        label=_("Takes up again"),
        required=False,
        help_text=_(
            "The number of a closed matter, when the same trouble has come back. Within 30 days of its "
            "closing you can ask to reopen it instead."
        ),
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
    satisfaction = forms.TypedChoiceField(
        label=_("How satisfied is the caller with it?"),
        required=False,
        choices=[("", _("not asked")), *GRADES],
        coerce=int,
        empty_value=None,
        help_text=_("Asked on the telephone: with 3 or more it is closed at once."),
    )
    short = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.offer("place", choices.places(actor))
        self.offer("item", choices.items())
        self.offer("about_unit", choices.unit_choices(Unit.objects.current(clock.today())))
        self.field(MatterField, "again_of").actor = actor
        show_map(self, folded=True)

    def at_hand(self) -> list[forms.BoundField]:
        return [self[name] for name in AT_HAND]

    def folded(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in AT_HAND]

    def unfolds(self) -> bool:
        """Whether something stands in the folded part that has to be seen."""
        usual = {"channel": Channel.PHONE.value}
        said = (
            field.errors or field.value() not in {None, "", False, usual.get(field.name)}
            for field in self.folded()
        )
        return any(said)

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        with refusals_shown():
            clean_words("", body)
        return body

    def clean_happened_at(self) -> datetime | None:
        at: datetime | None = self.cleaned_data["happened_at"]
        with refusals_shown():
            if at:
                require_past(at, clock.now())
        return at

    def clean_again_of(self) -> Matter | None:
        earlier: Matter | None = self.cleaned_data["again_of"]
        with refusals_shown():
            if earlier:
                require_ended(earlier)
        return earlier

    def clean_short(self) -> ShortAnswer | None:
        """The short answer that was taken into the reply; it may have ended since."""
        return ShortAnswer.objects.filter(code=self.cleaned_data["short"]).first()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("satisfaction") and not said.get("answer"):
            self.add_error("satisfaction", _("There is no answer yet that the caller could judge."))
        if "place" in said and "position" in said:
            said["place"] = agreed_place(self.field(NamedField, "place"), said["place"], said["position"])
        return said

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
            point=as_text(said["position"]),
            about_unit=Unit.objects.filter(pk=said["about_unit"]).first(),
            **{name: said[name] for name in AS_SAID},
        )

    def _place(self) -> Place | None:
        """The one that was named, else the one for which this person takes matters in."""
        if self.cleaned_data["place"]:
            return Place.objects.get(pk=self.cleaned_data["place"])
        own = [grant.below for grant in self.actor.holding(Permission.MATTER_RECEIVE)]
        return Place.objects.filter(path__in=own).order_by("path").first()
