"""Where it is: a place that is named, a point on the map, or both, which must not contradict one another."""

from typing import TYPE_CHECKING

from django.forms import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from qiaomen.desk.fields import NamedField
from qiaomen.territory import maps
from qiaomen.territory.maps import Map, Mark
from qiaomen.territory.models import Place
from qiaomen.territory.positions import Position

if TYPE_CHECKING:
    from django import forms


def asking_map(names: "forms.BoundField", *, focus: str = "", point: Position | None = None) -> Map:
    """A map on which a point is chosen; the place around it is written into the field `names`."""
    own = [Mark(float(point[0]), float(point[1]), _("as it stands now"), own=True)] if point else []
    return Map(
        label=_("Map on which you can choose the point"),
        outlines=reverse("desk:map-outlines"),
        ask=reverse("desk:map-spot"),
        names=names.id_for_label,
        focus=focus,
        marks=own,
    )


def require_place(field: NamedField, named: int | None, point: Position | None) -> int:
    """The id of the smallest place that the name and the point agree on; an error where they do not."""
    if point is None:
        return _named(named)
    found = maps.spot(float(point[0]), float(point[1])).place
    if named is None:
        return _offered(found, field)
    place = Place.objects.get(pk=named)
    if found and place.holds(found):
        return found.pk
    if found is None or found.holds(place) or place.polygon is None:  # nothing says that it lies elsewhere
        return named
    raise _wrong(
        _("The point lies in “%s”. Correct it or the name, or leave one of them empty.") % found.name
    )


def _named(place: int | None) -> int:
    if place is None:
        raise ValidationError({"place": _("Name the place, or show the point on the map.")})
    return place


def _offered(found: Place | None, field: NamedField) -> int:
    if found is None:
        raise _wrong(_("The point lies outside all boundaries that are drawn. Name the place too."))
    if found.pk not in {choice.pk for choice in field.choices}:
        raise _wrong(_("The point lies in “%s”, where you have no post. Correct it.") % found.name)
    return found.pk


def _wrong(sentence: str) -> ValidationError:
    return ValidationError({"position": sentence})
