"""Whether what a process has built from the rows of the house still holds: one small query tells."""

from django.db import connection

from qiaomen.catalogue.models import Item, Rule
from qiaomen.kernel.models.calendar import SpecialDay
from qiaomen.people.models import Unit
from qiaomen.territory.models import Edition

Stamp = tuple[object, ...]

_RECORDED = tuple(model._meta.db_table for model in (Unit, Item, Rule, SpecialDay))
_STAMP = ", ".join(
    [
        f"SELECT * FROM (SELECT MAX(token) AS t FROM {Edition._meta.db_table}) AS edition",  # noqa: S608 - ours
        *(
            f"(SELECT SUM(ledger_seq), MAX(ledger_at), MAX(ledger_head) FROM {table}) AS {table}_lines"  # noqa: S608 - ours
            for table in _RECORDED
        ),
    ]
)


def stamp() -> Stamp:
    """Another one after every change of a unit, an item, a rule, the calendar or the territory.

    Each such change is a line more of a recorded row. Number, instant and digest together: a change that
    was rolled back is not taken for the one that came in its place.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STAMP)
        return tuple(cursor.fetchall()[0])
