"""The fields of a step as fields of a form, for every face."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.procedures.language import NO, YES, Blank, Kind, Step
from qiaomen.kernel.forms import DayField

_YES_NO = [(YES, _("yes")), (NO, _("no"))]
_AMOUNT = {"inputmode": "decimal"}


def step_fields(step: Step) -> dict[str, forms.Field]:
    """A field for each blank, by its code; what is asked for only in some cases may be left empty here."""
    labels = {blank.code: blank.label for blank in step.fields}
    return {blank.code: _field(blank, labels) for blank in step.fields}


def _field(blank: Blank, labels: Mapping[str, str]) -> forms.Field:
    required = blank.required and blank.when is None
    return _FIELDS[blank.kind](blank, label=blank.label, required=required, help_text=_only_if(blank, labels))


def _only_if(blank: Blank, labels: Mapping[str, str]) -> str:
    if blank.when is None:
        return ""
    field = labels.get(blank.when.field, blank.when.field)
    values = " / ".join(str(dict(_YES_NO).get(value, value)) for value in blank.when.values)
    return str(_("Only if “%(field)s” is %(values)s.") % {"field": field, "values": values})


def _line(_blank: Blank, **said: Any) -> forms.Field:
    return forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}), **said)


def _words(_blank: Blank, **said: Any) -> forms.Field:
    return forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), **said)


def _amount(_blank: Blank, **said: Any) -> forms.Field:
    return forms.CharField(max_length=20, widget=forms.TextInput(attrs=_AMOUNT), **said)


def _day(_blank: Blank, **said: Any) -> forms.Field:
    return DayField(**said)


def _yes_no(_blank: Blank, **said: Any) -> forms.Field:
    return forms.ChoiceField(choices=_YES_NO, widget=forms.RadioSelect, **said)


def _choice(blank: Blank, **said: Any) -> forms.Field:
    options = [(option, option) for option in blank.options]
    return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **said)


def _file(_blank: Blank, **said: Any) -> forms.Field:
    return forms.FileField(**said)


_FIELDS: Mapping[Kind, Callable[..., forms.Field]] = {
    Kind.TEXT: _line,
    Kind.WORDS: _words,
    Kind.NUMBER: _amount,
    Kind.MONEY: _amount,
    Kind.DATE: _day,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.FILE: _file,
}
