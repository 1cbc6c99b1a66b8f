"""What a matter needs to know of the house: calendar, desks, item versions. Read once for many matters."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.models import UNSORTED, Item, ItemVersion
from qiaomen.catalogue.promises import Promise, promise_of
from qiaomen.catalogue.stamps import Stamp, stamp
from qiaomen.kernel.calendar import WorkCalendar, calendar_now
from qiaomen.kernel.limits import Limit
from qiaomen.kernel.refusal import Refusal
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place
from qiaomen.territory.paths import line


@dataclass(slots=True)
class House:
    """What holds for a day, until somebody changes a unit, an item, the calendar or the territory."""

    day: date
    calendar: WorkCalendar
    desks: list[Unit]
    unsorted: ItemVersion
    versions: dict[int, ItemVersion] = field(default_factory=dict)


@lru_cache(maxsize=4)
def house(_stamp: Stamp, day: date) -> House:
    desks = list(Unit.objects.filter(kind=Unit.Kind.DESK, ended_on=None).select_related("place"))
    unsorted = ItemVersion.objects.in_force(day).select_related("item").filter(item__code=UNSORTED).first()
    if not desks or unsorted is None:
        raise Refusal(_("This installation is empty. Run “qiaomen setup” first."))
    return House(day, calendar_now(), desks, unsorted)


@dataclass(frozen=True, slots=True)
class Context:
    """The house as it is at the instant `now`."""

    now: datetime
    house: House

    @classmethod
    def load(cls, now: datetime) -> "Context":
        return cls(now, house(stamp(), timezone.localtime(now).date()))

    def desk_for(self, place: Place | None, units: frozenset[int] = frozenset()) -> Unit:
        """The desk that answers for `place`: the one at the deepest place around it.

        Where nobody knows the place yet it is the desk among `units` (whose people took it in), else the
        topmost one.
        """
        by_depth = sorted(self.house.desks, key=lambda desk: (len(desk.place.path), desk.pk))
        around = [desk for desk in by_depth if place and place.path.startswith(desk.place.path)]
        own = [desk for desk in by_depth if desk.pk in units]
        return around[-1] if around else (own or by_depth)[0]

    def desk_above(self, desk: Unit) -> Unit | None:
        """The next desk that answers for a wider place around that of `desk`."""
        wider = [one for one in self.house.desks if one.place.path in line(desk.place.path)[:-1]]
        return max(wider, key=lambda one: len(one.place.path), default=None)

    def version_of(self, item: Item | None) -> ItemVersion:
        """The version of `item` that is in force; the unsorted one's for an item that nobody is sure of."""
        if item is None:
            return self.house.unsorted
        versions = self.house.versions
        if item.pk not in versions:
            versions[item.pk] = item.version_on(self.house.day)
        return versions[item.pk]

    def promise(self, version: ItemVersion) -> Promise:
        return promise_of(version, self.house.unsorted)

    def due(self, start: datetime, limit: Limit | None) -> datetime | None:
        return None if limit is None else self.house.calendar.due(start, limit)
