"""The demonstration's matters again and again, with what stands beside each, until there are many."""
# ruff: noqa: S608 - tables and columns of our own models

from collections.abc import Iterator

from django.db import connection
from django.db.models import CharField, DateTimeField, Field, ForeignKey, Model

from bin.lib.bench.house import at_once
from qiaomen.indicators.hot.models import HotIssue, HotMember
from qiaomen.matters.models import (
    Answer,
    Assignment,
    Assist,
    CallBack,
    Matter,
    MatterStep,
    Note,
    Telling,
)

COPIED: tuple[type[Model], ...] = (
    Matter, Telling, Answer, Assignment, Assist, CallBack, MatterStep, Note, HotIssue, HotMember,
)  # fmt: skip
STEP = 1_000_000  # the ids of a copy begin so much higher than those of the one before
DAYS = 730  # over which what is closed is spread; what is open stays in its time
TEXT = {
    "sqlite": "rowid + copy * {step}, title, body, tags",
    "postgresql": "pk + copy * {step}, title, words",
}
TEXT_COLUMNS = {"sqlite": "rowid, title, body, tags", "postgresql": "pk, title, words"}
EARLIER = {
    "sqlite": "datetime({column}, '-' || ({days} * copy / {copies}) || ' days')",
    "postgresql": "{column} - make_interval(days => ({days} * copy / {copies})::int)",
}


def multiply(total: int) -> None:
    """By SQL. The ledger, which a page reads of one matter alone, and the outbox stay as they are."""
    copies = max(1, total // Matter.objects.count()) - 1
    for model in COPIED:
        columns = [field.column or "" for field in model._meta.concrete_fields]
        taken = [_taken(field, copies) for field in model._meta.concrete_fields]
        _insert(model._meta.db_table, columns, taken, copies)
    vendor = connection.vendor
    _insert("matters_text", [TEXT_COLUMNS[vendor]], [TEXT[vendor].format(step=STEP)], copies)
    at_once("ANALYZE")


def _insert(table: str, columns: list[str], taken: list[str], copies: int) -> None:
    counted = f"WITH RECURSIVE c(copy) AS (SELECT 1 UNION ALL SELECT copy + 1 FROM c WHERE copy < {copies})"
    told = f"INSERT INTO {table} ({', '.join(columns)}) {counted} SELECT {', '.join(taken)} FROM c, {table}"
    at_once(told)


def _taken(field: "Field[object, object]", copies: int) -> str:
    """What a copy has in this column: another key, another voice, an earlier time; else the same."""
    column = f"{field.model._meta.db_table}.{field.column}"
    return next(_changed(field, column, copies), column)


def _changed(field: "Field[object, object]", column: str, copies: int) -> Iterator[str]:
    if _is_key(field) or (field.unique and not isinstance(field, CharField)):
        yield f"{column} + copy * {STEP}"
    elif field.unique:
        yield f"{column} || '-' || copy"
    elif field.model is Telling and field.name == "who":
        yield f"CASE {column} WHEN '' THEN '' ELSE {column} || copy END"
    elif field.model is Matter and isinstance(field, DateTimeField):
        earlier = EARLIER[connection.vendor].format(column=column, days=DAYS, copies=copies)
        yield f"CASE WHEN closed_at IS NULL THEN {column} ELSE {earlier} END"


def _is_key(field: "Field[object, object]") -> bool:
    return field.primary_key or (isinstance(field, ForeignKey) and field.related_model in COPIED)
