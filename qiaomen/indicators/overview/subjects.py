"""What an overview is about: a place with all below it, or a unit with all below it."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from qiaomen.indicators.reading import below, involving, readable
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.people.models import Unit
from qiaomen.people.tree import ids_below
from qiaomen.territory.models import Place, PlaceKind


class Kind(models.TextChoices):
    PLACE = "place", _("place")
    UNIT = "unit", _("unit")


@dataclass(frozen=True, slots=True)
class Subject:
    """`reader` reads nothing but what the overview is about; `units` are those of a unit's own tree."""

    kind: Kind
    code: str
    name: str
    reader: Actor
    units: frozenset[int] = frozenset()

    @property
    def matters(self) -> MatterQuerySet:
        """Of a unit what it or one below it holds now, or held last."""
        read = readable(self.reader)
        return read.filter(unit__in=sorted(self.units)) if self.kind == Kind.UNIT else read


def about(one: Place | Unit, *, by: Actor) -> Subject:
    """Raises Forbidden unless `by` reads the reports of the whole place, or of the unit."""
    return _of_place(one, by) if isinstance(one, Place) else _of_unit(one, by)


def _of_place(place: Place, by: Actor) -> Subject:
    by.require(Permission.REPORT_READ, place.scope)
    name = place.name if place.kind == PlaceKind.ROOT else place.full_name()
    return Subject(Kind.PLACE, place.code, name, below(by, place.path))


def _of_unit(unit: Unit, by: Actor) -> Subject:
    by.require(Permission.REPORT_READ, unit.scope)
    units = ids_below({unit.pk})[unit.pk]
    return Subject(Kind.UNIT, unit.code, unit.name, involving(by, units), units)


def named(text: str, *, by: Actor) -> Subject:
    """The place or unit with this code, else with this name; a place goes before a unit with the same code.

    Raises Refusal where there is none, or there are several of the name.
    """
    found = _called("code", text)[:1] or _called("name", text)
    if len(found) != 1:
        raise Refusal(_("No one place or unit is called “%s”. Write its code.") % text)
    return about(found[0], by=by)


def _called(column: str, text: str) -> list[Place | Unit]:
    today = clock.today()
    places = Place.objects.current(today).filter(**{column: text})
    return [*places[:2], *Unit.objects.current(today).filter(**{column: text})[:2]]


def own(by: Actor) -> Place | Unit:
    """The widest place whose reports they read; of who reads only for units, one of their own."""
    grants = by.holding(Permission.REPORT_READ)
    wide = sorted((grant.below for grant in grants if grant.units is None), key=len)
    if wide:
        return Place.objects.get(path=wide[0]) if wide[0] else Place.objects.get(kind=PlaceKind.ROOT)
    mine = {unit for grant in grants for unit in grant.units or ()} & by.units
    return Unit.objects.filter(pk__in=mine).order_by("code")[0]
