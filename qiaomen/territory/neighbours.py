"""Places that should share an area out among them: siblings of one kind."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import clock
from qiaomen.territory.boundaries import overlaps
from qiaomen.territory.models import Place

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def overlaps_of(place: Place) -> list["StrOrPromise"]:
    """A warning for each sibling into whose boundary that of `place` reaches."""
    siblings = Place.objects.current(clock.today()).filter(parent=place.parent, kind=place.kind)
    rows = siblings.filter(polygon__isnull=False).values_list("code", "name", "polygon")
    drawn = {f"{name} ({code})": line for code, name, line in rows if line}
    own = f"{place.name} ({place.code})"
    return [overlap(*found) for found in overlaps(drawn) if own in found[:2]]


def overlap(one: str, other: str, share: float) -> "StrOrPromise":
    return _("“%(one)s” and “%(other)s” overlap by %(share)s %% of the smaller one.") % {
        "one": one,
        "other": other,
        "share": f"{share * 100:.1f}",
    }
