"""Short ways from a world to a report of it."""

from qiaomen.indicators.rates import Figures
from qiaomen.indicators.report import RatesRow
from qiaomen.indicators.reports import report_rates
from qiaomen.matters.actions.calling import Verdict, call
from qiaomen.matters.actions.closing import close
from qiaomen.matters.actions.handling import answer
from qiaomen.matters.actions.sorting import merge
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Ground, Outcome
from qiaomen.matters.tests.walks import handling
from tests.world import World

ANOTHER = "10000000002"


def total(world: World, **asked) -> Figures:
    return report_rates(by=world.actor("leader"), **asked).total


def row(world: World, code: str, **asked) -> RatesRow:
    return next(row for row in report_rates(by=world.actor("leader"), **asked).rows if row.code == code)


def say(world: World, matter: Matter, verdict: Verdict | None, *, of: Matter | None = None) -> None:
    call(matter, by=world.actor("clerk"), telling=(of or matter).tellings.get(), verdict=verdict)


def answer_again(world: World, matter: Matter) -> None:
    answer(matter, by=world.actor("water"), outcome=Outcome.SOLVED, text="再次修好。")


def confirm(world: World, matter: Matter) -> None:
    close(matter, by=world.actor("clerk"), ground=Ground.CONFIRMED)


def told_twice(world: World, **said) -> tuple[Matter, Matter]:
    """An answered matter, and another that was merged into it while it was handled."""
    lead, other = handling(world), world.receive(**said)
    merge(other, by=world.actor("clerk"), into=lead)
    answer_again(world, lead)
    return lead, other
