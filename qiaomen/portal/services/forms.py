from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.forms import HonestForm
from qiaomen.portal.places import choosable


class PlaceForm(HonestForm):
    place = forms.ChoiceField(
        label=_("Community"), help_text=_("Who answers may differ from place to place."), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everywhere = ("", _("the whole district"))
        self.field(forms.ChoiceField, "place").choices = [everywhere, *choosable().items()]
