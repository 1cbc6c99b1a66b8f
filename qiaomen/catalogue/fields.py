"""Form fields for what an office asks by its own words: questions of an item, blanks of a step."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.forms import DayField

_LONGEST_LINE, _LONGEST_WORDS = 500, 4000
YES_NO = (("yes", _("yes")), ("no", _("no")))


def line(**said: Any) -> forms.Field:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(max_length=_LONGEST_LINE, widget=widget, **said)


def words(**said: Any) -> forms.Field:
    return forms.CharField(max_length=_LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 4}), **said)


def number(**said: Any) -> forms.Field:
    sentence = {"invalid": _("Write a number in digits.")}
    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    return forms.DecimalField(max_digits=14, error_messages=sentence, widget=widget, **said)


def amount(**said: Any) -> forms.Field:
    """Of money, as people write it: ¥1,200.50."""
    return forms.CharField(max_length=20, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **said)


def day(**said: Any) -> forms.Field:
    return DayField(**said)


def yes_no(**said: Any) -> forms.Field:
    return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, **said)


def choice(options: Iterable[str], **said: Any) -> forms.Field:
    return forms.ChoiceField(choices=[(each, each) for each in options], widget=forms.RadioSelect, **said)


def file(**said: Any) -> forms.Field:
    return forms.FileField(**said)
