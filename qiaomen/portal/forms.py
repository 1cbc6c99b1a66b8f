"""What all forms of the portal share."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.files import Checked, inspect
from qiaomen.kernel.forms import refusals_shown

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django_stubs_ext import StrOrPromise

MOST_PHOTOS = 6  # at once; more can be added later
ACCEPTED = "image/*,application/pdf,video/mp4,audio/*"  # what the telephone offers; `inspect` decides


class WordsField(forms.CharField):
    """A few sentences; `missing` is what to say when there are none."""

    def __init__(self, *, missing: "StrOrPromise" = "", rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": missing})
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class PhotosInput(forms.FileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Some files, each looked at before anything is kept; cleaned to a list of `Checked`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=PhotosInput(attrs={"multiple": True, "accept": ACCEPTED}), **kwargs)

    def clean(self, data: Sequence["UploadedFile[bytes]"] | None, _initial: object = None) -> list[Checked]:
        files = data or ()
        if self.required and not files:
            raise forms.ValidationError(_("Choose at least one file."))
        if len(files) > MOST_PHOTOS:
            raise forms.ValidationError(_("Send at most %d files at once.") % MOST_PHOTOS)
        return [looked_at(file) for file in files]


def looked_at(file: "UploadedFile[bytes]") -> Checked:
    with refusals_shown():
        return inspect(file, file.name or "")
