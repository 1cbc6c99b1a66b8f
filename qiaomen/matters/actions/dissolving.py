"""An office or a place that still has something to see to does not vanish from one day to the next."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.models import Rule
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models.ledger import Event
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import lock
from qiaomen.matters.models import Matter
from qiaomen.people.actions import end_unit
from qiaomen.people.models import Post, Unit
from qiaomen.territory.actions import end_place
from qiaomen.territory.models import Place


def dissolve_unit(unit: Unit, *, on: date, by: Actor) -> Event:
    """End the unit; not today while it has open matters or rules lead to it, which a later day lets move."""
    with transaction.atomic():
        lock(unit)
        if on <= clock.today():
            _require_idle(unit)
        return end_unit(unit, on=on, by=by)


def _require_idle(unit: Unit) -> None:
    if Matter.objects.open().filter(unit=unit).exists():
        raise Refusal(
            _("Matters are open at %s. Give them to another unit first, or choose a later day.") % unit
        )
    if Rule.objects.in_force(clock.today()).filter(unit=unit).exists():
        raise Refusal(_("Routing rules lead to %s. End them first, or choose a later day.") % unit)


def dissolve_place(place: Place, *, by: Actor) -> Event:
    """End a place in which nothing goes on any more; else it is merged into the one that takes over."""
    with transaction.atomic():
        lock(place)
        today = clock.today()
        if Matter.objects.open().filter(place=place).exists():
            raise Refusal(_("Matters are open in %s. Merge it into the place that takes over.") % place)
        if Unit.objects.current(today).filter(place=place).exists():
            raise Refusal(_("Units are at home in %s. Move them first.") % place)
        if Post.objects.unfinished(today).filter(place=place).exists():
            raise Refusal(_("Posts reach %s. End them first, or merge it.") % place)
        return end_place(place, by=by)
