"""What happens when nobody acts."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from qiaomen.catalogue.models import SUPERVISION
from qiaomen.kernel import clock, ledger
from qiaomen.kernel.actors import machine
from qiaomen.kernel.models import Request
from qiaomen.kernel.tasks import Task, enqueue
from qiaomen.kernel.tasks.worker import run_until_idle
from qiaomen.matters import sweeps, tasks
from qiaomen.matters.actions.calling import call
from qiaomen.matters.actions.closing import withdraw
from qiaomen.matters.actions.handling import answer, redo
from qiaomen.matters.actions.requesting import request
from qiaomen.matters.actions.supervising import extend, supervise
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Ground, Outcome, State, Verb
from qiaomen.matters.tests.walks import CONTENT, answered, assigned, handling, suspended, waiting
from tests.world import MONDAY, World

ESCALATION = machine("escalation")


def at_three(day: date) -> datetime:
    """Three in the afternoon."""
    return datetime.combine(day, time(15), timezone.get_default_timezone())


@pytest.fixture
def on() -> Callable[[int], datetime]:
    """`on(9)`: an instant on 9 March 2026; the world's Monday is the 2nd."""
    return lambda day: at_three(date(2026, 3, day))


def verbs(matter: Matter) -> list[str]:
    return [line.verb for line in ledger.story(matter.stream)]


def test_whoever_has_a_workday_left_is_reminded_once(world: World, on):
    matter = assigned(world)  # due on Monday the 9th
    for day in (4, 6, 7, 9):
        with clock.told(on(day)):
            sweeps.remind_before_due(by=ESCALATION)
    assert verbs(matter).count(Verb.REMIND) == 1
    assert timezone.localtime(Matter.objects.get().reminded_at).date() == date(2026, 3, 6)


def test_nobody_is_reminded_on_the_day_it_came_in(world: World, on):
    matter = world.receive(origin="12345", external_no="1", external_due=on(2))
    assert sweeps.remind_before_due(by=ESCALATION) == 0
    assert Verb.REMIND not in verbs(matter)


def test_nobody_is_reminded_while_the_clock_stands(world: World, on):
    waiting(world)
    with clock.told(on(6)):
        assert sweeps.remind_before_due(by=ESCALATION) == 0


def test_whoever_is_a_workday_late_is_reminded_once_more(world: World, on):
    matter = assigned(world)
    with clock.told(on(6)):
        sweeps.remind_before_due(by=ESCALATION)
    for day, reminders in ((9, 1), (10, 1), (11, 2), (12, 2)):
        with clock.told(on(day)):
            sweeps.remind_overdue(by=ESCALATION)
        assert verbs(matter).count(Verb.REMIND) == reminders, day


def test_three_workdays_late_is_an_order_and_never_a_second(world: World, on):
    matter = assigned(world)
    for day, orders in ((12, 0), (13, 1), (16, 1), (30, 1)):
        with clock.told(on(day)):
            sweeps.escalate(by=ESCALATION)
        assert Matter.objects.filter(parent=matter, item__code=SUPERVISION).count() == orders, day
    assert Matter.objects.get(parent=matter).unit == world.units["water"]


def test_an_order_that_is_late_is_not_ordered_again(world: World, on):
    matter = assigned(world)
    supervise(matter, by=world.actor("leader"), order="请书面报告。")
    with clock.told(on(30)):
        assert sweeps.escalate(by=ESCALATION) == 0


def test_an_extension_puts_off_the_order(world: World, on):
    matter = assigned(world)
    extend(matter, by=world.actor("coordinator"), until=on(20), told="等零件")
    with clock.told(on(19)):
        assert sweeps.escalate(by=ESCALATION) == 0


def test_silence_after_the_answer_closes(world: World, on):
    matter = answered(world)
    with clock.told(on(9)):
        assert sweeps.close_silent(by=machine("silence")) == 0
    with clock.told(on(10)):
        assert sweeps.close_silent(by=machine("silence")) == 1
    matter.refresh_from_db()
    assert (matter.state, matter.ground) == (State.CLOSED, Ground.SILENT)


def test_who_left_no_contact_cannot_be_silent(world: World, on):
    matter = answered(world, phone="")
    with clock.told(on(10)):
        sweeps.close_silent(by=machine("silence"))
    matter.refresh_from_db()
    assert matter.ground == Ground.NO_CONTACT


def test_what_somebody_spoke_about_waits_for_the_desk(world: World, on):
    matter = answered(world)
    call(matter, by=world.actor("clerk"), telling=matter.tellings.get(), verdict=CONTENT)
    with clock.told(on(20)):
        assert sweeps.close_silent(by=machine("silence")) == 0


def test_a_verdict_on_an_answer_that_was_redone_is_no_word_on_the_next(world: World, on):
    matter = answered(world)
    call(matter, by=world.actor("clerk"), telling=matter.tellings.get(), verdict=CONTENT)
    redo(matter, by=world.actor("clerk"), reason="补充")
    matter.refresh_from_db()
    answer(matter, by=world.actor("water"), outcome=Outcome.SOLVED, text="补好了")
    with clock.told(on(10)):
        assert sweeps.close_silent(by=machine("silence")) == 1


def test_a_suspended_matter_resumes_three_workdays_after_its_review(world: World):
    matter = suspended(world)  # review on Wednesday, 1 April; the 4th to 6th are a holiday
    for day, state in ((date(2026, 4, 6), State.SUSPENDED), (date(2026, 4, 7), State.HANDLING)):
        with clock.told(at_three(day)):
            sweeps.resume_reviewed(by=machine("resumption"))
        matter.refresh_from_db()
        assert matter.state == state, day


def test_what_was_asked_for_is_dropped_when_the_matter_has_ended(world: World):
    matter = handling(world)
    returning = request(matter, Verb.RETURN, by=world.actor("water"), reason="不归我们")
    excluding = request(matter, Verb.EXCLUDE, by=world.actor("clerk"), reason="重复")
    assert sweeps.drop_requests(by=machine("custom")) == 0
    withdraw(matter, by=world.resident)
    assert sweeps.drop_requests(by=machine("custom")) == 1
    returning.refresh_from_db()
    excluding.refresh_from_db()
    assert (returning.answer, excluding.answer) == (Request.Answer.DROPPED, Request.Answer.OPEN)


def test_a_matter_that_refuses_does_not_hold_up_the_others(world: World, on, monkeypatch):
    stubborn, willing = answered(world), answered(world)
    ground = sweeps._ground
    monkeypatch.setattr(
        sweeps, "_ground", lambda matter: Ground.CONFIRMED if matter.pk == stubborn.pk else ground(matter)
    )
    with clock.told(on(10)):
        assert sweeps.close_silent(by=machine("silence")) == 1
    willing.refresh_from_db()
    assert willing.state == State.CLOSED


def test_batches_give_every_matter_once_whatever_becomes_of_them(world: World, on, monkeypatch):
    monkeypatch.setattr("qiaomen.matters.batches.BATCH", 2)
    matters = [answered(world) for _ in range(5)]
    with clock.told(on(10)):
        assert sweeps.close_silent(by=machine("silence")) == len(matters)


def test_the_order_says_since_when(world: World, on):
    assigned(world)
    with clock.told(on(13)):
        sweeps.escalate(by=ESCALATION)
    assert "JY-2026-000001" in Matter.objects.exclude(parent=None).get().body


def test_later_than_the_day_of_review_is_counted_in_workdays(world: World):
    suspended(world)
    with clock.told(MONDAY + timedelta(days=10)):
        assert sweeps.resume_reviewed(by=machine("resumption")) == 0


def run(job: Task[[], None], on: datetime) -> None:
    with clock.told(on):
        enqueue(job)
        run_until_idle()


def test_the_machines_chase_and_bring_to_an_end_as_background_work(world: World, on):
    late, silent = assigned(world), answered(world)
    run(tasks.chase, on(13))
    run(tasks.bring_to_an_end, on(13))
    late.refresh_from_db()
    silent.refresh_from_db()
    assert (late.escalated_at, silent.state) == (on(13), State.CLOSED)
    assert ledger.story(silent.stream).last().by == "machine/silence"


def test_the_machine_forgets_as_background_work(world: World, on, monkeypatch):
    monkeypatch.setattr(sweeps.MATTERS_TEXT, "optimize", lambda: None)
    matter = answered(world)
    run(tasks.bring_to_an_end, on(13))
    run(tasks.forget, on(13) + timedelta(days=400))
    matter.refresh_from_db()
    assert matter.erased_at is not None
