"""Counting: the rates of a period by group, published or counted now."""

from datetime import date

from qiaomen.indicators.definitions import in_force
from qiaomen.indicators.gathering import Source, gather
from qiaomen.indicators.grouping import Grouping, groups
from qiaomen.indicators.models import Publication
from qiaomen.indicators.periods import Period
from qiaomen.indicators.ranking import rank, score
from qiaomen.indicators.rates import by_group, tally
from qiaomen.indicators.reading import readable, reads_whole_house
from qiaomen.indicators.report import RatesReport, RatesRow
from qiaomen.kernel.actors import Actor
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.territory.models import PlaceKind


def report_rates(
    *,
    by: Actor,
    group: Grouping = Grouping.UNIT,
    from_day: date | None = None,
    to_day: date | None = None,
    level: PlaceKind = PlaceKind.COMMUNITY,
) -> RatesReport:
    """The rates of the matters closed from one day to another, both included; None is unbounded.

    A published month is repeated as it was to whoever may read the whole house. `level` is the kind of place
    that Grouping.PLACE sums up to. Raises Forbidden for who may read no report.
    """
    matters, period = readable(by), Period(from_day, to_day)
    published = _published(period, view(group, level)) if reads_whole_house(by) else None
    return published or count_rates(matters, group, period, level)


def count_rates(
    matters: MatterQuerySet, group: Grouping, period: Period, level: PlaceKind = PlaceKind.COMMUNITY
) -> RatesReport:
    """The rates as they are today, of such of the matters as the definition counts."""
    division, definition = groups(group, level), in_force(period.last)
    facts = gather(Source(matters, period, division, definition))
    figures = {key: tally(part, definition) for key, part in by_group(facts).items()}
    ranks = rank({key: score(each, definition.minimum_sample) for key, each in figures.items()})
    labels = division.labels(figures)
    rows = [RatesRow(*labels[key], ranks[key], each) for key, each in figures.items()]
    return RatesReport(
        grouping=group,
        level=level.value if group == Grouping.PLACE else "",
        period=period,
        definition=definition,
        total=tally(facts, definition),
        rows=tuple(sorted(rows, key=_order)),
    )


def view(group: Grouping, level: PlaceKind) -> str:
    """The name under which a publication keeps a report."""
    return f"{group}:{level}" if group == Grouping.PLACE else group.value


def _order(row: RatesRow) -> tuple[bool, int, str]:
    return row.rank is None, row.rank or 0, row.code


def _published(period: Period, name: str) -> RatesReport | None:
    month = period.whole_month
    publication = (
        Publication.objects.filter(kind=Publication.Kind.RATES, month=month).first() if month else None
    )
    if publication is None or name not in publication.reports():
        return None
    return RatesReport.thawed(publication.reports()[name], published=publication.digest)
