from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.forms import DeskForm
from qiaomen.desk.matters.purposes import Purpose


class DisclosureForm(DeskForm):
    purpose = forms.ChoiceField(
        label=_("Purpose"),
        choices=[(purpose, purpose.label) for purpose in Purpose if purpose != Purpose.SEARCH],
        help_text=_("Each look is recorded, with its purpose."),
    )
