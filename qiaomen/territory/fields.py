"""A field for a position, for the forms of all faces."""

from typing import Any

from django import forms

from qiaomen.kernel.forms import refusals_shown
from qiaomen.territory import positions
from qiaomen.territory.maps import Map
from qiaomen.territory.positions import Position


class PositionInput(forms.TextInput):
    """A text field that a script fills in from the phone, or from a map where the form gives one."""

    template_name = "territory/position.html"
    map: Map | None = None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        return {**context, "map": self.map}


class PositionField(forms.CharField):
    """Typed "latitude, longitude" in WGS 84; gives longitude and latitude, None where left empty."""

    widget = PositionInput

    def show(self, shown: Map | None) -> None:
        """Where the point can be chosen, if on a map; the form knows who asks."""
        self.widget.map = shown

    def clean(self, value: Any) -> Position | None:
        typed = super().clean(value)
        with refusals_shown():
            return positions.read(typed) if typed else None
