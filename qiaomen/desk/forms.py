"""What all forms of the desk share: their looks, by the kind of widget."""

from collections.abc import Mapping
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.fields import Choice, NamedField
from qiaomen.kernel.forms import HonestForm

LOOKS: Mapping[type[forms.Widget], str] = {
    forms.RadioSelect: "desk-choices",
    forms.CheckboxInput: "form-check-input",
    forms.Select: "form-select",
    forms.HiddenInput: "",
}


class DeskForm(HonestForm):
    """A form whose widgets bear the style sheet's classes."""

    def prepare(self, field: forms.Field) -> None:
        super().prepare(field)
        field.widget.attrs.setdefault("class", look(field.widget))

    def offer(self, field: str, choices: list[Choice]) -> None:
        """The choices of a NamedField; what is known by its code is shown by its name."""
        self.field(NamedField, field).offer(choices)
        names = {choice.code: choice.label for choice in choices}
        if known := self.initial.get(field):
            self.initial[field] = names.get(known, known)


def look(widget: forms.Widget) -> str:
    return next((name for kind, name in LOOKS.items() if isinstance(widget, kind)), "form-control")


class MomentField(forms.DateTimeField):
    """A day and a time of day on the office's clock, typed as 2026-03-01 15:00."""

    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    default_error_messages: ClassVar = {
        "invalid": _("There is no such moment. Choose one, or type it like 2026-03-31 15:00.")
    }


class WordsField(forms.CharField):
    """A few sentences."""

    widget = forms.Textarea(attrs={"rows": 4})
