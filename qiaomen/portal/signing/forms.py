from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.forms import HonestForm, PhoneField


class NumberForm(HonestForm):
    phone = PhoneField(
        label=_("Your phone number"),
        help_text=_("The one that you gave with a report. It gets a code by text message."),
        autocomplete="tel",
        error_messages={"required": _("Type the number that you gave with a report.")},
    )


class CodeForm(HonestForm):
    code = forms.CharField(
        label=_("Code from the message"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Type the six digits from the message.")},
    )
