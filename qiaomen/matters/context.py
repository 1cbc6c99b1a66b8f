"""What a batch of matters needs to know of the house, loaded once."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.models import UNSORTED, Item, ItemVersion
from qiaomen.catalogue.promises import Promise, promise_of
from qiaomen.kernel.calendar import WorkCalendar, calendar_now
from qiaomen.kernel.limits import Limit
from qiaomen.kernel.refusal import Refusal
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place


@dataclass(slots=True)
class Context:
    """Calendar, desks and item versions as they are on the day of `now`."""

    now: datetime
    calendar: WorkCalendar
    desks: list[Unit]
    unsorted: ItemVersion
    _versions: dict[int, ItemVersion] = field(default_factory=dict)

    @classmethod
    def load(cls, now: datetime) -> "Context":
        desks = list(Unit.objects.filter(kind=Unit.Kind.DESK, ended_on=None).select_related("place"))
        unsorted = Item.objects.filter(code=UNSORTED).first()
        if not desks or unsorted is None:
            raise Refusal(_("This installation is empty. Run “qiaomen setup” first."))
        return cls(now, calendar_now(), desks, unsorted.version_on(timezone.localtime(now).date()))

    @property
    def today(self) -> date:
        return timezone.localtime(self.now).date()

    def desk_for(self, place: Place | None, units: frozenset[int] = frozenset()) -> Unit:
        """The desk that answers for `place`: the one at the deepest place around it.

        Where nobody knows the place yet it is the desk among `units` (whose people took it in), else the
        topmost one.
        """
        by_depth = sorted(self.desks, key=lambda desk: (len(desk.place.path), desk.pk))
        around = [desk for desk in by_depth if place and place.path.startswith(desk.place.path)]
        own = [desk for desk in by_depth if desk.pk in units]
        return around[-1] if around else (own or by_depth)[0]

    def version_of(self, item: Item | None) -> ItemVersion:
        """The version of `item` that is in force; the unsorted one's for an item that nobody is sure of."""
        if item is None:
            return self.unsorted
        if item.pk not in self._versions:
            self._versions[item.pk] = item.version_on(self.today)
        return self._versions[item.pk]

    def promise(self, version: ItemVersion) -> Promise:
        return promise_of(version, self.unsorted)

    def due(self, start: datetime, limit: Limit | None) -> datetime | None:
        return None if limit is None else self.calendar.due(start, limit)
