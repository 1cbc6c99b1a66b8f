"""The report of the rates as lines of text."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from qiaomen.indicators.rates import Figures, Share
from qiaomen.indicators.wording import aligned, hours, percent

if TYPE_CHECKING:
    from qiaomen.indicators.report import RatesReport


def page(report: "RatesReport") -> list[str]:
    return [*_head(report), "", *_table(report), "", *_left_out(report.total), *_definition(report)]


def _head(report: "RatesReport") -> Iterator[str]:
    first, last = report.period.first or "…", report.period.last or "…"
    yield _("Rates by %(group)s, %(first)s to %(last)s") % {
        "group": report.grouping.label,
        "first": first,
        "last": last,
    }
    if report.published:
        yield _("As published; digest %s") % report.published


def _table(report: "RatesReport") -> list[str]:
    titles = [
        _("rank"),
        report.grouping.label,
        _("matters"),
        _("response"),
        _("resolution"),
        _("satisfaction"),
        _("residents reached"),
        _("on time"),
        _("half within, hours"),
        _("nine tenths within, hours"),
        _("overdue"),
    ]
    rows = [
        ["–" if row.rank is None else str(row.rank), row.name, *_cells(row.figures)] for row in report.rows
    ]
    return aligned([list(map(str, titles)), *rows, ["", _("all"), *_cells(report.total)]])


def _cells(figures: Figures) -> list[str]:
    shares = (figures.response, figures.resolution, figures.satisfaction, figures.reached, figures.on_time)
    times = (figures.median_seconds, figures.p90_seconds)
    return [str(figures.matters), *map(_share, shares), *map(hours, times), str(figures.overdue)]


def _share(share: Share) -> str:
    return f"{percent(share.rate)} ({share.numerator}/{share.denominator})"


def _left_out(total: Figures) -> Iterator[str]:
    counts = "; ".join(f"{reason.label}: {count}" for reason, count in total.left_out.items())
    yield _("Not counted: %s") % (counts or _("nothing"))


def _definition(report: "RatesReport") -> Iterator[str]:
    yield _("How it is counted (definition %d):") % report.definition.version
    yield from (f"- {sentence}" for sentence in report.definition.sentences().values())
