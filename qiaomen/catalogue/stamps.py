"""Whether what a process has built from the rows of the house still holds: one small query tells."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection

from qiaomen.catalogue.knowledge.models import ShortAnswer
from qiaomen.catalogue.learning.models import Learner
from qiaomen.catalogue.models import Item, Rule
from qiaomen.kernel.models.calendar import SpecialDay
from qiaomen.people.models import Unit
from qiaomen.territory.models import Edition

Stamp = tuple[object, ...]

_RECORDED = tuple(model._meta.db_table for model in (Unit, Item, Rule, ShortAnswer, SpecialDay, Learner))
_STAMP = ", ".join(
    [
        f"SELECT * FROM (SELECT MAX(token) AS t FROM {Edition._meta.db_table}) AS edition",  # noqa: S608 - ours
        *(
            f"(SELECT SUM(ledger_seq), MAX(ledger_at), MAX(ledger_head) FROM {table}) AS {table}_lines"  # noqa: S608 - ours
            for table in _RECORDED
        ),
    ]
)
_held: ContextVar[Stamp | None] = ContextVar("held", default=None)


def stamp() -> Stamp:
    """Another one after every change of what `_RECORDED` names, or of the territory.

    Each such change is a line more of a recorded row. Number, instant and digest together: a change that
    was rolled back is not taken for the one that came in its place.
    """
    return _held.get() or _read()


@contextmanager
def held() -> Iterator[None]:
    """Within the block, which writes nothing, the house is as it was at its beginning: asked once a page."""
    before = _held.set(_read())
    try:
        yield
    finally:
        _held.reset(before)


def _read() -> Stamp:
    with connection.cursor() as cursor:
        cursor.execute(_STAMP)
        return tuple(cursor.fetchall()[0])
