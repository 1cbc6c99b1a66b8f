"""The report against the ledger: two ways of counting that share no line of code."""

from collections import Counter
from random import Random

import pytest

from qiaomen.catalogue.models import SUPERVISION, Item
from qiaomen.indicators.rates import Figures
from qiaomen.indicators.reports import report_rates
from qiaomen.indicators.tests.ledger_count import LedgerCount, Sheet
from qiaomen.indicators.tests.playing import Play
from qiaomen.kernel import clock
from qiaomen.kernel.canonical import micros
from tests.world import World

SHARES = ("response", "resolution", "satisfaction", "on_time")


def spelt(figures: Figures) -> tuple[Counter[str], int | None, int | None]:
    """The figures as a sheet of the other count spells them."""
    sums = Counter(matters=figures.matters, overdue=figures.overdue)
    sums.update(voices=figures.reached.denominator, reached=figures.reached.numerator)
    for name in SHARES:
        share = getattr(figures, name)
        sums.update({f"{name} yes": share.numerator, f"{name} asked": share.denominator})
    sums.update({f"left out {reason.value}": count for reason, count in figures.left_out.items()})
    return sums, figures.median_seconds, figures.p90_seconds


def counted(sheet: Sheet) -> tuple[Counter[str], int | None, int | None]:
    return sheet.sums, sheet.quantile(5), sheet.quantile(9)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 9))])
def test_the_report_says_what_the_ledger_says(world: World, seed: int):
    play = Play(world, Random(seed)).go_on(250)  # noqa: S311 - nothing secret about it
    own = Item.objects.get(code=SUPERVISION).pk
    count = LedgerCount(play.book, own_item=own, now=micros(play.at))
    with clock.told(play.at):
        report = report_rates(by=world.actor("auditor"))
    assert report.total.reached.numerator  # else chance has played nothing worth counting
    assert spelt(report.total) == counted(count.sheets[""])
    for row in report.rows:
        assert spelt(row.figures) == counted(count.sheets[world.units[row.code].pk]), row.code
