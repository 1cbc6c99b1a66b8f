"""What stands open now, and what of it is overdue, place by place."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from qiaomen.indicators.grouping import Grouping, groups
from qiaomen.indicators.reading import readable
from qiaomen.indicators.wording import aligned
from qiaomen.kernel.actors import Actor
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.territory.models import PlaceKind


@dataclass(frozen=True, slots=True)
class Standing:
    """One place; its name is the full one."""

    code: str
    name: str
    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class StandingReport:
    """The places where something is open, the most overdue first."""

    level: PlaceKind
    rows: tuple[Standing, ...]

    def lines(self) -> list[str]:
        heading = [_("Place"), _("Open"), _("Overdue")]
        return aligned([heading, *([row.name, str(row.open), str(row.overdue)] for row in self.rows)])

    def to_json(self) -> dict[str, Any]:
        return {"level": self.level.value, "places": [asdict(row) for row in self.rows]}


def report_standing(*, by: Actor, level: PlaceKind, at: datetime) -> StandingReport:
    """Of the matters that count in reports. What lies in no place of the kind `level` stands under its own.

    Raises Forbidden for who may read no report.
    """
    matters, division = readable(by).counted(), groups(Grouping.PLACE, level)
    of_place = division.group_of
    still_open, late = _summed(matters.open(), of_place), _summed(matters.overdue(at), of_place)
    labels = division.labels(still_open)
    rows = (Standing(*labels[group], many, late[group]) for group, many in still_open.items())
    return StandingReport(level, tuple(sorted(rows, key=_order)))


def _summed(matters: MatterQuerySet, group_of: Any) -> Counter[int]:
    totals: Counter[int] = Counter()
    for place, many in _by_place(matters):
        totals[group_of(place)] += many
    return totals


def _by_place(matters: MatterQuerySet) -> Iterable[tuple[int, int]]:
    return matters.order_by().values_list("place_id").annotate(many=Count("pk"))


def _order(row: Standing) -> tuple[int, int, str]:
    return -row.overdue, -row.open, row.code
