"""A position as a phone gives it, or as somebody types it from a map."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

_POSITION = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*[,，\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*")
_STEP = Decimal("0.000001")  # a decimetre
NORTH, EAST = 90, 180


class PositionInput(forms.TextInput):
    """A text field that a script fills in from the phone, once it is pressed."""

    template_name = "desk/position.html"


class PositionField(forms.CharField):
    """Typed "latitude, longitude" in WGS 84; gives longitude and latitude, None where left empty."""

    widget = PositionInput

    def clean(self, value: Any) -> tuple[Decimal, Decimal] | None:
        typed = super().clean(value)
        if not typed:
            return None
        found = _POSITION.fullmatch(typed)
        if found is None:
            raise forms.ValidationError(
                _("This is no position. Write it like 31.2304, 121.4737, or leave it.")
            )
        latitude, longitude = (Decimal(number).quantize(_STEP) for number in found.groups())
        if abs(latitude) > NORTH or abs(longitude) > EAST:
            raise forms.ValidationError(_("There is no such place on Earth. Latitude comes first."))
        return longitude, latitude
