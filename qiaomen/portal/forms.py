"""What all forms of the portal share."""

from typing import TYPE_CHECKING, Any

from django import forms

from qiaomen.kernel.forms import FilesField

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
