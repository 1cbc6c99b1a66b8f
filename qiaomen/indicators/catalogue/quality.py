"""Which items of the catalogue serve nobody, promise too much, go to the wrong unit, or lack words."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qiaomen.catalogue.models import INDISPENSABLE, Item, ItemVersion
from qiaomen.indicators.periods import Period
from qiaomen.indicators.wording import aligned
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import HOUSE, Permission
from qiaomen.matters.models import Assignment, Matter
from qiaomen.matters.querysets import MatterQuerySet

FEWEST = 5  # matters from which a share says something
MISSED = 2  # more than one in so many promises
RETURNED = 3  # more than one in so many matters


class Fault(models.TextChoices):
    UNUSED = "unused", gettext_lazy("nobody used it")
    LATE = "late", gettext_lazy("promise mostly missed")
    RETURNED = "returned", gettext_lazy("often returned")
    WORDLESS = "no_keywords", gettext_lazy("no keywords")
    SPEECHLESS = "no_replies", gettext_lazy("no standard reply")
    UNDESCRIBED = "no_description", gettext_lazy("no description")


class Tally(NamedTuple):
    """Matters received in the period; of those with a promise that ran out or was kept, those too late."""

    received: int = 0
    judged: int = 0
    late: int = 0
    returned: int = 0


class Line(NamedTuple):
    """An item with at least one fault."""

    code: str
    name: str
    faults: tuple[Fault, ...]
    tally: Tally

    def to_json(self) -> dict[str, Any]:
        faults = [fault.value for fault in self.faults]
        return {"code": self.code, "name": self.name, "faults": faults, **self.tally._asdict()}


@dataclass(frozen=True, slots=True)
class Quality:
    """`items` is how many were looked at."""

    period: Period
    items: int
    rows: tuple[Line, ...]

    def count(self) -> list[tuple[str, int]]:
        """Each fault and how many items have it."""
        found = Counter(fault for row in self.rows for fault in row.faults)
        return [(str(fault.label), found[fault]) for fault in Fault]

    def lines(self) -> list[str]:
        titles = [_("Code"), _("Item"), _("Matters received"), _("Late"), _("Returned"), _("What to look at")]
        table = [titles, *map(cells, self.rows)]
        heads = [f"{label}: {number}" for label, number in self.count()]
        return [*heads, *(aligned(table) if self.rows else ()), *meaning()]

    def to_json(self) -> dict[str, Any]:
        return {"items": self.items, "rows": [row.to_json() for row in self.rows], "meaning": meaning()}


def cells(row: Line) -> list[str]:
    late = f"{row.tally.late}/{row.tally.judged}"
    returned = f"{row.tally.returned}/{row.tally.received}"
    faults = ", ".join(str(fault.label) for fault in row.faults)
    return [row.code, row.name, str(row.tally.received), late, returned, faults]


def meaning() -> list[str]:
    """What the numbers mean."""
    return [
        _("Looked at are the items in use that have none below them."),
        _("Counted are the matters received in the period; no old, excluded or confidential ones."),
        _(
            "Late: answered after the promised instant, or still without an answer past it. Said of an item "
            "when it is more than half of at least %d."
        )
        % FEWEST,
        _(
            "Returned: a unit gave it back as not its own. Said of an item when it is more than a third of "
            "at least %d."
        )
        % FEWEST,
    ]


def quality(*, by: Actor, from_day: date | None = None, to_day: date | None = None) -> Quality:
    """For whoever keeps the catalogue: counts by item, nothing of any one matter."""
    by.require(Permission.CATALOGUE_EDIT, HOUSE)
    period, versions = Period(from_day, to_day), _looked_at()
    tallies = _tallies(period)
    rows = (_line(version, tallies[version.item_id]) for version in versions)
    return Quality(period, len(versions), tuple(row for row in rows if row.faults))


def _looked_at() -> list[ItemVersion]:
    today = clock.today()
    current = Item.objects.current(today).exclude(code__in=INDISPENSABLE)
    ends = current.exclude(Exists(Item.objects.current(today).filter(parent=OuterRef("pk"))))
    return list(
        ItemVersion.objects.in_force(today)
        .filter(item__in=ends)
        .select_related("item")
        .order_by("item__code")
    )


def _tallies(period: Period) -> Mapping[int, Tally]:
    told = Matter.objects.counted().filter(period.holds("received_at"), confidential=False)
    received, late = _by_item(told), _by_item(told.filter(_too_late(told)))
    in_time = _by_item(told.filter(answered_at__lte=F("due_at")))
    given_back = Assignment.objects.filter(matter=OuterRef("pk"), end=Assignment.End.RETURNED)
    returned = _by_item(told.filter(Exists(given_back)))
    found: defaultdict[int, Tally] = defaultdict(Tally)
    for item, number in received.items():
        found[item] = Tally(number, in_time[item] + late[item], late[item], returned[item])
    return found


def _too_late(told: MatterQuerySet) -> Q:
    waiting = told.overdue(clock.now()).values("pk")
    return Q(answered_at__gt=F("due_at")) | Q(pk__in=waiting)


def _by_item(matters: MatterQuerySet) -> Counter[int]:
    return Counter(dict(matters.order_by().values_list("item").annotate(Count("pk"))))


def _line(version: ItemVersion, tally: Tally) -> Line:
    return Line(version.item.code, version.name, tuple(_faults(version, tally)), tally)


def _faults(version: ItemVersion, tally: Tally) -> Iterator[Fault]:
    if not tally.received and version.visibility != ItemVersion.Visibility.CONFIDENTIAL:
        yield Fault.UNUSED  # of what is confidential nothing is counted, so nothing is known
    if tally.judged >= FEWEST and tally.late * MISSED > tally.judged:
        yield Fault.LATE
    if tally.received >= FEWEST and tally.returned * RETURNED > tally.received:
        yield Fault.RETURNED
    if not version.keywords:
        yield Fault.WORDLESS
    if not version.replies:
        yield Fault.SPEECHLESS
    if not version.description:
        yield Fault.UNDESCRIBED
