"""The ledger over the whole house: replay gives the rows, verification finds every meddling."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qiaomen.catalogue.actions import add_item
from qiaomen.catalogue.learning.joining import Choice
from qiaomen.catalogue.procedures.language import Actor as Side
from qiaomen.catalogue.procedures.language import Party
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel import ledger
from qiaomen.kernel.actors import machine
from qiaomen.kernel.canonical import plain
from qiaomen.kernel.files import Checked, Kind
from qiaomen.kernel.models import Beside, Event, Request
from qiaomen.kernel.models.ledger import Recorded
from qiaomen.kernel.verification import verify
from qiaomen.kernel.verification.beside import beside_models
from qiaomen.kernel.verification.rows import recorded_models
from qiaomen.matters.actions.assisting import assist
from qiaomen.matters.actions.attaching import attach
from qiaomen.matters.actions.calling import call
from qiaomen.matters.actions.calling_list import pass_over
from qiaomen.matters.actions.closing import close
from qiaomen.matters.actions.erasing import erase
from qiaomen.matters.actions.handling import answer
from qiaomen.matters.actions.mailing import Original, keep_mail
from qiaomen.matters.actions.requesting import request
from qiaomen.matters.actions.sorting import classify
from qiaomen.matters.actions.speaking import note
from qiaomen.matters.actions.stepping import complete_step, sign_step
from qiaomen.matters.actions.whistling import Called, end_whistle, whistle
from qiaomen.matters.choosing import Proposed
from qiaomen.matters.models import Audience, Matter
from qiaomen.matters.procedure import plan_of
from qiaomen.matters.rounds.tests.walked import walked
from qiaomen.matters.states import Ground, Outcome, Verb
from qiaomen.matters.tests.walks import CONTENT, MEETING, WAYS, closed, fitting, handling
from tests.meddling import Meddling
from tests.world import MONDAY, World, monday, world

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


@pytest.mark.parametrize(
    ("columns", "what"),
    [
        ({"history": True}, "not what its lines say"),
        ({"due_at": datetime(2030, 1, 1, tzinfo=UTC)}, "not what its lines say"),
        ({"body": "别的话"}, "not what was recorded"),
        ({"title": "别的题目"}, "not what was recorded"),
        ({"body": ""}, "not what was recorded"),
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


def with_everything(world: World) -> Matter:
    """An answered matter with a row of every kind beside it."""
    item = add_item(code="P1", terms=Terms(name="整改", procedure="property"), by=world.console)
    matter, water = handling(world, item=item, name="示例"), world.actor("water")
    classify(matter, by=world.actor("clerk"), item=item, proposed=Proposed(0, (Choice(item.pk, 0.5, ()),)))
    note(matter, by=water, text="要带梯子")
    content = b"%PDF-1"
    file = Checked("a.pdf", Kind.DOCUMENT, "application/pdf", 6, sha256(content).hexdigest(), content)
    attach(matter, by=water, audience=Audience.INTERNAL, file=file)
    assist(matter, by=world.actor("clerk"), unit=world.units["power"], task="断电")
    request(matter, Verb.EXTEND, by=water, reason="等零件", until="2026-03-20", told="等零件")
    for step in plan_of(matter).steps:
        complete_step(matter, by=water, code=step.code, filled=fitting(step))
    sign_step(matter, by=world.actor("clerk"), code="reinspect", side=Side(Party.DESK))
    whistle(matter, by=water, called=[Called(world.units["power"])], meeting=MEETING)
    end_whistle(matter, by=water, reason="改期")
    answer(matter, by=water, outcome=Outcome.SOLVED, text="水管已经换好。")
    pass_over(matter, by=world.actor("clerk"), telling=matter.tellings.get())
    call(matter, by=world.actor("clerk"), telling=matter.tellings.get(), verdict=CONTENT)
    original = Original(key="k", fingerprint="f", message_id="<1@example.org>", content=b"mail")
    keep_mail(matter, by=world.resident, telling=matter.tellings.get(), mail=original)
    walked(world)
    return matter


OTHER_VALUES: Mapping[str, Callable[[Any], object]] = {
    "BinaryField": lambda _value: b"x",
    "BooleanField": lambda value: not value,
    "CharField": lambda value: "" if value else "改",
    "DateField": lambda _value: date(2000, 1, 1),
    "DecimalField": lambda _value: Decimal(7),
    "DateTimeField": lambda _value: datetime(2000, 1, 1, tzinfo=UTC),
    "JSONField": lambda _value: {"改": "改"},
    "PositiveIntegerField": lambda value: (value or 0) + 1,
    "PositiveSmallIntegerField": lambda value: 2 if value == 1 else 1,
    "TextField": lambda value: "" if value else "改",
}


UNIQUE: Mapping[str, Mapping[str, Any]] = {
    # what a second row of the kind has to say otherwise, lest the database itself refuses it
    "Assignment": {"depth": 9},
    "Assist": {"unit_id": 1},
    "Mail": {"key": "x"},
    "ItemVersion": {"from_day": date(2031, 1, 1)},
    "MatterStep": {"code": "x"},
    "PlaceName": {"number": 9, "text": "别处"},
    "Request": {"verb": "return"},
    "StepSignature": {"side": "x"},
    "Telling": {"key": "x"},
    "Turnout": {"unit_id": 1},
    "Whistle": {"ended_at": MONDAY},
}


def found_after(meddle: Callable[[], object]) -> str:
    """Where verification finds what somebody did who may write to the database; it is undone again."""
    point = transaction.savepoint()
    meddle()
    broken = verify().broken
    transaction.savepoint_rollback(point)
    return broken.where if broken else ""


def last_line_about(row: Beside) -> str:
    lines = Event.objects.order_by("-pk")
    line = next(line for line in lines if row.name_beside in json.loads(line.data).get("beside", ()))
    return f"{line.stream} {line.seq}"


def other_values(row: Beside) -> dict[str, object]:
    """For each column that says something, what it does not say."""
    return {
        field.name: OTHER_VALUES[field.get_internal_type()](getattr(row, field.name))
        for field in row._meta.concrete_fields
        if not (field.is_relation or field.primary_key or field.name in {"stream", "from_day"})
    }


def newest(model: type[Beside]) -> Beside:
    return model._default_manager.order_by("pk").reverse()[0]


def test_every_row_beside_that_was_altered_is_found_at_its_line(world: World):
    with_everything(world)
    assert verify().broken is None
    for model in beside_models():
        row = newest(model)
        rows = model._default_manager.filter(pk=row.pk)
        for name, value in other_values(row).items():
            where = found_after(lambda rows=rows, name=name, value=value: rows.update(**{name: value}))
            assert where == last_line_about(row), (model, name)


def test_every_row_beside_that_was_deleted_or_slipped_in_is_found(world: World):
    with_everything(world)
    for model in beside_models():
        row = newest(model)
        rows = model._default_manager.filter(pk=row.pk)
        assert found_after(lambda rows=rows: rows._raw_delete(rows.db)) == last_line_about(row), model
        columns = {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
        slipped_in = model(**{**columns, "id": None, **UNIQUE.get(model.__name__, {})})
        assert found_after(slipped_in.save), model


def test_a_request_about_nothing_is_found(world: World):
    wish = Request(stream="matter/none", verb="return", by="person/1", asked_at=MONDAY, reason="x")
    assert found_after(wish.save) == "matter/none 0"


def test_what_is_told_of_an_erased_matter_needs_no_salt(world: World):
    matter = with_everything(world)
    close(matter, by=world.actor("clerk"), ground=Ground.CONFIRMED)
    erase(matter, by=machine("retention"))
    assert verify().broken is None
    assert found_after(lambda: matter.answers.update(text="改")) == f"{matter.stream} {matter.ledger_seq}"
    assert found_after(lambda: matter.notes.all()._raw_delete("default"))
