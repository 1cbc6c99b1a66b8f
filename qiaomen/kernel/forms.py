"""What the forms of all faces share."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import phones
from qiaomen.kernel.files import Checked, inspect
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.dates import moment
from qiaomen.kernel.visible import visible

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

F = TypeVar("F", bound=forms.Field)

_TOO_LONG = _("At most %(limit_value)d characters fit in here; these are %(show_value)d.")


class HonestForm(forms.Form):
    """No browser cuts off what is typed or pasted: we say how long it may be, and keep it till then."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            self.prepare(field)

    def prepare(self, field: forms.Field) -> None:
        field.widget.attrs.pop("maxlength", None)
        field.error_messages["max_length"] = _TOO_LONG

    def _clean_fields(self) -> None:
        """Django's own step; what nobody sees in a text is taken out of it, but of no password."""
        super()._clean_fields()  # type: ignore[misc] # the stubs do not know it
        for name, said in list(self.cleaned_data.items()):
            if isinstance(said, str) and not isinstance(self.fields[name].widget, forms.PasswordInput):
                self.cleaned_data[name] = seen = visible(said)
                if said and not seen.strip() and self.fields[name].required:
                    self.add_error(name, self.fields[name].error_messages["required"])

    def add(self, fields: Mapping[str, forms.Field]) -> None:
        """Further fields, of a form whose fields depend on what it is about."""
        for name, field in fields.items():
            self.prepare(field)
            self.fields[name] = field

    def field(self, kind: type[F], name: str) -> F:
        """The field `name`, which this form has as one of that kind."""
        found = self.fields[name]
        if not isinstance(found, kind):
            raise TypeError(f"{name} is no {kind.__name__}")
        return found


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar or typed."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages: ClassVar = {
        "invalid": _("There is no such day. Choose one, or type it like 2026-03-31.")
    }

    def to_python(self, value: Any) -> date | None:
        """Also as offices write it: 2026年3月2日, 2026.3.2, 20260302."""
        try:
            return moment(value, timezone.get_default_timezone()).date() if value else None
        except Refusal:
            return super().to_python(value)


class PhoneField(forms.CharField):
    """A telephone number as people write it, cleaned to the one that is kept; "" where none is needed."""

    def __init__(self, *, autocomplete: str = "off", **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": autocomplete})
        super().__init__(max_length=phones.LONGEST, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        given: str = super().clean(value)
        with refusals_shown():
            return phones.normalise(given) if given else ""


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Some files, each looked at before anything is kept; cleaned to a list of `Checked`."""

    def __init__(self, *, most: int, accept: str, **kwargs: Any) -> None:
        super().__init__(widget=FilesInput(attrs={"multiple": True, "accept": accept}), **kwargs)
        self.most = most

    def clean(self, data: Sequence["UploadedFile[bytes]"] | None, _initial: object = None) -> list[Checked]:
        files = data or ()
        if self.required and not files:
            raise forms.ValidationError(_("Choose at least one file."))
        if len(files) > self.most:
            raise forms.ValidationError(_("Send at most %d files at once.") % self.most)
        return [looked_at(file) for file in files]


def looked_at(file: "UploadedFile[bytes]") -> Checked:
    with refusals_shown():
        return inspect(file, file.name or "")


@contextmanager
def refusals_shown() -> Iterator[None]:
    """What is refused inside is said beside the field, together with all else that is wrong in the form."""
    try:
        yield
    except Refusal as no:
        raise forms.ValidationError(str(no)) from None
