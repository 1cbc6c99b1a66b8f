from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.forms import DeskForm
from qiaomen.desk.searching.finding import tops
from qiaomen.kernel import phones
from qiaomen.kernel.refusal import Refusal


class SearchForm(DeskForm):
    q = forms.CharField(
        label=_("Number or words"),
        required=False,
        max_length=200,
        help_text=_("Several words, all of which must occur. A number opens its matter."),
    )
    place = forms.CharField(label=_("Place"), required=False, max_length=100)

    def clean_place(self) -> str:
        name: str = self.cleaned_data["place"]
        if name and not tops(name):
            raise forms.ValidationError(_("No place here is called “%s”. Type a part of its name.") % name)
        return name


class PhoneForm(DeskForm):
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=80,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        help_text=_("Finds open matters and those of the last 90 days. Each is recorded as looked at."),
    )

    def clean_phone(self) -> str:
        try:
            return phones.normalise(self.cleaned_data["phone"])
        except Refusal as no:
            raise forms.ValidationError(str(no)) from None
