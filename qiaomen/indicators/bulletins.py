"""The bulletin of a month: what a place was asked and what came of it, on a page or two.

It is made of figures alone, so that it can be kept for ever: no word of a resident is in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count
from django.utils.translation import gettext as _

from qiaomen.indicators.behind import workload
from qiaomen.indicators.definitions import in_force
from qiaomen.indicators.grouping import Grouping
from qiaomen.indicators.overview.subjects import Subject
from qiaomen.indicators.periods import Period
from qiaomen.indicators.report import RatesReport, RatesRow
from qiaomen.indicators.reports import count_rates
from qiaomen.indicators.wording import percent
from qiaomen.kernel.printing import Document, Table
from qiaomen.matters.querysets import MatterQuerySet

MOST_ITEMS = 10


class Flow(NamedTuple):
    """Of a month; `open` is what was open at its end."""

    received: int
    ended: int
    open: int


class Told(NamedTuple):
    """An item, and how many matters of it came in this month and the month before."""

    item: str
    now: int
    before: int


@dataclass(frozen=True, slots=True)
class Bulletin:
    """`published` is the digest of what is kept of it."""

    month: date
    place: str
    now: Flow
    before: Flow
    told: tuple[Told, ...]
    rates: RatesReport
    published: str = ""

    def frozen(self) -> dict[str, Any]:
        """What is kept: no words that a language or a later version would change."""
        return {
            "month": self.month.isoformat(),
            "place": self.place,
            "now": self.now._asdict(),
            "before": self.before._asdict(),
            "told": [told._asdict() for told in self.told],
            "rates": self.rates.frozen(),
        }

    @classmethod
    def thawed(cls, said: Mapping[str, Any], *, published: str) -> "Bulletin":
        return cls(
            date.fromisoformat(said["month"]),
            said["place"],
            Flow(**said["now"]),
            Flow(**said["before"]),
            tuple(Told(**told) for told in said["told"]),
            RatesReport.thawed(said["rates"], published=published),
            published,
        )


def count_bulletin(subject: Subject, month: date) -> Bulletin:
    """As it is counted now."""
    period = Period.month(month)
    first = month.replace(day=1)
    before = Period.month(first - timedelta(days=1))
    matters = workload(subject.matters, in_force(period.last))
    return Bulletin(
        month=first,
        place=subject.name,
        now=_flow(matters, period),
        before=_flow(matters, before),
        told=tuple(_told(matters, period, before)),
        rates=count_rates(subject.matters, Grouping.UNIT, period),
    )


def _flow(matters: MatterQuerySet, month: Period) -> Flow:
    until = Period(None, month.last)
    still_open = matters.filter(until.holds("received_at")).exclude(until.holds("closed_at"))
    return Flow(
        received=matters.filter(month.holds("received_at")).count(),
        ended=matters.filter(month.holds("closed_at")).count(),
        open=still_open.count(),
    )


def _told(matters: MatterQuerySet, month: Period, before: Period) -> list[Told]:
    """The items of which most came in."""
    now, then = month.holds("received_at"), before.holds("received_at")
    rows = matters.filter(now | then).order_by().values_list("item__name")
    counted = rows.annotate(now=Count("pk", filter=now), then=Count("pk", filter=then))
    found = sorted((Told(*row) for row in counted), key=lambda told: (-told.now, told.item))
    return [told for told in found if told.now][:MOST_ITEMS]


def document(bulletin: Bulletin) -> Document:
    """For printing, in the reader's language."""
    told = {"place": bulletin.place, "month": f"{bulletin.month:%Y-%m}"}
    return Document(
        title=_("Bulletin of %(place)s, %(month)s") % told,
        under=_("As published; digest %s") % bulletin.published,
        says=[],
        tables=[_of_flow(bulletin), _of_rates(bulletin), _of_items(bulletin), _of_units(bulletin)],
        notes=list(bulletin.rates.definition.sentences().values()),
    )


def _of_flow(bulletin: Bulletin) -> Table:
    names = (_("Came in"), _("Ended"), _("Open at its end"))
    rows = zip(names, map(str, bulletin.now), map(str, bulletin.before), strict=True)
    return Table(_("What came in and ended"), ["", _("this month"), _("the month before")], list(rows))


def _of_rates(bulletin: Bulletin) -> Table:
    total = bulletin.rates.total
    shares = {
        _("Response rate"): total.response,
        _("Resolution rate"): total.resolution,
        _("Satisfaction rate"): total.satisfaction,
        _("On time"): total.on_time,
    }
    rows = [
        [name, percent(one.rate), str(one.numerator), str(one.denominator)] for name, one in shares.items()
    ]
    return Table(_("Of what was closed"), ["", _("Rate"), _("Yes"), _("of")], rows)


def _of_items(bulletin: Bulletin) -> Table:
    heads = [_("Item"), _("this month"), _("the month before")]
    rows = [[told.item, str(told.now), str(told.before)] for told in bulletin.told]
    return Table(_("Told of most"), heads, rows)


def _of_units(bulletin: Bulletin) -> Table:
    heads = [
        _("Unit"),
        _("Rank"),
        _("Closed"),
        _("Response rate"),
        _("Resolution rate"),
        _("Satisfaction rate"),
    ]
    return Table(_("Ranking of units"), heads, list(map(_of_unit, bulletin.rates.rows)))


def _of_unit(row: RatesRow) -> list[str]:
    shares = (row.figures.response, row.figures.resolution, row.figures.satisfaction)
    rates = (percent(share.rate) for share in shares)
    return [row.name, "–" if row.rank is None else str(row.rank), str(row.figures.matters), *rates]
