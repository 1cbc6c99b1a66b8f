"""A corrected calendar moves the dates of open matters."""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from qiaomen.kernel import clock, ledger
from qiaomen.kernel.calendar_actions import correct_day
from qiaomen.matters.actions.assigning import assign
from qiaomen.matters.actions.handling import supply
from qiaomen.matters.actions.supervising import extend
from qiaomen.matters.models import Matter
from qiaomen.matters.reclocking import reclock_around
from qiaomen.matters.states import Verb
from qiaomen.matters.tests.walks import answered, assigned, closed, waiting
from tests.world import MONDAY, World

WEDNESDAY, THURSDAY, SATURDAY = date(2026, 3, 4), date(2026, 3, 5), date(2026, 3, 7)


def correct(world: World, day: date, *, works: bool) -> None:
    correct_day(day, works=works, name="防汛", by=world.console)


def reclock(world: World, day: date) -> int:
    return reclock_around(day, by=world.console)


def due(matter: Matter) -> date:
    matter.refresh_from_db()
    return timezone.localtime(matter.due_at).date()


def test_a_workday_less_is_a_day_more(world: World):
    matter = assigned(world)
    correct(world, WEDNESDAY, works=False)
    assert reclock(world, WEDNESDAY) == 1
    level = matter.assignments.get()
    assert due(matter) == date(2026, 3, 10)
    assert matter.unit_due_at == level.due_at == matter.due_at


def test_a_workday_more_is_a_day_less(world: World):
    matter = world.receive()
    correct(world, SATURDAY, works=True)
    reclock(world, SATURDAY)
    assert due(matter) == SATURDAY


def test_run_twice_it_tells_once(world: World):
    matter = world.receive()
    correct(world, WEDNESDAY, works=False)
    reclock(world, WEDNESDAY)
    assert reclock(world, WEDNESDAY) == 0
    assert [line.verb for line in ledger.story(matter.stream)] == [Verb.RECEIVE, Verb.RECLOCK]


def test_several_corrections_may_wait_for_the_same_worker(world: World):
    matter = world.receive()
    correct(world, WEDNESDAY, works=False)
    correct(world, THURSDAY, works=False)
    reclock(world, WEDNESDAY)
    reclock(world, THURSDAY)
    assert due(matter) == date(2026, 3, 11)


def test_a_date_that_somebody_gave_stays(world: World):
    matter = assigned(world)
    until = MONDAY + timedelta(days=20)
    extend(matter, by=world.actor("coordinator"), until=until, told="等零件")
    correct(world, WEDNESDAY, works=False)
    assert reclock(world, WEDNESDAY) == 0
    matter.refresh_from_db()
    assert matter.due_at == until


def test_the_platforms_date_stays(world: World):
    until = datetime(2026, 3, 9, 4, tzinfo=UTC)
    matter = world.receive(origin="12345", external_no="1", external_due=until)
    correct(world, WEDNESDAY, works=False)
    reclock(world, WEDNESDAY)
    matter.refresh_from_db()
    assert matter.due_at == until


def test_the_time_that_the_clock_stood_is_given_back(world: World):
    matter = waiting(world)
    with clock.told(MONDAY + timedelta(days=1)):
        supply(matter, by=world.resident, text="三楼")
    before = due(matter)
    correct(world, WEDNESDAY, works=False)
    reclock(world, WEDNESDAY)
    assert due(matter) == before + timedelta(days=1)
    assert matter.unit_due_at == matter.assignments.get().due_at == matter.due_at


def test_each_level_keeps_the_promise_under_which_it_was_assigned(world: World):
    matter = world.receive()
    with clock.told(MONDAY + timedelta(days=1)):
        assign(matter, by=world.actor("clerk"), unit=world.units["water"])
    unit_due = matter.unit_due_at
    correct(world, date(2026, 2, 27), works=False)
    assert reclock(world, date(2026, 2, 27)) == 0
    correct(world, WEDNESDAY, works=False)
    reclock(world, WEDNESDAY)
    matter.refresh_from_db()
    assert timezone.localtime(matter.unit_due_at).date() == timezone.localtime(unit_due).date() + timedelta(
        days=1
    )


def test_what_has_ended_is_left_alone(world: World):
    closed(world)
    matter = answered(world)
    correct(world, WEDNESDAY, works=False)
    assert reclock(world, WEDNESDAY) == 1
    assert due(matter) == date(2026, 3, 10)
