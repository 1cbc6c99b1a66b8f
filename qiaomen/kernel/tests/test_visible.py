"""What nobody sees is taken out of what is typed."""

import pytest
from django import forms

from qiaomen.kernel.forms import HonestForm
from qiaomen.kernel.visible import visible


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("水\u200b务\ufeff科", "水务科"),  # letters without width
        ("\u202eabc\u202c", "abc"),  # would read backwards
        ("\u2067水务\u2069", "水务"),
        ("软\u00ad连字\x0b符\x00", "软连字符"),  # as word processors leave them behind
        ("第一行\r\n\t第二行", "第一行\r\n\t第二行"),
        ("👨\u200d👩\u200d👧 一家", "👨\u200d👩\u200d👧 一家"),
        ("水\u200d务", "水务"),
        ("\u200d", ""),
    ],
)
def test_only_what_is_seen_stays(typed, kept):
    assert visible(typed) == kept


class Named(HonestForm):
    name = forms.CharField()
    secret = forms.CharField(widget=forms.PasswordInput, required=False)


def test_a_form_hands_on_what_is_seen():
    form = Named({"name": "示\u202e例", "secret": "a\u200bb"})
    assert form.is_valid()
    assert form.cleaned_data == {"name": "示例", "secret": "a\u200bb"}


def test_a_name_that_nobody_sees_is_none():
    assert Named({"name": "\u200b\u2060"}).errors == {"name": ["This field is required."]}
