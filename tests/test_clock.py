"""A clock that jumps back: work goes on, and no story turns around."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count, pairwise
from pathlib import Path

import pytest

from qiaomen.kernel import clock, outbox, roots
from qiaomen.kernel.models import Event, Message
from qiaomen.kernel.tasks import enqueue, janitor, publishing
from qiaomen.kernel.tasks.worker import run_until_idle
from qiaomen.kernel.verification import verify
from qiaomen.matters import tasks
from qiaomen.matters.actions.handling import answer
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Outcome, State
from qiaomen.matters.tests.message_files import bring_in, message, save
from qiaomen.matters.tests.walks import WAYS, answered, handling
from tests.world import MONDAY, World, monday, world

__all__ = ["monday", "world"]

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, settings) -> None:
    settings.QIAOMEN_HOME = tmp_path


@pytest.fixture
def backwards(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each time that anybody looks at the clock, it has gone back by a minute."""
    looks, right = count(), clock.now
    monkeypatch.setattr(clock, "now", lambda: right() - timedelta(minutes=next(looks)))


def require_straight_stories() -> None:
    """Within each stream time goes on or stands, and everything verifies."""
    lines = Event.objects.order_by("stream", "seq").values_list("stream", "at")
    turned = [one for one, other in pairwise(lines) if one[0] == other[0] and one[1] > other[1]]
    assert turned == []
    assert verify().broken is None


def test_every_way_of_a_matter_can_be_gone_while_the_clock_runs_backwards(world: World, backwards: None):
    for state, way in WAYS.items():
        assert way(world).state == state
    require_straight_stories()


def test_no_answer_is_given_before_its_matter_came_in(world: World):
    matter = handling(world)
    with clock.told(MONDAY - DAY):
        answer(matter, by=world.actor("water"), outcome=Outcome.SOLVED, text="水管已经换好。")
    assert matter.answered_at >= matter.received_at
    require_straight_stories()


def test_a_file_comes_in_once_although_the_clock_was_put_back_between(world: World, tmp_path: Path):
    file = save(tmp_path / "messages.xlsx", [message(1), message(2, time=MONDAY.replace(tzinfo=None))])
    assert bring_in(file).counts() == {"received": 2, "already": 0, "rejected": 0}
    with clock.told(MONDAY - DAY):
        again = bring_in(file)
    assert again.counts() == {"received": 0, "already": 1, "rejected": 1}  # the other lies in the future now
    assert Matter.objects.count() == 2
    require_straight_stories()


def test_sweeps_and_roots_go_on_after_the_clock_was_put_back(world: World):
    silent = answered(world)
    run(MONDAY + 30 * DAY)
    silent.refresh_from_db()
    assert silent.state == State.CLOSED
    other = answered(world)
    run(MONDAY + DAY)
    run(MONDAY + 20 * DAY)
    other.refresh_from_db()
    assert other.state == State.CLOSED
    assert [line.split()[0] for line in roots.published()] == ["2026-04-01", "2026-03-03", "2026-03-22"]
    require_straight_stories()


def run(at: datetime) -> None:
    """All that the schedule does."""
    jobs = (tasks.chase, tasks.bring_to_an_end, tasks.forget, publishing.publish_root, janitor.tidy)
    with clock.told(at):
        for job in jobs:
            enqueue(job)
        assert run_until_idle() >= len(jobs)


def test_a_message_claimed_by_a_clock_that_was_ahead_is_sent_all_the_same(world: World):
    answered(world)
    run_until_idle()  # of the reactions, which write the messages
    assert Message.objects.update(state=Message.State.SENDING, claimed_at=MONDAY + 300 * DAY)
    enqueue(outbox.send_abandoned)
    run_until_idle()
    assert set(Message.objects.values_list("state", flat=True)) == {Message.State.SENT}
