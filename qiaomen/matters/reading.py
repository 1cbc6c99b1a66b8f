"""A matter read whole: all rows that stand beside it in one statement, so that a page asks for them once.

Afterwards `matter.notes.all()` and its like answer from what was read, until the matter is locked.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import product
from operator import attrgetter
from typing import Any

from django.db import connection, models

from qiaomen.catalogue.models import Item
from qiaomen.catalogue.suggesting import machinery
from qiaomen.kernel.models import Event, Request
from qiaomen.matters import models as rows
from qiaomen.matters.models import Matter
from qiaomen.matters.voices import MERGED_BELOW
from qiaomen.people.models import Unit


@dataclass(frozen=True, slots=True)
class Source:
    """`name` is the relation of the matter; `where` finds its rows, by the matter's id or stream."""

    name: str
    model: type[models.Model]
    where: str = "matter_id = %s"
    columns: tuple[str, ...] = ()  # all but the sealed ones, unless said


SOURCES = (
    Source("answers", rows.Answer),
    Source("assignments", rows.Assignment),
    Source("assists", rows.Assist),
    Source("attachments", rows.Attachment),
    Source("call_backs", rows.CallBack),
    Source(
        "children", Matter, "parent_id = %s", ("id", "number", "state", "mandatory", "item_id", "parent_id")
    ),
    Source("events", Event, "stream = %s"),
    Source("follows", rows.Follow),
    Source("mails", rows.Mail),
    Source("notes", rows.Note),
    Source("requests", Request, "stream = %s"),
    Source("signatures", rows.StepSignature),
    Source("steps", rows.MatterStep),
    Source("tellings", rows.Telling, f"matter_id IN ({MERGED_BELOW})"),
    Source("turnouts", rows.Turnout),
    Source("whistles", rows.Whistle),
)
_OF_NOBODY = frozenset({"events", "requests", "tellings"})  # no relations of the matter, or more than that

Row = Any  # of one of the sources
Found = Mapping[str, list[Row]]
Known = Mapping[type[models.Model], Mapping[int, models.Model]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known by the matter's stream: its story, and everything that was ever asked for."""

    events: list[Event]
    requests: list[Request]


def read(matter: Matter) -> Reading:
    found, house = _found(matter), machinery()
    known: Known = {Unit: house.units, Item: house.items, Matter: {matter.pk: matter}}
    for name, source in ((source.name, source) for source in SOURCES):
        _link(found[name], source.model, known)
        if name not in _OF_NOBODY:
            _hold(matter, name, found[name])
    matter.told_below = found["tellings"]
    _hold_below(found["whistles"], found["turnouts"], "whistle", "turnouts")
    _hold_below(found["steps"], found["signatures"], "step", "signatures")
    _hold_below(found["tellings"], found["mails"], "telling", "mails")
    return Reading(found["events"], found["requests"])


def _found(matter: Matter) -> Found:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    by_name = {source.name: source for source in SOURCES}
    keys = [matter.stream if "stream" in source.where else matter.pk for source in SOURCES]
    with connection.cursor() as cursor:
        cursor.execute(_statement(connection.vendor), keys)
        for name, text in cursor.fetchall():
            found[name].append(_row(by_name[name].model, json.loads(text, parse_float=Decimal)))
    for source in SOURCES:
        found[source.name].sort(key=attrgetter(*map(str, source.model._meta.ordering or ["id"])))
    return found


@lru_cache
def _statement(vendor: str) -> str:
    call = {"sqlite": "json_object", "postgresql": "jsonb_build_object"}[vendor]
    return " UNION ALL ".join(_select(source, call) for source in SOURCES)


def _select(source: Source, call: str) -> str:
    pairs = ", ".join(f"'{column}', \"{column}\"" for column in _columns(source))
    table = source.model._meta.db_table
    return f"SELECT '{source.name}', CAST({call}({pairs}) AS text) FROM {table} WHERE {source.where}"  # noqa: S608 - our own names


def _columns(source: Source) -> Sequence[str]:
    fields = source.model._meta.concrete_fields
    plain = (str(field.column) for field in fields if not isinstance(field, models.BinaryField))
    return source.columns or tuple(plain)


def _row(model: type[models.Model], said: Mapping[str, Any]) -> Row:
    fields = {str(field.column): field for field in model._meta.concrete_fields if field.column in said}
    values = [_value(field, said[column]) for column, field in fields.items()]
    return model.from_db(connection.alias, [field.attname for field in fields.values()], values)


def _value(field: "models.Field[Any, Any]", value: Any) -> Any:
    """As the field holds it; neither database's JSON knows days, instants and truth as we do."""
    match field:
        case models.DateTimeField() if value is not None:
            at = datetime.fromisoformat(value)
            return at if at.tzinfo else at.replace(tzinfo=UTC)
        case models.DateField() if value is not None:
            return date.fromisoformat(value)
        case models.BooleanField() if value is not None:
            return bool(value)
        case models.JSONField() if isinstance(value, str):
            return json.loads(value)
    return value


def _link(found: list[Row], model: type[models.Model], known: Known) -> None:
    """What a row refers to and is known already need not be asked for."""
    references = (field for field in model._meta.concrete_fields if field.related_model in known)
    for field, row in product(references, found):
        pk = row.__dict__.get(field.attname)  # a column that was not read is not asked for
        if target := known[field.related_model].get(pk):
            setattr(row, field.name, target)


def _hold(row: models.Model, name: str, found: list[Row]) -> None:
    """As if it had been prefetched: Django has no public way to hand over rows that were read otherwise."""
    held = getattr(row, name).get_queryset()
    held._result_cache, held._prefetch_done = found, True  # noqa: SLF001 - see above
    row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = held


def _hold_below(owners: list[Row], found: list[Row], owner: str, name: str) -> None:
    below: defaultdict[int, list[Row]] = defaultdict(list)
    by_id = {each.pk: each for each in owners}
    for row in found:
        key = getattr(row, f"{owner}_id")
        below[key].append(row)
        if key in by_id:
            setattr(row, owner, by_id[key])
    for each in owners:
        _hold(each, name, below[each.pk])
