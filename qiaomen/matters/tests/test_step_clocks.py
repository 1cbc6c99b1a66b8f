"""The clocks of steps stand with the matter's, and follow a corrected calendar."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localtime

from qiaomen.catalogue.actions import add_item, adopt_procedure
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel.calendar_actions import correct_day
from qiaomen.matters.actions.assigning import accept, assign
from qiaomen.matters.actions.handling import ask, resume, supply
from qiaomen.matters.actions.stepping import migrate
from qiaomen.matters.models import Matter
from qiaomen.matters.reclocking import reclock_around
from qiaomen.matters.states import Verb
from qiaomen.matters.tests.test_steps import DECIDE, HEAD, days_later, handled, received, standing, step, take
from qiaomen.matters.tests.walks import grant
from tests.world import MONDAY, World

LOOK = step("look", 'limit = "2 workdays"')
WEDNESDAY = date(2026, 3, 4)


def due(matter: Matter, code: str = "look") -> date | None:
    instant = standing(matter, code).due_at
    return instant and localtime(instant).date()


def asked(world: World, matter: Matter, *, days: int, by: str = "water") -> None:
    """The resident takes so many days for an answer."""
    ask(matter, by=world.actor(by), question="哪一层？")
    with days_later(days):
        supply(matter, by=world.resident, text="三楼")


def correct(world: World) -> int:
    correct_day(WEDNESDAY, works=False, name="防汛", by=world.console)
    return reclock_around(WEDNESDAY, by=world.console)


def unpausable(world: World, *steps: str) -> Matter:
    version = adopt_procedure(HEAD + "".join(steps), by=world.console)
    terms = Terms(name="信访", procedure=str(version), pausable=False)
    matter = world.receive(item=add_item(code="P1", terms=terms, by=world.console))
    assign(matter, by=world.actor("clerk"), unit=world.units["water"])
    accept(matter, by=world.actor("water"))
    return matter


@pytest.mark.parametrize(
    ("limit", "before", "after"),
    [
        ("2 workdays", date(2026, 3, 4), date(2026, 3, 6)),
        ("2 calendar_days", date(2026, 3, 4), date(2026, 3, 6)),
        ("10 work_hours", date(2026, 3, 3), date(2026, 3, 5)),
        ("48 hours", date(2026, 3, 4), date(2026, 3, 6)),
        ("same_week", date(2026, 3, 6), date(2026, 3, 10)),
    ],
)
def test_while_the_resident_is_asked_the_clock_of_a_step_stands(
    world: World, limit: str, before: date, after: date
):
    matter = handled(world, step("look", f'limit = "{limit}"'))
    assert due(matter) == before
    asked(world, matter, days=2)
    assert due(matter) == after


def test_while_it_is_suspended_the_clock_of_a_step_stands(world: World):
    matter = handled(world, LOOK)
    grant(world, matter, Verb.SUSPEND, by="water", review_on="2026-04-01", told="等零件")
    with days_later(7):
        resume(matter, by=world.actor("water"))
    assert due(matter) == date(2026, 3, 11)


def test_where_the_promise_is_not_pausable_it_goes_on(world: World):
    matter = unpausable(world, LOOK)
    asked(world, matter, days=2)
    assert due(matter) == date(2026, 3, 4)


def test_what_opens_later_is_given_back_what_the_matter_stood_since_its_limit_began(world: World):
    matter = handled(world, LOOK, step("tell", 'limit = "10 workdays"\nlimit_from = "receipt"'))
    asked(world, matter, days=2)
    with days_later(2):
        take(world, matter, "look")
    assert due(matter, "tell") == date(2026, 3, 18)


def test_what_begins_after_the_standstill_is_given_nothing(world: World):
    matter = handled(world, step("look"), step("act", 'limit = "2 workdays"'))
    asked(world, matter, days=2)
    with days_later(2):
        take(world, matter, "look")
    assert due(matter, "act") == date(2026, 3, 6)


def test_another_version_while_it_stands_leaves_the_steps_open_and_brings_its_limits(world: World):
    matter = handled(world, LOOK)
    ask(matter, by=world.actor("water"), question="哪一层？")
    newer = adopt_procedure(HEAD + step("look", 'limit = "5 workdays"'), by=world.console)
    migrate(matter, by=world.actor("coordinator"), version=newer)
    assert due(matter) == date(2026, 3, 9)
    with days_later(2):
        supply(matter, by=world.resident, text="三楼")
    assert due(matter) == date(2026, 3, 11)
    assert matter.steps.count() == 1


def test_a_step_that_opens_with_the_end_of_the_standstill_counts_it_too(world: World):
    matter = handled(world, step("look"))
    ask(matter, by=world.actor("water"), question="哪一层？")
    other = step("tell", 'limit = "10 workdays"\nlimit_from = "receipt"') + step("do", "mandatory = false")
    newer = adopt_procedure(HEAD + other, by=world.console)
    migrate(matter, by=world.actor("coordinator"), version=newer)
    with days_later(2):
        supply(matter, by=world.resident, text="三楼")
    assert due(matter, "tell") == date(2026, 3, 18)


def test_a_corrected_calendar_moves_the_steps_too_and_once(world: World):
    matter = handled(world, LOOK)
    assert correct(world) == 1
    assert due(matter) == date(2026, 3, 5)
    assert reclock_around(WEDNESDAY, by=world.console) == 0


def test_after_a_standstill_the_calendar_counts_as_the_clock_did(world: World):
    matter = handled(world, LOOK)
    asked(world, matter, days=1)
    assert due(matter) == date(2026, 3, 5)
    correct(world)
    assert due(matter) == date(2026, 3, 6)


def test_a_platform_keeps_its_day_but_not_the_steps(world: World):
    matter = received(world, LOOK)
    Matter.objects.filter(pk=matter.pk).update(external_due=matter.due_at)
    matter.refresh_from_db()
    assign(matter, by=world.actor("clerk"), unit=world.units["water"])
    promised = matter.due_at, matter.unit_due_at
    assert correct(world) == 1
    matter.refresh_from_db()
    assert due(matter) == date(2026, 3, 5)
    assert (matter.due_at, matter.unit_due_at) == promised


def test_what_a_step_has_promised_is_counted_from_that_step(world: World):
    matter = handled(world, DECIDE.replace("60 calendar_days", "20 workdays"))
    with days_later(1):
        take(world, matter, "decide", decision="受理")
    before = localtime(matter.due_at).date()
    correct(world)
    matter.refresh_from_db()
    assert (before, localtime(matter.due_at).date()) == (date(2026, 3, 31), date(2026, 4, 1))
    assert matter.due_at - MONDAY > timedelta(days=29)
