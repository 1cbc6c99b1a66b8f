"""Where it is: a place that is named, a point on the map, or both, which must not contradict one another."""

from django.forms import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from qiaomen.desk.fields import NamedField
from qiaomen.desk.forms import DeskForm
from qiaomen.territory import maps
from qiaomen.territory.fields import PositionField
from qiaomen.territory.maps import Map, Mark
from qiaomen.territory.models import Place
from qiaomen.territory.positions import Position


def show_map(form: DeskForm, *, focus: str = "", point: Position | None = None, folded: bool = False) -> None:
    """On it the field `position` is chosen; the place around it is written into the field `place`."""
    own = [Mark(float(point[0]), float(point[1]), _("as it stands now"), own=True)] if point else []
    shown = Map(
        label=_("Map on which you can choose the point"),
        outlines=reverse("desk:map-outlines"),
        ask=reverse("desk:map-spot"),
        field=form["position"].id_for_label,
        names=form["place"].id_for_label,
        focus=focus,
        marks=own,
        folded=folded,
    )
    form.field(PositionField, "position").show(shown if maps.has_ground() else None)


def agreed_place(field: NamedField, named: int | None, point: Position | None) -> int | None:
    """The id of the smallest place that name and point agree on, None where neither tells; else an error."""
    found = maps.spot(float(point[0]), float(point[1])).place if point else None
    if named is None:
        return _offered(found, field) if found else None
    if found is None:
        return named
    place = Place.objects.get(pk=named)
    if place.holds(found):
        return found.pk
    if found.holds(place) or place.polygon is None:  # nothing says that the point lies elsewhere
        return named
    raise _wrong(
        _("The point lies in “%s”. Correct it or the name, or leave one of them empty.") % found.name
    )


def _offered(found: Place, field: NamedField) -> int:
    if found.pk not in {choice.pk for choice in field.choices}:
        raise _wrong(_("The point lies in “%s”, where you have no post. Correct it.") % found.name)
    return found.pk


def _wrong(sentence: str) -> ValidationError:
    return ValidationError({"position": sentence})
