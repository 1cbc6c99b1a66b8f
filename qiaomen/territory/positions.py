"""A position as a phone or a map gives it, or as somebody types it: latitude first, in WGS 84."""

import re
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal

_POSITION = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*[,，\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*")
_STEP = Decimal("0.000001")  # a decimetre
NORTH, EAST = 90, 180

Position = tuple[Decimal, Decimal]  # longitude, latitude


def read(text: str) -> Position:
    """Typed "latitude, longitude"."""
    found = _POSITION.fullmatch(text)
    if found is None:
        raise Refusal(_("This is no position. Write it like 31.2304, 121.4737, or leave it."))
    latitude, longitude = (Decimal(number).quantize(_STEP) for number in found.groups())
    if abs(latitude) > NORTH or abs(longitude) > EAST:
        raise Refusal(_("There is no such place on Earth. Latitude comes first."))
    return longitude, latitude


def written(position: Position | None) -> str:
    """As it is typed; "" for none."""
    return f"{position[1]}, {position[0]}" if position else ""


def as_text(position: Position | None) -> tuple[str, str] | None:
    """Longitude and latitude as decimal text, as a telling bears them."""
    return (str(position[0]), str(position[1])) if position else None
