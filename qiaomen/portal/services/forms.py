from typing import Any

from django.utils.translation import gettext_lazy as _

from qiaomen.portal.forms import PlaceForm


class ServicesForm(PlaceForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].help_text = _("Who answers may differ from place to place.")
