"""What all forms of the portal share."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.forms import FilesField, HonestForm
from qiaomen.portal.places import choosable
from qiaomen.territory.models import Place

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_PHOTOS = 6  # at once; more can be added later
ACCEPTED = "image/*,application/pdf,video/mp4,audio/*"  # what the telephone offers; `inspect` decides


class WordsField(forms.CharField):
    """A few sentences; `missing` is what to say when there are none."""

    def __init__(self, *, missing: "StrOrPromise" = "", rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": missing})
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class PhotosField(FilesField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(most=MOST_PHOTOS, accept=ACCEPTED, **kwargs)


class PlaceForm(HonestForm):
    """Which place a list is for. What is not in the choice, from an old address perhaps, is everywhere."""

    place = forms.ChoiceField(label=_("Community"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everywhere = ("", _("the whole district"))
        self.field(forms.ChoiceField, "place").choices = [everywhere, *choosable().items()]

    @property
    def chosen(self) -> Place | None:
        code = self.cleaned_data["place"] if self.is_valid() else ""
        return Place.objects.filter(code=code).first() if code else None
