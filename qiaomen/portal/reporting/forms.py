from contextlib import suppress
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.forms import HonestForm, PhoneField
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.intake import BODY_LENGTH
from qiaomen.portal.forms import PhotosField, WordsField
from qiaomen.portal.offices import nameable
from qiaomen.portal.places import choosable
from qiaomen.territory import positions
from qiaomen.territory.positions import as_text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class PointField(forms.CharField):
    """Latitude and longitude as a telephone or the map gives them; None for what is no such thing."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)

    def clean(self, value: Any) -> tuple[str, str] | None:
        with suppress(Refusal):
            return as_text(positions.read(super().clean(value)))
        return None


class KeyedForm(forms.Form):
    """`key` makes the same form, sent twice, the same report."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean_key(self) -> str:
        return f"web:{self.cleaned_data['key'] or uuid4()}"


class ContactFields(forms.Form):
    """Who tells, if they like to say so."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(
        label=_("Your phone number"),
        help_text=_("So that we can ask back and tell you the answer. It is used for nothing else."),
        required=False,
        autocomplete="tel",
    )
    hide_from_unit = forms.BooleanField(
        label=_("The unit that handles this need not learn who I am"),
        help_text=_("Then only the service desk sees your name and number."),
        required=False,
    )


class ReportForm(ContactFields, KeyedForm, HonestForm):
    """Words or a photo are needed. `seen` says that similar matters have been shown."""

    again = forms.CharField(required=False, widget=forms.HiddenInput)
    point = PointField()
    seen = forms.BooleanField(required=False, widget=forms.HiddenInput)
    body = WordsField(
        label=_("What is it about?"),
        help_text=_("In your own words. You need not know who is responsible: we find that out."),
        missing=_("Write in one sentence what it is about."),
        max_length=BODY_LENGTH,
        rows=6,
    )
    place = forms.ChoiceField(label=_("Community"), required=False)
    address = forms.CharField(
        label=_("Where exactly?"),
        help_text=_("A building, a gate, a bus stop: whatever helps to find it."),
        max_length=200,
        required=False,
    )
    photos = PhotosField(
        label=_("Photos"),
        help_text=_("Up to 6. We remove the position and other hidden data from photos."),
        required=False,
    )
    about = forms.ChoiceField(
        label=_("Is it about one of our offices itself?"),
        help_text=_(
            "Only if you complain about an office or somebody who works there. They do not get to see it."
        ),
        required=False,
    )
    field_order = ("body", "photos", "place", "address", "name", "phone", "hide_from_unit", "about")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        nowhere = ("", _("I do not know"))
        self.field(forms.ChoiceField, "place").choices = [nowhere, *choosable().items()]
        self.field(forms.ChoiceField, "about").choices = [("", _("No")), *nameable().items()]
        self.fields["body"].required = not self.files.get("photos")

    def clean_body(self) -> str:
        """A photo says enough; who sorts it sees it."""
        return self.cleaned_data["body"] or gettext("Only a photo: see the file.")

    @property
    def is_wordless(self) -> bool:
        return not self["body"].value()

    @property
    def steps(self) -> list[tuple["StrOrPromise", list[forms.BoundField]]]:
        """The three questions, and the fields that answer them."""
        return [(heading, [self[name] for name in names]) for heading, names in STEPS]


STEPS: tuple[tuple["StrOrPromise", tuple[str, ...]], ...] = (
    (_("What is it?"), ("body", "photos")),
    (_("Where is it?"), ("place", "address")),
    (_("How do we reach you?"), ("name", "phone", "hide_from_unit", "about")),
)
