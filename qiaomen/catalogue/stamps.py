"""Whether what a process has built from the rows of the house still holds: one small query tells."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection
from django.http import HttpRequest, HttpResponse

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
_held: ContextVar[list[Stamp] | None] = ContextVar("held", default=None)


def stamp() -> Stamp:
    """Another one after every change of what `_RECORDED` names, or of the territory.

    Each such change is a line more of a recorded row. Number, instant and digest together: a change that
    was rolled back is not taken for the one that came in its place.
    """
    asked = _held.get()
    if asked is None:
        return _read()
    if not asked:
        asked.append(_read())
    return asked[0]


@contextmanager
def held() -> Iterator[None]:
    """Within the block, which changes nothing of the house, it is asked once at most: when first needed."""
    asked = _held.get()
    before = _held.set([] if asked is None else asked)
    try:
        yield
    finally:
        _held.reset(before)


def held_while_reading(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware: a page that is only read sees one house, and asks for it once."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return get_response(request)
        with held():
            return get_response(request)

    return middleware


def _read() -> Stamp:
    with connection.cursor() as cursor:
        cursor.execute(_STAMP)
        return tuple(cursor.fetchall()[0])
