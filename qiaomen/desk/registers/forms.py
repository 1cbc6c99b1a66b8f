"""What is filled in once for a register, and for each of its entries."""

import re
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qiaomen.desk import choices
from qiaomen.desk.fields import NamedField
from qiaomen.desk.forms import DeskForm, WordsField
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.forms import DayField, FilesField, PhoneField, refusals_shown
from qiaomen.matters.intake import BODY_LENGTH, LONGEST_AGO, clean_words
from qiaomen.territory.models import Place

MOST_FILES = 20
ACCEPTED = "image/*,application/pdf"
_NOTHING = re.compile(
    r"(?:一切|都|家[里中])*(?:正常|平安|不在家|(?:没有?|无)(?:诉求|问题|异常|困难|事|什么事|啥事|人|人在家)?)"
    r"|없음|없습니다|이상\s?없음|(?:집에\s?)?아무도\s?없음|none|nothing|no|ok|n/a|nobody (?:at )?home",
    re.IGNORECASE,
)


class PlaceAndDayForm(DeskForm):
    """What all entries of a register have in common."""

    place = NamedField(label=_("Place"), help_text=_("Choose it from the list."))
    day = DayField()

    def __init__(self, actor: Actor, label: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].label = label
        self.offer("place", choices.places(actor))

    def clean_place(self) -> Place:
        return Place.objects.get(pk=self.cleaned_data["place"])

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > clock.today():
            raise forms.ValidationError(_("This day lies in the future. Check the date."))
        if is_long_ago(day):
            raise forms.ValidationError(_("This day lies more than a hundred years back. Check the date."))
        return day


class EntryForm(DeskForm):
    """Only the words are needed."""

    FILES: ClassVar[Any] = _("Photos")

    body = WordsField(label=_("What it is about"), max_length=BODY_LENGTH)
    name = forms.CharField(label=_("Name"), required=False, max_length=80)
    phone = PhoneField(label=_("Telephone"), required=False)
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    pages = FilesField(
        label="",
        most=MOST_FILES,
        accept=ACCEPTED,
        required=False,
        help_text=_("Photos or PDF. When the page comes back with a remark, choose them again."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pages"].label = self.FILES

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        with refusals_shown():
            clean_words("", body)
        return body

    @property
    def happened_at(self) -> datetime | None:
        return None


class LetterForm(EntryForm):
    FILES = _("Scanned pages")

    dated = DayField(label=_("Date of the letter"), required=False)
    field_order = ("body", "dated", "name", "phone", "address", "pages")

    def clean_dated(self) -> date | None:
        day: date | None = self.cleaned_data["dated"]
        if day and day > clock.today():
            raise forms.ValidationError(_("The letter's date lies in the future. Check it."))
        if day and is_long_ago(day):
            raise forms.ValidationError(_("The letter's date lies more than a hundred years back. Check it."))
        return day

    @property
    def happened_at(self) -> datetime | None:
        day = self.cleaned_data["dated"]
        return beginning(day) if day else None


class SpokenForm(EntryForm):
    """Of who stands before us: a telephone number is kept of those only who want to be called."""

    consent = forms.BooleanField(label=_("May be called back"), required=False)
    field_order = ("body", "name", "phone", "consent", "address", "pages")

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("phone") and not self.cleaned_data.get("consent"):
            self.add_error(
                "consent", _("Ask whether they may be called back, or leave the telephone number out.")
            )


class OpenDayForm(SpokenForm):
    pass


class VisitForm(SpokenForm):
    def clean_body(self) -> str:
        body = super().clean_body()
        if _NOTHING.fullmatch(body.strip(" 。.!！，,；;")):
            raise forms.ValidationError(
                _("Where nothing was asked, nothing is written down: we keep no notes about households.")
            )
        return body


def is_long_ago(day: date) -> bool:
    return beginning(day) < clock.now() - LONGEST_AGO


def beginning(day: date) -> datetime:
    """A day alone is its first instant."""
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
