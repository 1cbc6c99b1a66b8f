"""What all forms of the desk share: their looks, by the kind of widget."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.fields import Choice, NamedField
from qiaomen.kernel.forms import HonestForm
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.dates import moment

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


class MomentField(forms.DateTimeField):
    """A day and a time of day on the office's clock, typed as 2026-03-01 15:00."""

    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    default_error_messages: ClassVar = {
        "invalid": _("There is no such moment. Choose one, or type it like 2026-03-31 15:00.")
    }


class WordsField(forms.CharField):
    """A few sentences."""

    widget = forms.Textarea(attrs={"rows": 4})
