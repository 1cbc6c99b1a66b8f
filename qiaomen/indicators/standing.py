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
from qiaomen.matters.querysets import MatterQuerySet, running_out_before
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
    return count_standing(readable(by).counted(), level, at)


def count_standing(matters: MatterQuerySet, level: PlaceKind, at: datetime) -> StandingReport:
    """The same of such of the matters as are open."""
    division, still_open, late = groups(Grouping.PLACE, level), Counter[int](), Counter[int]()
    for place, many, overdue in _by_place(matters.open(), at):
        still_open[division.group_of(place)] += many
        late[division.group_of(place)] += overdue
    labels = division.labels(still_open)
    rows = (Standing(*labels[group], many, late[group]) for group, many in still_open.items())
    return StandingReport(level, tuple(sorted(rows, key=_order)))


def _by_place(matters: MatterQuerySet, at: datetime) -> Iterable[tuple[int, int, int]]:
    counts = {"many": Count("pk"), "late": Count("pk", filter=running_out_before(at))}
    return matters.order_by().values_list("place_id").annotate(**counts)


def _order(row: Standing) -> tuple[int, int, str]:
    return -row.overdue, -row.open, row.code
