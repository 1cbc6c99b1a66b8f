"""The ledger over the whole house: replay gives the rows, verification finds every meddling."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Self

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qiaomen.kernel import ledger, roots
from qiaomen.kernel.actors import machine
from qiaomen.kernel.canonical import plain
from qiaomen.kernel.models import Event
from qiaomen.kernel.models.ledger import Recorded
from qiaomen.kernel.operations import protecting, releasing
from qiaomen.kernel.verification import recorded_models, verify
from qiaomen.matters.actions.erasing import erase
from qiaomen.matters.models import Matter
from qiaomen.matters.tests.walks import WAYS, closed
from tests.world import World, monday, world

__all__ = ["monday", "world"]


@pytest.mark.parametrize("model", recorded_models(), ids=lambda model: model.__name__)
def test_every_column_is_declared_replayed_content_or_bookkeeping(model: type[Recorded]):
    columns = {field.attname for field in model._meta.concrete_fields}
    names = {model._meta.get_field(name).attname for name in model.declared()}
    assert columns == names
    assert not model.REPLAYED & model.CONTENT
    assert not (model.REPLAYED | model.CONTENT) & model.BOOKKEEPING


def test_replay_gives_every_row_as_it_is(world: World):
    for way in WAYS.values():
        way(world)
    erase(closed(world), by=machine("retention"))
    for model in recorded_models():
        for row in model._default_manager.all():
            said = ledger.replay(list(ledger.story(row.stream)))
            assert said == plain(row.replayed_values()), row.stream


def test_a_whole_story_verifies(world: World):
    for way in WAYS.values():
        way(world)
    verdict = verify()
    assert verdict.broken is None
    assert verdict.events == Event.objects.count()


@pytest.mark.parametrize("statement", ["UPDATE kernel_event SET verb = 'x'", "DELETE FROM kernel_event"])
def test_the_database_refuses_to_change_lines(world: World, statement: str):
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


class Meddling:
    """Somebody who may write to the database and takes the triggers away."""

    def __enter__(self) -> Self:
        self._run(releasing(connection.vendor, "kernel_event"))
        return self

    def __exit__(self, *_error: object) -> None:
        self._run(protecting(connection.vendor, "kernel_event"))

    def _run(self, statements: list[str]) -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def alter(event: Event, other: Event) -> None:
    Event.objects.filter(pk=event.pk).update(data=json.dumps({"forged": True}))


def alter_time(event: Event, other: Event) -> None:
    Event.objects.filter(pk=event.pk).update(at=datetime(2000, 1, 1, tzinfo=UTC))


def alter_actor(event: Event, other: Event) -> None:
    Event.objects.filter(pk=event.pk).update(by="person/999")


def drop(event: Event, other: Event) -> None:
    Event.objects.filter(pk=event.pk).delete()


def swap(event: Event, other: Event) -> None:
    words = {pk: (row.verb, row.data) for pk, row in ((event.pk, other), (other.pk, event))}
    for pk, (verb, data) in words.items():
        Event.objects.filter(pk=pk).update(verb=verb, data=data)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    meddle=st.sampled_from([alter, alter_time, alter_actor, drop, swap]),
    first=st.integers(0, 4),
    second=st.integers(0, 4),
)
def test_whatever_is_altered_dropped_or_swapped_is_found(
    world: World, meddle: Callable[[Event, Event], None], first: int, second: int
):
    matter = Matter.objects.first() or closed(world)
    lines = list(ledger.story(matter.stream))[:5]
    if meddle is swap and first == second:
        return
    point = transaction.savepoint()
    with Meddling():
        meddle(lines[first], lines[second])
        broken = verify().broken
    transaction.savepoint_rollback(point)
    assert broken is not None
    assert broken.where.startswith(matter.stream)


def test_the_last_line_cut_off_is_found(world: World):
    matter = closed(world)
    with Meddling():
        ledger.story(matter.stream).order_by("-seq")[:1].get().delete()
        broken = verify().broken
    assert broken is not None
    assert broken.where == f"{matter.stream} {matter.ledger_seq}"


def test_a_row_taken_away_with_all_its_rows_is_found_by_its_lines(world: World):
    matter = world.receive()
    with Meddling():
        matter.tellings.all().delete()
        Matter.objects.filter(pk=matter.pk).delete()
        assert "row" in verify().broken.what


def test_a_stream_hashed_again_is_found_only_by_the_root(world: World):
    matter = world.receive()
    roots.publish(date(2026, 3, 2))
    with Meddling():
        event = ledger.story(matter.stream).get()
        event.by = "person/999"
        event.digest = ledger.digest("", event)
        event.save()
        Matter.objects.filter(pk=matter.pk).update(ledger_head=event.digest)
        broken = verify().broken
    assert broken is not None
    assert broken.where == "root 2026-03-02"


def test_a_day_has_one_root_and_roots_follow_one_another(world: World):
    first = roots.publish(date(2026, 3, 2))
    assert roots.publish(date(2026, 3, 2)) == first
    world.receive()
    second = roots.publish(date(2026, 3, 3))
    assert second.previous == first.digest
    assert roots.published() == [first, second]
    assert verify().roots == 2


@pytest.fixture(autouse=True)
def own_roots(tmp_path, settings) -> None:
    settings.QIAOMEN_HOME = tmp_path


@pytest.mark.parametrize(
    ("columns", "what"),
    [
        ({"history": True}, "not what its lines say"),
        ({"due_at": datetime(2030, 1, 1, tzinfo=UTC)}, "not what its lines say"),
        ({"body": "别的话"}, "not those that were recorded"),
        ({"title": "别的题目"}, "not those that were recorded"),
    ],
)
def test_a_row_altered_beside_its_lines_is_found(world: World, columns, what: str):
    matter = closed(world)
    Matter.objects.filter(pk=matter.pk).update(**columns)
    broken = verify().broken
    assert broken is not None
    assert broken.where.startswith(matter.stream)
    assert what in broken.what


def test_a_point_reads_the_same_from_the_database(world: World):
    world.receive(point=("112.4", "27.9"))
    assert verify().broken is None
